import { sentenceKey } from '../text/analyse.ts';
import type { Orientation } from '../topics.ts';
import type { Reading } from './reading.ts';

export type Foci = {
  /** 0–100: how much of the talk is about price, deadline and specification. */
  priceDeadlineFocus: number;
  /** 0–100: how much of the talk is about metrics with no path to sales. */
  metricChasing: number;
  business: number;
  terms: number;
  metric: number;
};

const UNITS_PER_ANSWER = 4;
/** Which units of a long answer count: what gives away a price pitch cannot be talked over with filler. */
const ORDER: Orientation[] = ['terms', 'metric', 'business'];

/** What the candidate talks about when it is free to choose: one unit a question, at most four units an answer. */
export function measureFoci(reading: Reading): Foci {
  const units = new Map<string, Orientation>();
  for (const question of reading.questions) units.set(question.key, question.orientation);
  for (const sentences of reading.answers.values()) {
    const own = new Map<string, Orientation>();
    for (const sentence of sentences) {
      if (sentence.orientation !== 'neutral') own.set(sentenceKey(sentence.normalised), sentence.orientation);
    }
    const chosen = [...own].sort(([, a], [, b]) => ORDER.indexOf(a) - ORDER.indexOf(b)).slice(0, UNITS_PER_ANSWER);
    for (const [key, orientation] of chosen) units.set(key, orientation);
  }
  const count = (wanted: Orientation): number => [...units.values()].filter((orientation) => orientation === wanted).length;
  const [business, terms, metric] = [count('business'), count('terms'), count('metric')];
  const share = (part: number): number => Math.round((100 * part) / (business + terms + metric + 1));
  return { priceDeadlineFocus: share(terms), metricChasing: share(metric), business, terms, metric };
}

import type { Orientation } from '../brief/topics.ts';
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
const ORDER: Orientation[] = ['terms', 'metric', 'business', 'neutral'];

/**
 * What the candidate talks about when it is free to choose: one unit a question, at most four units an
 * answer.
 */
export function measureFoci(reading: Reading): Foci {
  const units = new Map<string, Orientation>();
  for (const question of reading.questions) count(units, question.key, question.orientation);
  for (const sentences of reading.answers.values()) {
    const own = new Map<string, Orientation>();
    for (const sentence of sentences) {
      if (sentence.orientation !== 'neutral') count(own, sentence.key, sentence.orientation);
    }
    const chosen = [...own]
      .sort(([, a], [, b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
      .slice(0, UNITS_PER_ANSWER);
    for (const [key, orientation] of chosen) count(units, key, orientation);
  }
  const number = (wanted: Orientation): number =>
    [...units.values()].filter((orientation) => orientation === wanted).length;
  const [business, terms, metric] = [number('business'), number('terms'), number('metric')];
  const share = (part: number): number => Math.round((100 * part) / (business + terms + metric + 1));
  return { priceDeadlineFocus: share(terms), metricChasing: share(metric), business, terms, metric };
}

/**
 * Counts a unit once. Where the same words were read in two ways, the order of the answers must not decide
 * which counts.
 */
function count(units: Map<string, Orientation>, key: string, orientation: Orientation): void {
  const counted = units.get(key);
  if (counted === undefined || ORDER.indexOf(orientation) < ORDER.indexOf(counted))
    units.set(key, orientation);
}

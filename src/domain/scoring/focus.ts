import type { Brief } from '../brief/brief.ts';
import type { Orientation } from '../brief/topics.ts';
import { type Place, placeOf, stepsFrom } from '../response/goal-metric.ts';
import type { Response } from '../response/response.ts';
import { fitOf } from './criteria/fit.ts';
import { metricPaths } from './criteria/kpi-link.ts';
import { ASKED_FOR, type Reading } from './reading.ts';

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
export function measureFoci(brief: Brief, response: Response, reading: Reading): Foci {
  const units = new Map<string, Orientation>();
  // The name of a thing says nothing of what somebody talks about.
  for (const question of reading.questions.filter(({ isBare }) => !isBare))
    count(units, question.key, question.orientation);
  for (const [path, sentences] of reading.answers) {
    const own = new Map<string, Orientation>();
    for (const { key, orientation } of sentences) {
      const isAskedFor = orientation === 'terms' && ASKED_FOR.test(path);
      if (orientation !== 'neutral' && !isAskedFor) count(own, key, orientation);
    }
    const chosen = [...own]
      .sort(([, a], [, b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
      .slice(0, UNITS_PER_ANSWER);
    for (const [key, orientation] of chosen) count(units, key, orientation);
  }
  const number = (wanted: Orientation): number =>
    [...units.values()].filter((orientation) => orientation === wanted).length;
  const chosen = chosenUnits(brief, response);
  const business = number('business');
  const [terms, metric] = [number('terms') + chosen.terms, number('metric') + chosen.metric];
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

/** From here on a metric is attention or traffic. */
const FAR = 3;
/** A path that comes this near the goal reaches it. */
const NEAR = 1;
const DELIVERY: readonly Place[] = ['pages_delivered', 'on_time_delivery'];
const JUDGED_BY = 2;

/**
 * What was chosen speaks as well: metrics whose path never reaches the goal, what somebody wants to be judged
 * by, channels that do not fit and were kept.
 */
function chosenUnits(brief: Brief, response: Response): { terms: number; metric: number } {
  const { kgi } = brief;
  const units = { terms: 0, metric: 0 };
  for (const { metric, distances } of metricPaths(brief, response)) {
    if (metric === null) continue;
    if (DELIVERY.includes(metric)) units.terms += 1;
    else if ((distances[0] ?? 0) >= FAR && (distances.at(-1) ?? FAR) > NEAR) units.metric += 1;
  }
  const judgedBy = placeOf(response.measure?.judgedBy?.metric ?? '', kgi);
  if (judgedBy !== null && DELIVERY.includes(judgedBy)) units.terms += JUDGED_BY;
  else if (judgedBy !== null && stepsFrom(judgedBy, kgi) >= FAR) units.metric += JUDGED_BY;
  const kept = new Set(
    (response.propose?.channels ?? [])
      .filter(({ channel, probe }) => fitOf(brief, channel) === 'unfit' && probe?.choice !== 'withdraw')
      .map(({ channel }) => channel),
  );
  units.metric += kept.size;
  return units;
}

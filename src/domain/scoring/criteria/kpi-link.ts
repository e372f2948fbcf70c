import type { Brief } from '../../brief/brief.ts';
import { clashesOf, targetsAddUp } from '../../economics/clashes.ts';
import { type Place, placeOf, placesOn, stepsFrom } from '../../response/goal-metric.ts';
import type { Response } from '../../response/response.ts';
import { type Evidence, type Finding, toLevel, wholeAnswer } from '../findings.ts';
import { together, weightOf } from '../insight.ts';
import type { Reading } from '../reading.ts';

/** A step towards the goal may skip one stage; a larger jump is a gap that the interview asks about. */
const LARGEST_STEP = 2;
const CREDIT_BY_FINAL_DISTANCE = [1, 0.6, 0.35, 0.15, 0];
const GAP = 0.6;
const GAP_EXPLAINED = 0.9;
const BACKWARDS = 0.5;
/** A metric in own words whose way is said to lead to something near the goal. */
const UNKNOWN_METRIC = 0.8;

export type MetricPath = {
  index: number;
  metric: Place | null;
  /** Distances from the metric to the last thing that it is said to lead to. */
  distances: number[];
  gap: boolean;
  backwards: boolean;
};

/** Follows what each metric is said to lead to, through the other metrics of the answer, up to the goal. */
export function metricPaths(brief: Brief, response: Response): MetricPath[] {
  const given = response.measure?.metrics ?? [];
  const { kgi } = brief;
  const leads = new Map<Place, Place | null>();
  for (const { metric, leadsTo } of given) {
    const from = placeOf(metric, kgi);
    if (from && !leads.has(from)) leads.set(from, placesOn(leadsTo ?? '', kgi)[0] ?? null);
  }
  return given.map(({ metric, leadsTo }, index) => {
    const first = placeOf(metric, kgi);
    const chain: Place[] = first ? [first] : [];
    for (const place of placesOn(leadsTo ?? '', kgi)) if (!chain.includes(place)) chain.push(place);
    let next = leads.get(chain.at(-1) ?? 'goal') ?? null;
    while (chain.length > 0 && next && !chain.includes(next)) {
      chain.push(next);
      next = leads.get(next) ?? null;
    }
    const distances = chain.map((each) => stepsFrom(each, kgi));
    const steps = distances.slice(1).map((distance, at) => (distances[at] ?? 0) - distance);
    const nearer = (distances[0] ?? 0) - (distances.at(-1) ?? 0);
    return {
      index,
      metric: first,
      distances,
      gap: steps.some((step) => step > LARGEST_STEP),
      backwards:
        steps.length > 0 && (nearer <= 0 || steps.some((step) => step < 0)) && (distances[0] ?? 0) > 0,
    };
  });
}

/** Where a way comes so near the goal, nothing is left to ask. */
const NEAR_GOAL = 1;

/**
 * Whether the interview should ask how a metric becomes profit: it is far away, or its path jumps or never
 * arrives.
 */
export function needsProbe(path: MetricPath): boolean {
  const [first = 0] = path.distances;
  const last = path.distances.at(-1) ?? 4;
  if (path.metric === null) return last > NEAR_GOAL;
  return path.gap || (first >= 3 && last > NEAR_GOAL) || first === 4;
}

/**
 * One metric from a list shows no path; without a target that adds up, or where none can, no more is shown.
 */
const SINGLE_METRIC = 2;
const WITHOUT_TARGET = 3;

/**
 * Each metric's path to the goal: complete, with a gap, or ending short of it, and whether a target adds up
 * to it. A metric that nobody can place is left to people: it counts neither for nor against. Null where all
 * are.
 */
export function judgeKpiLink(brief: Brief, response: Response, reading: Reading): Finding | null {
  const metrics = response.measure?.metrics ?? [];
  const evidence: Evidence[] = [];
  const missing: string[] = [];
  const counted = new Set<string>();
  let given = 0;
  let sum = 0;
  for (const path of metricPaths(brief, response)) {
    const answer = metrics[path.index];
    const name = answer?.metric ?? '';
    if (name.trim() === '') continue;
    given += 1;
    const identity = path.metric ?? name;
    if (path.distances.length === 0) {
      evidence.push(wholeAnswer(`measure.metrics.${path.index}.metric`, name, 'unplaced'));
      continue;
    }
    if (counted.has(identity)) continue;
    counted.add(identity);
    const probe = together(reading.units.get(`measure.metrics.${path.index}.probe`) ?? []);
    const explained = weightOf(probe.anchors) >= 1 && probe.adds > 0;
    const credit = creditOf(path, explained);
    sum += credit;
    if (credit < 1) missing.push(name);
    evidence.push(
      wholeAnswer(
        `measure.metrics.${path.index}.metric`,
        name,
        path.gap ? 'path_gap' : path.distances.at(-1) === 0 ? 'path_complete' : 'path_short',
      ),
    );
  }
  if (given === 0) return { level: 0, evidence: [], missing: ['metrics'] };
  if (counted.size === 0) return null;
  const adds = targetsAddUp(brief, response) || resolvesClash(brief, response, reading);
  const most = brief.answersBy === undefined || adds ? 4 : WITHOUT_TARGET;
  const single = given === 1 ? SINGLE_METRIC + (adds ? 1 : 0) : 4;
  if (most < 4) missing.push('no_target');
  return { level: Math.min(toLevel((4 * sum) / counted.size), most, single), evidence, missing };
}

/** Whether a clash that was shown is answered with something of one's own. */
function resolvesClash(brief: Brief, response: Response, reading: Reading): boolean {
  return clashesOf(brief, response).some(
    ({ key }) => together(reading.units.get(`addsUp.${key}`) ?? []).adds > 0,
  );
}

function creditOf(path: MetricPath, explained: boolean): number {
  const last = path.distances.at(-1);
  if (last === undefined) return explained ? 0.3 : 0;
  let credit = CREDIT_BY_FINAL_DISTANCE[last] ?? 0;
  if (path.metric === null) return credit * (explained ? 1 : UNKNOWN_METRIC);
  if (path.backwards) credit *= BACKWARDS;
  if (path.gap) credit *= explained ? GAP_EXPLAINED : GAP;
  else if (needsProbe(path) && !explained) credit *= GAP;
  return credit;
}

import type { Brief } from '../../brief/brief.ts';
import { type Place, placeOf, stepsFrom } from '../../response/goal-metric.ts';
import type { Response } from '../../response/response.ts';
import { type Evidence, type Finding, toLevel, wholeAnswer } from '../findings.ts';
import { ground, type Reading } from '../reading.ts';

/** A step towards the goal may skip one stage; a larger jump is a gap that the interview asks about. */
const LARGEST_STEP = 2;
const CREDIT_BY_FINAL_DISTANCE = [1, 0.6, 0.35, 0.15, 0];
const GAP = 0.6;
const GAP_EXPLAINED = 0.9;
const BACKWARDS = 0.5;
const UNKNOWN_METRIC = 0.5;

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
    if (from && !leads.has(from)) leads.set(from, placeOf(leadsTo ?? '', kgi));
  }
  return given.map(({ metric, leadsTo }, index) => {
    const first = placeOf(metric, kgi);
    const chain: Place[] = first ? [first] : [];
    let next = placeOf(leadsTo ?? '', kgi);
    while (next && !chain.includes(next)) {
      chain.push(next);
      next = leads.get(next) ?? null;
    }
    const distances = chain.map((each) => stepsFrom(each, kgi));
    const steps = distances.slice(1).map((distance, at) => (distances[at] ?? 0) - distance);
    return {
      index,
      metric: first,
      distances,
      gap: steps.some((step) => step > LARGEST_STEP),
      backwards: steps.some((step) => step <= 0) && (distances[0] ?? 0) > 0,
    };
  });
}

/**
 * Whether the interview should ask how a metric becomes profit: it is far away, or its path jumps or never
 * arrives.
 */
export function needsProbe(path: MetricPath): boolean {
  const [first = 0] = path.distances;
  const last = path.distances.at(-1) ?? 4;
  return path.metric === null || path.gap || (first >= 3 && last > 1) || first === 4;
}

/** Each metric's path to the goal: complete, with a gap, or ending short of it. */
export function judgeKpiLink(brief: Brief, response: Response, reading: Reading): Finding {
  const metrics = response.measure?.metrics ?? [];
  const evidence: Evidence[] = [];
  const missing: string[] = [];
  const counted = new Set<string>();
  let sum = 0;
  for (const path of metricPaths(brief, response)) {
    const given = metrics[path.index];
    const name = given?.metric ?? '';
    const identity = path.metric ?? name;
    if (name.trim() === '' || counted.has(identity)) continue;
    counted.add(identity);
    const probe = ground(
      reading.answers.get(`measure.metrics.${path.index}.probe`) ?? [],
      reading.briefVocabulary,
      reading,
    );
    const explained = probe.weight >= 1 && probe.consequence > 0;
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
    if (explained) evidence.push(...probe.consequenceEvidence);
  }
  if (counted.size === 0) return { level: 0, evidence: [], missing: ['metrics'] };
  return { level: toLevel((4 * sum) / counted.size), evidence, missing };
}

function creditOf(path: MetricPath, explained: boolean): number {
  const last = path.distances.at(-1);
  if (last === undefined) return explained ? 0.3 : 0;
  let credit = CREDIT_BY_FINAL_DISTANCE[last] ?? 0;
  if (path.metric === null) credit *= UNKNOWN_METRIC;
  if (path.backwards) credit *= BACKWARDS;
  if (path.gap) credit *= explained ? GAP_EXPLAINED : GAP;
  else if (needsProbe(path) && !explained) credit *= GAP;
  return credit;
}

import type { Brief } from '../brief/brief.ts';
import type { Channel } from '../brief/channels.ts';
import { sentenceKey } from '../classifier/analyse.ts';
import { clashesOf } from '../economics/clashes.ts';
import { normaliseText } from '../language/normalise.ts';
import { findMetric } from '../response/metrics.ts';
import type { Response } from '../response/response.ts';
import { fitOf } from '../scoring/criteria/fit.ts';
import { type MetricPath, metricPaths, needsProbe } from '../scoring/criteria/kpi-link.ts';

/** The pages of the interview, in order. */
export const STEPS = [
  'welcome',
  'ask',
  'facts',
  'understand',
  'numbers',
  'propose',
  'propose-probe',
  'measure',
  'measure-probe',
  'adds-up',
  'partner',
  'terms',
  'check',
] as const;
export type Step = (typeof STEPS)[number];

/** Steps with a form of their own, whose answers are kept. */
export const ANSWER_STEPS = [
  'welcome',
  'understand',
  'numbers',
  'propose',
  'propose-probe',
  'measure',
  'measure-probe',
  'adds-up',
  'partner',
  'terms',
] as const satisfies readonly Step[];
export type AnswerStep = (typeof ANSWER_STEPS)[number];

/** Steps of which the server keeps what is typed: those, and the box in which questions are asked. */
export type SavedStep = AnswerStep | 'ask';

export const isAnswerStep = (step: Step): step is AnswerStep =>
  (ANSWER_STEPS as readonly Step[]).includes(step);

/** How many questions a candidate may ask. */
export const MAX_QUESTIONS = 15;
export const MAX_CHANNELS = 3;
export const MAX_METRICS = 5;
/** So often does one interview ask back at most; one of them is kept for the metrics. */
export const MAX_PROBES = 3;

/** Chosen channels that the owner says do not fit: the interview asks back about the first two. */
export function channelsToProbe(brief: Brief, response: Response): Channel[] {
  const unfit = (response.propose?.channels ?? [])
    .map(({ channel }) => channel)
    .filter((channel) => fitOf(brief, channel) === 'unfit');
  return unfit.slice(0, MAX_PROBES - 1);
}

/**
 * Metrics, by position, of which the interview asks how they become profit: those without a known path first,
 * then those that are farthest from the goal.
 */
export function metricsToProbe(brief: Brief, response: Response): number[] {
  const given = response.measure?.metrics ?? [];
  const farthest = (path: MetricPath): number =>
    path.metric === null ? Number.POSITIVE_INFINITY : (path.distances[0] ?? 0);
  return metricPaths(brief, response)
    .filter((path) => (given[path.index]?.metric ?? '') !== '' && needsProbe(path))
    .sort((a, b) => farthest(b) - farthest(a) || a.index - b.index)
    .slice(0, MAX_PROBES - channelsToProbe(brief, response).length)
    .map((path) => path.index)
    .sort((a, b) => a - b);
}

/**
 * The field in which a metric is asked about: named by the metric, so that an answer stays with it when the
 * order changes.
 */
export function probeField(metric: string): string {
  return `probe_${findMetric(metric) ?? sentenceKey(normaliseText(metric))}`;
}

/** Steps that ask back because of an answer, and are there only where one calls for them. */
export const asksBack = (step: Step): boolean =>
  step === 'propose-probe' || step === 'measure-probe' || step === 'adds-up';

/** The steps that this interview has: probes appear only when an answer calls for them. */
export function stepsOf(brief: Brief, response: Response): Step[] {
  return STEPS.filter((step) => {
    if (step === 'propose-probe') return channelsToProbe(brief, response).length > 0;
    if (step === 'measure-probe') return metricsToProbe(brief, response).length > 0;
    if (step === 'adds-up') return clashesOf(brief, response).length > 0;
    return true;
  });
}

/** The step after a given one. */
export function stepAfter(steps: readonly Step[], step: Step): Step {
  const order = STEPS.indexOf(step);
  return steps.find((each) => STEPS.indexOf(each) > order) ?? 'check';
}

/** What a candidate has done so far, as far as it decides which pages are open. */
export type Progress = { consented: boolean; factsOpened: boolean };

/** The latest step that a candidate may open: first the consent, then the questions, then everything. */
export function furthestStep({ consented, factsOpened }: Progress): Step {
  if (!consented) return 'welcome';
  return factsOpened ? 'check' : 'ask';
}

/** Whether a step may be opened yet. The facts stay closed while questions can still earn points. */
export function isOpen(step: Step, progress: Progress): boolean {
  return STEPS.indexOf(step) <= STEPS.indexOf(furthestStep(progress));
}

import type { Brief } from '../brief.ts';
import type { Channel } from '../channels.ts';
import type { Response } from '../response.ts';
import { fitOf } from '../scoring/fit.ts';
import { metricPaths, needsProbe } from '../scoring/kpi-link.ts';

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
  'partner',
  'terms',
] as const satisfies readonly Step[];
export type AnswerStep = (typeof ANSWER_STEPS)[number];

export const isAnswerStep = (step: Step): step is AnswerStep => (ANSWER_STEPS as readonly Step[]).includes(step);

/** How many questions a candidate may ask. */
export const MAX_QUESTIONS = 15;
export const MAX_CHANNELS = 3;
export const MAX_METRICS = 5;
/** So many metrics are asked about at most, so that the interview stays short. */
const MAX_METRIC_PROBES = 3;

/** Chosen channels that the owner says do not fit: the interview asks back about each. */
export function channelsToProbe(brief: Brief, response: Response): Channel[] {
  return (response.propose?.channels ?? []).map(({ channel }) => channel).filter((channel) => fitOf(brief, channel) === 'unfit');
}

/** Metrics, by position, that are far from the goal: the interview asks how they become profit. */
export function metricsToProbe(brief: Brief, response: Response): number[] {
  const given = response.measure?.metrics ?? [];
  return metricPaths(brief, response)
    .filter((path) => (given[path.index]?.metric ?? '') !== '' && needsProbe(path))
    .map((path) => path.index)
    .slice(0, MAX_METRIC_PROBES);
}

/** The steps that this interview has: probes appear only when an answer calls for them. */
export function stepsOf(brief: Brief, response: Response): Step[] {
  return STEPS.filter((step) => {
    if (step === 'propose-probe') return channelsToProbe(brief, response).length > 0;
    if (step === 'measure-probe') return metricsToProbe(brief, response).length > 0;
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

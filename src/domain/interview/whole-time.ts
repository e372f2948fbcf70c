import type { Brief } from '../brief/brief.ts';
import type { Response } from '../response/response.ts';
import { fieldsOf } from './step-fields.ts';
import { ANSWER_STEPS, type AnswerStep, type Step, stepsOf } from './steps.ts';
import { estimateSeconds, minutesLeft } from './time-left.ts';

const isAnswerStep = (step: Step): step is AnswerStep => (ANSWER_STEPS as readonly string[]).includes(step);

/** Steps with the seconds that each is likely to take. */
export const withEstimates = (
  steps: readonly Step[],
  brief: Brief,
  response: Response,
): { step: Step; estimate: number }[] =>
  steps.map((step) => ({
    step,
    estimate: estimateSeconds(step, isAnswerStep(step) ? fieldsOf(step, brief, response) : []),
  }));

/** Minutes that the whole interview of this brief is likely to take; nobody has answered anything yet. */
export function wholeMinutes(brief: Brief): number {
  const nothing: Response = {};
  return minutesLeft({}, withEstimates(stepsOf(brief, nothing), brief, nothing));
}

import { MOST_OWN_QUESTIONS } from '../brief/brief.ts';
import type { Field } from '../forms/field.ts';
import { ANSWER_LENGTH } from '../response/response.ts';
import { MAX_CHANNELS, MAX_METRICS } from './steps.ts';

const repeated = (count: number, field: Omit<Field, 'name'>): Field[] =>
  Array.from({ length: count }, (_, index) => ({ name: String(index), ...field }));

/**
 * As much as can be typed into any step of any interview: long answers of a step and all of the owner's own
 * questions, and its choices and metrics.
 */
export const LONGEST_STEP: readonly Field[] = [
  ...repeated(MAX_CHANNELS + 1 + MOST_OWN_QUESTIONS, { kind: 'longtext', max: ANSWER_LENGTH }),
  ...repeated(MAX_METRICS * 3 + 1, { kind: 'metric' }),
  ...repeated(10, { kind: 'choice' }),
];

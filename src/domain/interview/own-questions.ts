import type { Brief, OwnQuestion } from '../brief/brief.ts';
import type { Field } from '../forms/field.ts';
import type { Parsed } from '../forms/form.ts';
import { ANSWER_LENGTH, type Response } from '../response/response.ts';
import type { AnswerStep } from './steps.ts';

/** The owner's own questions on a step, in the order in which they were written. */
export function ownQuestionsOn(step: AnswerStep, { ownQuestions = [] }: Brief): OwnQuestion[] {
  return ownQuestions.filter((question) => question.step === step);
}

/** Their fields. A choice is sent by its position, since its words may be anything. */
export function ownFields(step: AnswerStep, brief: Brief): Field[] {
  return ownQuestionsOn(step, brief).map(({ id, kind, options = [], required }): Field => {
    if (kind === 'choice')
      return { name: id, kind, required, options: options.map((_, index) => String(index)) };
    return kind === 'number'
      ? { name: id, kind: 'quantity', required, wanted: { dimension: 'number', currency: brief.currency } }
      : { name: id, kind: 'longtext', required, max: ANSWER_LENGTH };
  });
}

/** The answers on a step by question: text, the words of the choice, or a number. */
export function ownAnswersOf(
  step: AnswerStep,
  brief: Brief,
  values: Parsed['values'],
): NonNullable<Response['ownAnswers']> {
  return Object.fromEntries(
    ownQuestionsOn(step, brief).flatMap(({ id, kind, options = [] }) => {
      const value = values[id];
      if (value === undefined) return [];
      return [[id, kind === 'choice' ? (options[Number(value)] ?? '') : value]];
    }),
  );
}

/** A level 0–4 that was given by hand, with the weight of its question. */
export type OwnLevel = { weight: number; level: number };

/** The computed criteria weigh this much together; an own question's weight is read beside it. */
const COMPUTED_WEIGHT = 100;

/**
 * Understanding 0–100 together with the own questions that have a level: the mean of both by weight, as a
 * whole number; null while no own question with a weight has one.
 */
export function combinedFigure(understanding: number, levels: readonly OwnLevel[]): number | null {
  const weight = levels.reduce((sum, each) => sum + each.weight, 0);
  if (weight === 0) return null;
  const own = levels.reduce((sum, each) => sum + (each.weight * each.level * 100) / 4, 0);
  return Math.round((understanding * COMPUTED_WEIGHT + own) / (COMPUTED_WEIGHT + weight));
}

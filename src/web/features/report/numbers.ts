import type { FastifyRequest } from 'fastify';
import { gradeLever } from '../../../domain/economics/lever.ts';
import { leverEffectText, leverMoveText } from '../../../reporting/lever.ts';
import type { Report } from '../../../reporting/report.ts';
import type { Submission } from '../../../store/submissions.ts';
import { numberText } from '../../answers/rows.ts';

/** One of the problems from the owner's numbers: what was given, what is right, and what it earned. */
export function numberView(
  { t, locale }: FastifyRequest,
  currency: string,
  { key, given, right, credit, slip }: Report['numbers'][number],
): Record<string, unknown> {
  const earned = credit === 1 ? 'full' : credit === 0.5 ? 'half' : credit > 0 ? 'quarter' : 'none';
  return {
    problem: t(`interview.numbers.${key}`),
    given: given === null ? t('report.noAnswer') : numberText(key, given, currency, locale, t),
    right: numberText(key, right, currency, locale, t),
    result: t(`report.credit.${earned}`),
    slip: slip ? t(`slips.${slip}`) : null,
  };
}

/** The lever with what moving its figure really brings. */
export function leverView(
  { t, locale }: FastifyRequest,
  { brief, response }: Submission,
): Record<string, unknown>[] {
  const lever = response.numbers?.lever;
  const graded = gradeLever(brief, lever);
  if (!lever || !graded) return [];
  const { given, right, base, credit } = graded;
  const state = right === null ? 'none' : credit === 1 ? 'right' : credit > 0 ? 'near' : 'other';
  const text = (effect: number | null): string =>
    effect === null || !lever.unit
      ? t('report.noAnswer')
      : leverEffectText(effect, lever.unit, brief, locale, t);
  return [
    {
      problem: leverMoveText(lever, brief, locale, t),
      given: text(given),
      right: text(right),
      result: t(`report.lever.${state}`),
      slip: right !== null && base !== null ? t(`report.lever.base.${base}`) : null,
    },
  ];
}

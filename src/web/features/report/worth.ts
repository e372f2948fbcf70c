import type { FastifyRequest } from 'fastify';
import { priceAgainst, worthOf } from '../../../domain/economics/worth.ts';
import { priceLines, worthLines } from '../../../reporting/worth.ts';
import type { Submission } from '../../../store/submissions.ts';

/** What the goal is worth and the price beside it, once the price is open. */
export function worthView(
  { t, locale }: FastifyRequest,
  { brief, response, termsOpen }: Submission,
): { worth: string[]; price: { label: string; text: string; isOver: boolean }[] } {
  if (!termsOpen) return { worth: [], price: [] };
  const price = priceAgainst(worthOf(brief), response.terms);
  if (price === null) return { worth: worthLines(brief, locale, t), price: [] };
  const { firstYear, ofAllowable, payBack, perCustomer } = priceLines(price, brief, locale, t);
  const line = (label: string, text: string | null, isOver = false) =>
    text === null ? [] : [{ label: t(`worth.${label}`), text, isOver }];
  return {
    worth: worthLines(brief, locale, t),
    price: [
      ...line('firstYear', firstYear),
      ...line('share', ofAllowable, (price.percentOfAllowable ?? 0) > 100),
      ...line('payBack', payBack),
      ...line('perCustomer', perCustomer),
    ],
  };
}

import type { FastifyRequest } from 'fastify';
import { isOverAllowable, priceAgainst, worthOf } from '../../../domain/economics/worth.ts';
import { priceLines, worthLines } from '../../../reporting/worth.ts';
import type { Submission } from '../../../store/submissions.ts';

/** What the goal is worth and the price beside it, once the price is open. */
export function worthView(
  { t, locale }: FastifyRequest,
  { brief, response, termsOpen }: Submission,
): { worth: string[]; price: { label: string; text: string; isOver: boolean }[] } {
  if (!termsOpen) return { worth: [], price: [] };
  const price = priceAgainst(worthOf(brief), response.terms, brief.currency);
  if (price === null) return { worth: worthLines(brief, locale, t), price: [] };
  const { firstYear, ofAllowable, payBack, perCustomer } = priceLines(
    price,
    { brief, terms: response.terms },
    locale,
    t,
  );
  const line = (label: string, text: string | null, isOver = false) =>
    text === null ? [] : [{ label: t(`worth.${label}`), text, isOver }];
  return {
    worth: worthLines(brief, locale, t),
    price: [
      ...line('firstYear', firstYear),
      ...line('share', ofAllowable, isOverAllowable(price)),
      ...line('payBack', payBack),
      ...line('perCustomer', perCustomer),
    ],
  };
}

import type { FastifyRequest } from 'fastify';
import {
  type Brief,
  type BriefDraft,
  type BriefPage,
  completeBrief,
  provisional,
} from '../../../domain/brief/brief.ts';
import { problemsOf } from '../../../domain/economics/economics.ts';
import { monthsUntilGoal } from '../../../domain/economics/horizon.ts';
import { whatIsLeftOut } from '../../../domain/economics/left-out.ts';
import { localDay } from '../../../domain/language/days.ts';
import { formatMoney, formatNumber } from '../../../locales/formats.ts';

/** Pages of whose numbers something follows. */
export const FIGURED_PAGES: readonly BriefPage[] = ['goal', 'unit_price', 'profit', 'constraints'];

/**
 * What follows from the figures of a draft as far as it has come; with a word where figures of the example
 * are among them, besides those of the page that is being written.
 */
export function followsFrom(
  request: FastifyRequest,
  draft: BriefDraft,
  writing: BriefPage | null = null,
): string[] {
  const { t, vetting } = request;
  const brief = completeBrief(draft) ?? provisional(draft);
  // Before there is a deadline for answers, work could begin today at the earliest.
  const answersBy = brief.answersBy ?? localDay(request.server.parts.now(), draft.timeZone);
  const figures = figuresOf({ ...brief, answersBy }, request);
  const examples = FIGURED_PAGES.filter((page) => page !== writing && vetting.samplePages.includes(page));
  const names = examples.map((page) => t(`brief.pages.${page}`)).join(t('common.comma'));
  return [
    ...(isGoalPast(request, draft) ? [t('brief.follows.past')] : []),
    ...figures,
    ...(figures.length > 0 && examples.length > 0 ? [t('brief.follows.example', { pages: names })] : []),
  ];
}

/** What a complete brief leaves out, with what that costs. */
export function leftOutOf(request: FastifyRequest): string[] {
  const { t } = request;
  const brief = completeBrief(request.vetting.brief);
  if (!brief) return [];
  const { missing, leftOut } = whatIsLeftOut(brief);
  const names = missing.map((key) => t(`interview.numbers.${key}`)).join(t('common.comma'));
  return leftOut.map((key) => t(`brief.leftOut.${key}`, { names }));
}

/** Whether the day of the goal is before today, where the business is. */
const isGoalPast = ({ server }: FastifyRequest, { kgi, timeZone }: BriefDraft): boolean =>
  kgi !== undefined && kgi.by < localDay(server.parts.now(), timeZone);

function figuresOf(brief: Brief, { t, locale }: FastifyRequest): string[] {
  const right = new Map(problemsOf(brief).map(({ key, right: exact }) => [key, exact.toNumber()]));
  const money = (value: number): string => formatMoney(Math.round(value), brief.currency, locale);
  const customer = right.get('grossProfitPerCustomer');
  const cost = right.get('maxCostPerCustomer');
  const needed = right.get('customersNeeded');
  const months = monthsUntilGoal(brief);
  const capacity = brief.facts.constraints?.newCustomersPerMonth ?? null;
  const n = (value: number): string => formatNumber(value, locale);
  return [
    ...(customer === undefined ? [] : [t('brief.follows.customer', { amount: money(customer) })]),
    ...(cost === undefined ? [] : [t('brief.follows.cost', { amount: money(cost) })]),
    ...(needed === undefined ? [] : [t('brief.follows.needed', { n: n(needed) })]),
    ...(needed !== undefined && months !== null && capacity !== null && needed > capacity * months
      ? [t('brief.follows.capacity', { n: n(capacity), months: n(months) })]
      : []),
  ];
}

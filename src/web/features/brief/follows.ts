import type { FastifyRequest } from 'fastify';
import { type Brief, completeBrief } from '../../../domain/brief/brief.ts';
import { problemsOf } from '../../../domain/economics/economics.ts';
import { monthsUntilGoal } from '../../../domain/economics/horizon.ts';
import { whatIsLeftOut } from '../../../domain/economics/left-out.ts';
import { localDay } from '../../../domain/language/days.ts';
import { formatMoney, formatNumber } from '../../../locales/formats.ts';

/** What follows from the figures of a complete brief, and what is left out with what that costs. */
export function followsFrom(request: FastifyRequest): { follows: string[]; leftOut: string[] } {
  const brief = completeBrief(request.vetting.brief);
  if (!brief) return { follows: [], leftOut: [] };
  const { t, locale } = request;
  const separator = locale === 'ja' ? '、' : ', ';
  const { missing, leftOut } = whatIsLeftOut(brief);
  const names = missing.map((key) => t(`interview.numbers.${key}`)).join(separator);
  return {
    follows: figuresOf(brief, request),
    leftOut: leftOut.map((key) => t(`brief.leftOut.${key}`, { names })),
  };
}

function figuresOf(brief: Brief, { t, locale, server }: FastifyRequest): string[] {
  const right = new Map(problemsOf(brief).map(({ key, right: exact }) => [key, exact.toNumber()]));
  const money = (value: number): string => formatMoney(Math.round(value), brief.currency, locale);
  const customer = right.get('grossProfitPerCustomer');
  const cost = right.get('maxCostPerCustomer');
  const needed = right.get('customersNeeded');
  const months = monthsUntilGoal(brief);
  const capacity = brief.facts.constraints?.newCustomersPerMonth ?? null;
  const n = (value: number): string => formatNumber(value, locale);
  const { now } = server.parts;
  return [
    ...(brief.kgi.by < localDay(now(), brief.timeZone) ? [t('brief.follows.past')] : []),
    ...(customer === undefined ? [] : [t('brief.follows.customer', { amount: money(customer) })]),
    ...(cost === undefined ? [] : [t('brief.follows.cost', { amount: money(cost) })]),
    ...(needed === undefined ? [] : [t('brief.follows.needed', { n: n(needed) })]),
    ...(needed !== undefined && months !== null && capacity !== null && needed > capacity * months
      ? [t('brief.follows.capacity', { n: n(capacity), months: n(months) })]
      : []),
  ];
}

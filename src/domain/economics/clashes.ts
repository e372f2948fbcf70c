import type { Brief } from '../brief/brief.ts';
import { readTarget, type Target } from '../language/targets.ts';
import { placeOf } from '../response/goal-metric.ts';
import type { ClashKey, Response } from '../response/response.ts';
import { problemsOf } from './economics.ts';
import { monthsUntilGoal } from './horizon.ts';

/**
 * Two of a candidate's own figures that do not fit together. `figures` are those that a question about it
 * names: customers, inquiries a month, percent. `metrics` are the positions of the metrics in question.
 */
export type Clash = { key: ClashKey; figures: Record<string, number>; metrics: number[]; weight: number };

/** At most so many are asked about. */
export const MOST_CLASHES = 2;
/** A target that reaches so much of what is needed is enough; so many times as much is far over. */
const ENOUGH = 0.8;
const FAR_OVER = 2;
/** So many times as many inquiries as today have to come from somewhere. */
const MANY_MORE = 2;
/** Targets that lead so far apart cannot both be meant. */
const APART = 2;

/**
 * The clashes in a response's own figures, the weightiest first: customers needed against what the business
 * can take on, targets × the brief's rates against the goal, inquiries needed against today's, targets that
 * contradict each other. Pure; where a figure is missing there is nothing to compare.
 */
export function clashesOf(brief: Brief, response: Response): Clash[] {
  const months = monthsUntilGoal(brief);
  const needed = response.numbers?.customersNeeded?.value ?? null;
  // Nobody is told what it says before it has said it.
  if (months === null || needed === null || needed <= 0) return [];
  return [
    overCapacity(brief, needed, months),
    overToday(brief, needed, months),
    ...targets(brief, response, needed, months),
  ]
    .filter((clash): clash is Clash => clash !== null)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_CLASHES);
}

/** The customers that the candidate said are needed; where it did not say, those that are. */
function customersNeeded(brief: Brief, response: Response): number | null {
  const problem = problemsOf(brief).find(({ key }) => key === 'customersNeeded');
  const given = response.numbers?.customersNeeded?.value ?? null;
  const needed = given ?? problem?.right.toNumber() ?? null;
  return needed !== null && needed > 0 ? needed : null;
}

function overCapacity(brief: Brief, needed: number, months: number): Clash | null {
  const perMonth = brief.facts.constraints?.newCustomersPerMonth;
  if (!perMonth) return null;
  const capacity = Math.floor(perMonth * months);
  if (needed <= capacity) return null;
  const figures = { needed, capacity, perMonth, months };
  return { key: 'customers_over_capacity', figures, metrics: [], weight: needed / Math.max(capacity, 1) };
}

function overToday(brief: Brief, needed: number, months: number): Clash | null {
  const { inquiriesPerMonth: today, closeRatePercent: rate } = brief.facts.sales_process ?? {};
  if (!today || !rate) return null;
  const inquiries = Math.ceil(needed / (rate / 100) / months);
  if (inquiries < today * MANY_MORE) return null;
  const figures = { needed, rate, months, inquiries, today };
  return { key: 'inquiries_over_today', figures, metrics: [], weight: inquiries / today };
}

/** Whether a target of the response comes to what the goal needs, or nearly. */
export function targetsAddUp(brief: Brief, response: Response): boolean {
  const months = monthsUntilGoal(brief);
  const needed = customersNeeded(brief, response);
  if (months === null || needed === null) return false;
  return reachedBy(brief, response, months).some(
    ({ customers }) => customers >= needed * ENOUGH && customers <= needed * FAR_OVER,
  );
}

type Reached = { index: number; target: number; customers: number };

/**
 * What the targets of a response come to, by the brief's rates; those that nobody can compute are left out.
 */
const reachedBy = (brief: Brief, response: Response, months: number): Reached[] =>
  (response.measure?.metrics ?? []).flatMap(({ metric, target }, index): Reached[] => {
    const read = readTarget(target ?? '');
    const customers = read && customersOf(brief, metric, read, months);
    return read && customers !== null ? [{ index, target: read.value, customers }] : [];
  });

function targets(brief: Brief, response: Response, needed: number, months: number): Clash[] {
  const sorted = reachedBy(brief, response, months).toSorted((a, b) => a.customers - b.customers);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most) return [];
  const about = ({ index, target, customers }: Reached, key: ClashKey, weight: number): Clash => {
    const reach = Math.floor(customers);
    const rates = ratesOf(brief, response.measure?.metrics?.[index]?.metric ?? '');
    const figures = { target, reach, needed, months, gap: Math.abs(needed - reach), ...rates };
    return { key, figures, metrics: [index], weight };
  };
  if (most.customers < needed * ENOUGH)
    return [about(most, 'targets_short', needed / Math.max(most.customers, 0.5))];
  if (least.customers > needed * FAR_OVER)
    return [about(least, 'targets_over', least.customers / needed / FAR_OVER)];
  if (least.customers * APART > most.customers || least === most) return [];
  const figures = { one: Math.floor(least.customers), other: Math.floor(most.customers) };
  const weight = most.customers / Math.max(least.customers, 0.5) / APART;
  return [{ key: 'targets_apart', figures, metrics: [least.index, most.index], weight }];
}

/** The figure of the brief by which a metric becomes customers. */
function ratesOf({ kgi, facts }: Brief, metric: string): Record<string, number> {
  const { closeRatePercent: rate, inquiriesPerMonth: today } = facts.sales_process ?? {};
  const place = placeOf(metric, kgi);
  if (place === 'close_rate') return today ? { today } : {};
  return rate && (place === 'inquiries' || place === 'qualified_inquiries') ? { rate } : {};
}

const A_MONTH: Record<NonNullable<Target['per']>, number> = {
  week: 52 / 12,
  month: 1,
  quarter: 1 / 3,
  half_year: 1 / 6,
  year: 1 / 12,
};

/**
 * How many new customers a target comes to until the date of the goal, by the brief's rates; null where
 * nobody can say.
 */
function customersOf(
  brief: Brief,
  metric: string,
  { value, percent, per }: Target,
  months: number,
): number | null {
  const { kgi, facts } = brief;
  const rate = (facts.sales_process?.closeRatePercent ?? 0) / 100;
  const place = placeOf(metric, kgi);
  if (place === 'close_rate') {
    const today = facts.sales_process?.inquiriesPerMonth;
    return percent && today ? today * months * (value / 100) : null;
  }
  if (percent) return null;
  if (place === 'inquiries' || place === 'qualified_inquiries')
    return per && rate ? value * A_MONTH[per] * months * rate : null;
  const countsCustomers = place === 'new_customers' || (place === 'goal' && kgi.measure === 'customers');
  if (!countsCustomers) return null;
  if (per) return value * A_MONTH[per] * months;
  // A total: the customers won, or how many there are to be.
  return value > kgi.current && kgi.measure === 'customers' && kgi.current > 0 ? value - kgi.current : value;
}

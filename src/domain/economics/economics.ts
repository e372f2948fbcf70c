import type { Brief } from '../brief/brief.ts';
import { keptFor } from '../brief/kept.ts';
import { NUMBER_KEYS, type NumberKey, type Response } from '../response/response.ts';
import { monthsUntilGoal } from './horizon.ts';
import { Decimal, type Exact, type Inputs, inputsOf, ofOneCustomer, product, within } from './inputs.ts';

/** Mistakes that people make so often that the report can name them. */
export const SLIPS = [
  'revenue_not_profit',
  'first_order_only',
  'one_year_only',
  'share_forgotten',
  'close_rate_forgotten',
  'close_rate_inverted',
  'close_rate_as_number',
  'monthly_yearly_mixed',
  'todays_value_forgotten',
] as const;
export type Slip = (typeof SLIPS)[number];

/** `alsoRight`: what is right as well, such as the customers needed with those who leave counted in. */
export type Problem = {
  key: NumberKey;
  right: Exact;
  alsoRight: Exact[];
  slips: [Slip, Exact][];
  wholeNumber: boolean;
};

/**
 * One answered problem: what was given, what is right, the credit 0–1 and the slip that explains a wrong
 * answer.
 */
export type NumberResult = {
  key: NumberKey;
  given: number | null;
  right: number;
  credit: number;
  slip: Slip | null;
};

// Every page of an interview asks for the problems of the same brief, and exact division takes its time.

/**
 * The problems that this brief's numbers allow, with their right answers (scoring.md, unit_economics).
 * A problem whose inputs are missing, or whose answer would not be positive, is left out.
 */
export const problemsOf = keptFor((brief: Brief): readonly Problem[] => makeProblems(brief));

function makeProblems(brief: Brief): Problem[] {
  const inputs = inputsOf(brief);
  return [
    grossProfit(inputs),
    customersNeeded(brief, inputs),
    maxCostPerCustomer(inputs),
    maxCostPerInquiry(inputs),
  ].filter((problem): problem is Problem => problem?.right.greaterThan(0) === true);
}

function problem(
  key: NumberKey,
  right: Exact | null,
  slips: [Slip, Exact | null][],
  wholeNumber = false,
): Problem | null {
  if (right === null) return null;
  const known: [Slip, Exact][] = [];
  // With one order a year, the first order is the year: such a figure is no slip, or one slip only.
  for (const [slip, value] of [...slips, ...monthlyYearly(right)]) {
    const isNew = value?.greaterThan(0) && !value.eq(right) && !known.some(([, other]) => other.eq(value));
    if (value && isNew) known.push([slip, value]);
  }
  return { key, right, slips: known, wholeNumber, alsoRight: [] };
}

function monthlyYearly(right: Exact): [Slip, Exact][] {
  return [
    ['monthly_yearly_mixed', right.div(12)],
    ['monthly_yearly_mixed', right.times(12)],
  ];
}

function grossProfit({ order, perYear, years, margin }: Inputs): Problem | null {
  return problem('grossProfitPerCustomer', product(order, perYear, years, margin), [
    ['revenue_not_profit', product(order, perYear, years)],
    ['one_year_only', product(order, perYear, margin)],
    ['first_order_only', product(order, margin)],
    ['revenue_not_profit', product(order, perYear)],
    ['revenue_not_profit', order],
  ]);
}

function maxCostPerCustomer({ order, perYear, years, margin, share }: Inputs): Problem | null {
  return problem('maxCostPerCustomer', product(order, perYear, years, margin, share), [
    ['share_forgotten', product(order, perYear, years, margin)],
    ['revenue_not_profit', product(order, perYear, years, share)],
    ['one_year_only', product(order, perYear, margin, share)],
    ['first_order_only', product(order, margin, share)],
  ]);
}

function maxCostPerInquiry({ order, perYear, years, margin, share, closeRate }: Inputs): Problem | null {
  const perCustomer = product(order, perYear, years, margin, share);
  const inverted = perCustomer && closeRate?.greaterThan(0) ? perCustomer.div(closeRate) : null;
  return problem('maxCostPerInquiry', product(perCustomer, closeRate), [
    ['close_rate_forgotten', perCustomer],
    ['close_rate_inverted', inverted],
    ['close_rate_as_number', product(perCustomer, closeRate, new Decimal(100))],
    ['share_forgotten', product(order, perYear, years, margin, closeRate)],
    ['revenue_not_profit', product(order, perYear, years, share, closeRate)],
    ['one_year_only', product(order, perYear, margin, share, closeRate)],
    ['first_order_only', product(order, margin, share, closeRate)],
  ]);
}

function customersNeeded(brief: Brief, inputs: Inputs): Problem | null {
  const { order, perYear, margin } = inputs;
  const target = new Decimal(brief.kgi.target);
  const current = new Decimal(brief.kgi.current);
  const growth = target.minus(current);
  const each = ofOneCustomer(brief, inputs);
  const divided = (amount: Exact, divisor: Exact | null): Exact | null =>
    divisor?.greaterThan(0) ? amount.div(divisor).ceil() : null;
  const slips: [Slip, Exact | null][] = [['todays_value_forgotten', divided(target, each)]];
  if (brief.kgi.measure === 'profit') {
    slips.push(
      ['revenue_not_profit', divided(growth, product(order, perYear))],
      ['first_order_only', divided(growth, product(order, margin))],
    );
  }
  if (brief.kgi.measure === 'revenue') slips.push(['first_order_only', divided(growth, order)]);
  const made = problem('customersNeeded', divided(growth, each), slips, true);
  const leaving = leavingUntil(brief, inputs);
  const withLeaving = leaving && divided(growth.plus(leaving.times(each ?? 1)), each);
  return made && withLeaving ? { ...made, alsoRight: [withLeaving] } : made;
}

/**
 * How many of today's customers leave until the date of the goal, N / Y a year; null where nobody can say.
 */
function leavingUntil(brief: Brief, inputs: Inputs): Exact | null {
  const each = ofOneCustomer(brief, inputs);
  const months = monthsUntilGoal(brief);
  if (!each?.greaterThan(0) || !inputs.years?.greaterThan(0) || months === null) return null;
  return new Decimal(brief.kgi.current).div(each).div(inputs.years).times(months).div(12);
}

/** Grades one number: within 5 % full, within 25 % half, a known slip a quarter, otherwise nothing. */
export function grade(problem: Problem, given: number | null): NumberResult {
  const result = (credit: number, slip: Slip | null): NumberResult => ({
    key: problem.key,
    given,
    right: problem.right.toNumber(),
    credit,
    slip,
  });
  if (given === null) return result(0, null);
  const answer = new Decimal(given);
  for (const right of [problem.right, ...problem.alsoRight]) {
    if (within(answer, right, 5)) return result(1, null);
    if (problem.wholeNumber && answer.greaterThan(right.minus(1)) && answer.lessThan(right))
      return result(1, null);
  }
  const slip = problem.slips.find(([, value]) => within(answer, value, 5))?.[0] ?? null;
  if ([problem.right, ...problem.alsoRight].some((right) => within(answer, right, 25)))
    return result(0.5, slip);
  return result(slip ? 0.25 : 0, slip);
}

/** Grades all numbers of a response, in the order of the problems. */
export function gradeNumbers(brief: Brief, response: Response): NumberResult[] {
  const problems = new Map(problemsOf(brief).map((problem) => [problem.key, problem]));
  return NUMBER_KEYS.flatMap((key) => {
    const problem = problems.get(key);
    return problem ? [grade(problem, response.numbers?.[key]?.value ?? null)] : [];
  });
}

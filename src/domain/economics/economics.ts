import { Decimal as DecimalBase } from 'decimal.js';
import type { Brief } from '../brief/brief.ts';
import { NUMBER_KEYS, type NumberKey, type Response } from '../response/response.ts';

// Exact for every product of the brief's figures: five numbers of 17 digits need 85.
const Decimal = DecimalBase.clone({ precision: 120 });
type Exact = InstanceType<typeof Decimal>;

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

export type Problem = { key: NumberKey; right: Exact; slips: [Slip, Exact][]; wholeNumber: boolean };

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
const PROBLEMS = new WeakMap<Brief, readonly Problem[]>();

/**
 * The problems that this brief's numbers allow, with their right answers (scoring.md, unit_economics).
 * A problem whose inputs are missing, or whose answer would not be positive, is left out.
 */
export function problemsOf(brief: Brief): readonly Problem[] {
  const known = PROBLEMS.get(brief);
  if (known) return known;
  const problems = makeProblems(brief);
  PROBLEMS.set(brief, problems);
  return problems;
}

function makeProblems(brief: Brief): Problem[] {
  const exact = (value: number | null | undefined): Exact | null =>
    value == null ? null : new Decimal(value);
  const percent = (value: number | null | undefined): Exact | null => exact(value)?.div(100) ?? null;
  const { unit_price, profit, sales_process } = brief.facts;
  const inputs = {
    order: exact(unit_price.averageOrderValue),
    perYear: exact(unit_price.ordersPerYear),
    years: exact(unit_price.yearsRetained),
    margin: percent(profit.grossMarginPercent),
    share: percent(profit.acquisitionSharePercent),
    closeRate: percent(sales_process?.closeRatePercent),
  };
  return [
    grossProfit(inputs),
    customersNeeded(brief, inputs),
    maxCostPerCustomer(inputs),
    maxCostPerInquiry(inputs),
  ].filter((problem): problem is Problem => problem?.right.greaterThan(0) === true);
}

type Inputs = Record<'order' | 'perYear' | 'years' | 'margin' | 'share' | 'closeRate', Exact | null>;

function product(...factors: (Exact | null)[]): Exact | null {
  let result: Exact = new Decimal(1);
  for (const factor of factors) {
    if (factor === null) return null;
    result = result.times(factor);
  }
  return result;
}

function problem(
  key: NumberKey,
  right: Exact | null,
  slips: [Slip, Exact | null][],
  wholeNumber = false,
): Problem | null {
  if (right === null) return null;
  const known = slips.filter((slip): slip is [Slip, Exact] => slip[1]?.greaterThan(0) === true);
  return { key, right, slips: [...known, ...monthlyYearly(right)], wholeNumber };
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

function customersNeeded(brief: Brief, { order, perYear, margin }: Inputs): Problem | null {
  const target = new Decimal(brief.kgi.target);
  const growth = target.minus(brief.kgi.current);
  const per: Record<Brief['kgi']['measure'], Exact | null> = {
    customers: new Decimal(1),
    orders: perYear,
    revenue: product(order, perYear),
    profit: product(order, perYear, margin),
    profit_margin: null,
    other: null,
  };
  const each = per[brief.kgi.measure];
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
  return problem('customersNeeded', divided(growth, each), slips, true);
}

const within = (given: Exact, right: Exact, percent: number): boolean =>
  given.minus(right).abs().times(100).lessThanOrEqualTo(right.times(percent));

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
  const exact = new Decimal(given);
  if (within(exact, problem.right, 5)) return result(1, null);
  if (problem.wholeNumber && exact.greaterThan(problem.right.minus(1)) && exact.lessThan(problem.right))
    return result(1, null);
  const slip = problem.slips.find(([, value]) => within(exact, value, 5))?.[0] ?? null;
  if (within(exact, problem.right, 25)) return result(0.5, slip);
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

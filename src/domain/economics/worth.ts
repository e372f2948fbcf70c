import type { Brief } from '../brief/brief.ts';
import type { Response } from '../response/response.ts';
import { problemsOf } from './economics.ts';
import { Decimal, type Exact, type Inputs, inputsOf, product } from './inputs.ts';

/** Figures of a brief from which the worth of its goal is worked out. */
const FACTORS = {
  order: 'averageOrderValue',
  perYear: 'ordersPerYear',
  margin: 'grossMarginPercent',
} as const;
type Factor = keyof typeof FACTORS;
export type FactorName = (typeof FACTORS)[Factor];

/** By what the growth of each measure has to be multiplied to be gross profit a year; null: it never is. */
const GROSS_PROFIT: Record<Brief['kgi']['measure'], readonly Factor[] | null> = {
  customers: ['order', 'perYear', 'margin'],
  orders: ['order', 'margin'],
  revenue: ['margin'],
  profit: [],
  profit_margin: null,
  other: null,
};

/** What reaching the goal is worth. Amounts are in the vetting's currency. */
export type Worth = {
  /** Gross profit gained a year; null where it cannot be worked out. */
  yearly: number | null;
  /** From where to where the goal leads: its growth, and by what that is multiplied. */
  growth: number;
  factors: { name: FactorName; value: number }[];
  /** New customers needed, and what winning all of them may cost; null where the brief does not say. */
  customers: number | null;
  allowable: number | null;
  /** Why there is no yearly gross profit: figures that are missing, or a measure that does not say it. */
  missing: FactorName[];
  isMeasured: boolean;
};

/**
 * What reaching the goal of a brief is worth: (target − today) × what one unit of the measure brings in gross
 * profit a year; and, as far as the owner would spend on it, customers needed × what one may cost.
 */
export function worthOf(brief: Brief): Worth {
  const inputs = inputsOf(brief);
  const growth = new Decimal(brief.kgi.target).minus(brief.kgi.current);
  const wanted = GROSS_PROFIT[brief.kgi.measure];
  const missing = (wanted ?? []).filter((key) => inputs[key] === null).map((key) => FACTORS[key]);
  const yearly =
    wanted === null || !growth.greaterThan(0) ? null : product(growth, ...valuesOf(inputs, wanted));
  const right = new Map(problemsOf(brief).map((problem) => [problem.key, problem.right]));
  const customers = right.get('customersNeeded') ?? null;
  return {
    yearly: yearly?.toNumber() ?? null,
    growth: growth.toNumber(),
    factors: (wanted ?? []).flatMap((key) => {
      const value = inputs[key];
      if (value === null) return [];
      return [
        { name: FACTORS[key], value: key === 'margin' ? value.times(100).toNumber() : value.toNumber() },
      ];
    }),
    customers: customers?.toNumber() ?? null,
    allowable: product(customers, right.get('maxCostPerCustomer') ?? null)?.toNumber() ?? null,
    missing,
    isMeasured: wanted !== null,
  };
}

const valuesOf = (inputs: Inputs, keys: readonly Factor[]): (Exact | null)[] =>
  keys.map((key) => inputs[key]);

/** A price over the first year beside what the goal is worth. */
export type PriceAgainstWorth = {
  /** One-off price and twelve months. */
  firstYear: number;
  /** Months of the goal's gross profit that make up for the first year's price, rounded up. */
  monthsToPayBack: number | null;
  /** Whether a month's fee is more than the goal's gross profit of a month. */
  monthlyExceeds: boolean;
  /** Percent of what winning the customers may cost in all, a whole number. */
  percentOfAllowable: number | null;
  /** What each new customer would cost, a whole amount. */
  perCustomer: number | null;
};

/** The figures of a price, by which candidates can be put in order. */
export type PriceFigure = Exclude<keyof PriceAgainstWorth, 'monthlyExceeds'>;

/** The price of a response against the worth of the goal; null where it names no price in figures. */
export function priceAgainst(
  { yearly, customers, allowable }: Worth,
  terms: Response['terms'],
): PriceAgainstWorth | null {
  const firstYear = firstYearOf(terms);
  if (firstYear === null) return null;
  return {
    firstYear: firstYear.toNumber(),
    monthsToPayBack: yearly === null ? null : firstYear.times(12).div(yearly).ceil().toNumber(),
    monthlyExceeds: yearly !== null && new Decimal(terms?.monthlyPrice ?? 0).times(12).greaterThan(yearly),
    percentOfAllowable: allowable === null ? null : firstYear.times(100).div(allowable).round().toNumber(),
    perCustomer: customers === null ? null : firstYear.div(customers).round().toNumber(),
  };
}

/** A part that was left out costs nothing; one that was only put into words leaves the price unknown. */
function firstYearOf(terms: Response['terms']): Exact | null {
  const { initialPrice = null, monthlyPrice = null, asWritten = {} } = terms ?? {};
  if (initialPrice === null && monthlyPrice === null) return null;
  const isOpen =
    (initialPrice === null && asWritten.initialPrice !== undefined) ||
    (monthlyPrice === null && asWritten.monthlyPrice !== undefined);
  return isOpen ? null : new Decimal(initialPrice ?? 0).plus(new Decimal(monthlyPrice ?? 0).times(12));
}

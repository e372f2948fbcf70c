import type { Brief } from '../brief/brief.ts';
import { readRange } from '../language/range.ts';
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
type PriceFigures = {
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

/** The figures of a price; of a range those of its least, and in `upTo` those of its most. */
export type PriceAgainstWorth = PriceFigures & { upTo: PriceFigures | null };

/** The figures of a price, by which candidates can be put in order. */
export type PriceFigure = Exclude<keyof PriceFigures, 'monthlyExceeds'>;

/** The price of a response against the worth of the goal; null where it names no price in figures. */
export function priceAgainst(
  worth: Worth,
  terms: Response['terms'],
  currency: Brief['currency'],
): PriceAgainstWorth | null {
  const initial = priceOf(terms, 'initialPrice', currency);
  const monthly = priceOf(terms, 'monthlyPrice', currency);
  if (initial === 'words' || monthly === 'words' || (initial === null && monthly === null)) return null;
  const figures = (end: 'least' | 'most'): PriceFigures =>
    figuresOf(worth, new Decimal(initial?.[end] ?? 0), new Decimal(monthly?.[end] ?? 0));
  const isRange = [initial, monthly].some((price) => price !== null && price.least !== price.most);
  return { ...figures('least'), upTo: isRange ? figures('most') : null };
}

/** Whether a price, at its most, is more than winning the customers may cost. */
export const isOverAllowable = ({ percentOfAllowable, upTo }: PriceAgainstWorth): boolean =>
  ((upTo ? upTo.percentOfAllowable : percentOfAllowable) ?? 0) > 100;

function figuresOf({ yearly, customers, allowable }: Worth, initial: Exact, monthly: Exact): PriceFigures {
  const firstYear = initial.plus(monthly.times(12));
  return {
    firstYear: firstYear.toNumber(),
    monthsToPayBack: yearly === null ? null : firstYear.times(12).div(yearly).ceil().toNumber(),
    monthlyExceeds: yearly !== null && monthly.times(12).greaterThan(yearly),
    percentOfAllowable: allowable === null ? null : firstYear.times(100).div(allowable).round().toNumber(),
    perCustomer: customers === null ? null : firstYear.div(customers).round().toNumber(),
  };
}

/** One part of a price: null where it was left out and costs nothing, `words` where no figure can be read. */
function priceOf(
  terms: Response['terms'],
  name: 'initialPrice' | 'monthlyPrice',
  currency: Brief['currency'],
): { least: number; most: number } | 'words' | null {
  const value = terms?.[name] ?? null;
  if (value !== null) return { least: value, most: value };
  const written = terms?.asWritten?.[name];
  if (written === undefined) return null;
  const per = name === 'monthlyPrice' ? ({ per: 'month' } as const) : {};
  return readRange(written, { dimension: 'money', currency, inAll: true, ...per }) ?? 'words';
}

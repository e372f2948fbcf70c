import type { Brief } from '../brief/brief.ts';
import { keptFor } from '../brief/kept.ts';
import { normaliseText } from '../language/normalise.ts';
import { LEVER_FIGURES, type LeverAnswer, type LeverFigure, type LeverUnit } from '../response/lever.ts';
import {
  Decimal,
  type Exact,
  exact,
  type Inputs,
  inputsOf,
  ofOneCustomer,
  product,
  within,
} from './inputs.ts';

const IS_PERCENT: ReadonlySet<LeverFigure> = new Set(['grossMarginPercent', 'closeRatePercent']);

/** Today's value of a figure, as the brief has it; null where it has none. */
export function leverToday({ facts }: Brief, figure: LeverFigure): number | null {
  const { unit_price, profit, sales_process } = facts;
  const values: Record<LeverFigure, number | null | undefined> = {
    averageOrderValue: unit_price.averageOrderValue,
    ordersPerYear: unit_price.ordersPerYear,
    yearsRetained: unit_price.yearsRetained,
    grossMarginPercent: profit.grossMarginPercent,
    inquiriesPerMonth: sales_process?.inquiriesPerMonth,
    closeRatePercent: sales_process?.closeRatePercent,
  };
  return values[figure] ?? null;
}

/**
 * The figures that can be moved: those of which the brief says enough to compute what moving them brings.
 * Empty where it does not say what a customer's year is worth.
 */
export const leversOf = keptFor((brief: Brief): readonly LeverFigure[] =>
  LEVER_FIGURES.filter((figure) => {
    const today = leverToday(brief, figure);
    return today !== null && today > 0 && effectsOf(brief, figure, today * 0.9).length > 0;
  }),
);

/**
 * Of whom an effect is counted: a year's new customers, those of today, both, or a number that the owner
 * writes, such as of a list of addresses; null where there is one way only.
 */
export type LeverBase = 'new' | 'today' | 'both' | 'written';
/** What moving a figure brings, in one of the ways in which it can be counted. */
export type Effect = { unit: LeverUnit; value: Exact; base: LeverBase | null };

/**
 * What moving one figure of the business to a new value brings: gross profit of the first year or over the
 * customers' stay, or customers a year. For new customers, for those of today, or for both, since the
 * question leaves that open.
 */
export function effectsOf(
  brief: Brief,
  figure: LeverFigure,
  to: number,
  written: readonly number[] = [],
): Effect[] {
  const inputs = inputsOf(brief);
  const moved = movedInputs(inputs, figure, to);
  const year = yearOf(inputs);
  const movedYear = yearOf(moved);
  if (year === null || movedYear === null) return [];
  const inquiries = exact(brief.facts.sales_process?.inquiriesPerMonth);
  const movedInquiries = figure === 'inquiriesPerMonth' ? new Decimal(to) : inquiries;
  const won = product(inquiries, new Decimal(12), inputs.closeRate);
  const movedWon = product(movedInquiries, new Decimal(12), moved.closeRate);
  const effects: Effect[] = [];
  const add = (unit: LeverUnit, value: Exact | null, base: LeverBase | null = null): void => {
    if (value && !value.isZero() && !effects.some((known) => known.unit === unit && known.value.eq(value)))
      effects.push({ unit, value, base });
  };
  if (figure === 'inquiriesPerMonth' || figure === 'closeRatePercent') {
    const more = won && movedWon ? movedWon.minus(won) : null;
    add('customers_per_year', more);
    add('gross_profit_first_year', product(more, year));
    add('gross_profit_over_stay', product(more, year, inputs.years));
    return effects;
  }
  const ofToday = customersToday(brief, inputs);
  const bases: [LeverBase, Exact | null][] = [
    ['new', won],
    ['today', ofToday],
    // Where the goal counts a year's orders, today's are those that are won in a year.
    ['both', won && ofToday && brief.kgi.measure !== 'orders' ? won.plus(ofToday) : null],
    ...written.map((count): [LeverBase, Exact] => ['written', new Decimal(count)]),
  ];
  if (figure === 'yearsRetained') {
    const longer = moved.years && inputs.years ? moved.years.minus(inputs.years) : null;
    for (const [base, count] of bases) add('gross_profit_over_stay', product(count, year, longer), base);
    const kept = keptPerYear(ofToday, inputs.years, moved.years);
    add('customers_per_year', kept);
    add('gross_profit_first_year', product(kept, year));
    return effects;
  }
  for (const [base, count] of bases) {
    add('gross_profit_first_year', product(count, movedYear.minus(year)), base);
    add('gross_profit_over_stay', product(count, movedYear.minus(year), inputs.years), base);
  }
  return effects;
}

function movedInputs(inputs: Inputs, figure: LeverFigure, to: number): Inputs {
  const value = IS_PERCENT.has(figure) ? new Decimal(to).div(100) : new Decimal(to);
  const names: Partial<Record<LeverFigure, keyof Inputs>> = {
    averageOrderValue: 'order',
    ordersPerYear: 'perYear',
    yearsRetained: 'years',
    grossMarginPercent: 'margin',
    closeRatePercent: 'closeRate',
  };
  const name = names[figure];
  return name ? { ...inputs, [name]: value } : inputs;
}

/** Gross profit that one customer brings in a year. */
const yearOf = ({ order, perYear, margin }: Inputs): Exact | null => product(order, perYear, margin);

/** How many customers the business has today, as far as the goal's measure tells. */
function customersToday(brief: Brief, inputs: Inputs): Exact | null {
  const each = ofOneCustomer(brief, inputs);
  const current = new Decimal(brief.kgi.current);
  return each?.greaterThan(0) && current.greaterThan(0) ? current.div(each) : null;
}

/** Customers who no longer leave in a year once they stay longer. */
function keptPerYear(customers: Exact | null, years: Exact | null, longer: Exact | null): Exact | null {
  if (!customers || !years?.greaterThan(0) || !longer?.greaterThan(0)) return null;
  return customers.div(years).minus(customers.div(longer));
}

/**
 * A lever as it was given: what moving the figure really brings in the unit that was chosen (the way of
 * counting nearest to the answer), and the credit 0–1 of the arithmetic: within 5 % full, within 25 % half.
 */
export type LeverResult = {
  given: number | null;
  right: number | null;
  base: LeverBase | null;
  credit: 0 | 0.5 | 1;
};

/** A number of customers has at least two digits, and says whom it counts. */
const COUNTED =
  /(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{2,7}) ?(?:軒|社|件|名|人|組|戸|世帯|customers|clients|companies|factories|members|people|households|addresses|guests|patients|owners)/g;
const ANY_NUMBER = /(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{2,7})(?![\d.,])/g;
const amountOf = (written: string): number => Number(written.replaceAll(',', ''));

/** Numbers that the owner writes and the working counts with. */
function writtenIn(brief: Brief, working: string): number[] {
  const told = new Set(
    Object.values(brief.facts).flatMap((fact) =>
      [...normaliseText(fact?.text ?? '').matchAll(COUNTED)].map(([, each = '']) => amountOf(each)),
    ),
  );
  const used = (normaliseText(working).match(ANY_NUMBER) ?? []).map(amountOf);
  return [...new Set(used)].filter((each) => told.has(each));
}

/** Checks the arithmetic of a lever; null where none was given, or the brief does not allow it. */
export function gradeLever(brief: Brief, lever: LeverAnswer | undefined): LeverResult | null {
  if (lever?.figure == null || lever.to == null || lever.unit == null) return null;
  const written = writtenIn(brief, lever.working ?? '');
  const effects = effectsOf(brief, lever.figure, lever.to, written).filter(({ unit }) => unit === lever.unit);
  const given = lever.effect ?? null;
  const [first] = effects;
  if (given === null || !first)
    return { given, right: first?.value.toNumber() ?? null, base: first?.base ?? null, credit: 0 };
  const answer = new Decimal(given);
  const [nearest] = effects.toSorted((a, b) => a.value.minus(answer).abs().cmp(b.value.minus(answer).abs()));
  if (!nearest) return { given, right: null, base: null, credit: 0 };
  const credit = within(answer, nearest.value, 5) ? 1 : within(answer, nearest.value, 25) ? 0.5 : 0;
  return { given, right: nearest.value.toNumber(), base: nearest.base, credit };
}

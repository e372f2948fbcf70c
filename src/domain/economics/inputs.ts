import { Decimal as DecimalBase } from 'decimal.js';
import type { Brief } from '../brief/brief.ts';

// Exact for every product of the brief's figures: five numbers of 17 digits need 85.
export const Decimal = DecimalBase.clone({ precision: 120 });
export type Exact = InstanceType<typeof Decimal>;

/** The figures of a brief that sums are made from; percentages as shares 0–1, null where one is missing. */
export type Inputs = Record<'order' | 'perYear' | 'years' | 'margin' | 'share' | 'closeRate', Exact | null>;

export const exact = (value: number | null | undefined): Exact | null =>
  value == null ? null : new Decimal(value);

const shareOf = (percent: number | null | undefined): Exact | null => exact(percent)?.div(100) ?? null;

export function inputsOf({ facts: { unit_price, profit, sales_process } }: Brief): Inputs {
  return {
    order: exact(unit_price.averageOrderValue),
    perYear: exact(unit_price.ordersPerYear),
    years: exact(unit_price.yearsRetained),
    margin: shareOf(profit.grossMarginPercent),
    share: shareOf(profit.acquisitionSharePercent),
    closeRate: shareOf(sales_process?.closeRatePercent),
  };
}

/** The product of all, or null where one is missing. */
export function product(...factors: (Exact | null)[]): Exact | null {
  let result: Exact = new Decimal(1);
  for (const factor of factors) {
    if (factor === null) return null;
    result = result.times(factor);
  }
  return result;
}

/** Whether a figure lies within so many percent of the right one, the border included. */
export const within = (given: Exact, right: Exact, percent: number): boolean =>
  given.minus(right).abs().times(100).lessThanOrEqualTo(right.abs().times(percent));

/**
 * What one customer is of the measure that the goal counts: 1 of customers, its orders, revenue or gross
 * profit of a year; null where the measure says nothing of customers.
 */
export function ofOneCustomer({ kgi: { measure } }: Brief, { order, perYear, margin }: Inputs): Exact | null {
  const of: Record<Brief['kgi']['measure'], Exact | null> = {
    customers: new Decimal(1),
    orders: perYear,
    revenue: product(order, perYear),
    profit: product(order, perYear, margin),
    profit_margin: null,
    other: null,
  };
  return of[measure];
}

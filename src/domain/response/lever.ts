import { z } from 'zod';
import { Text } from '../language/text.ts';

/** The figures of a business that a candidate can say it would move first. */
export const LEVER_FIGURES = [
  'closeRatePercent',
  'averageOrderValue',
  'ordersPerYear',
  'yearsRetained',
  'grossMarginPercent',
  'inquiriesPerMonth',
] as const;
export type LeverFigure = (typeof LEVER_FIGURES)[number];

/** What the effect of moving a figure is counted in. */
export const LEVER_UNITS = [
  'gross_profit_first_year',
  'gross_profit_over_stay',
  'customers_per_year',
] as const;
export type LeverUnit = (typeof LEVER_UNITS)[number];

const Figure = z.number().min(-1e18).max(1e18).nullable().optional();

/** One figure of the business, from what to what, what that brings, and why this one. */
export const LeverSchema = z.strictObject({
  figure: z.enum(LEVER_FIGURES).nullable().optional(),
  from: Figure,
  to: Figure,
  effect: Figure,
  unit: z.enum(LEVER_UNITS).nullable().optional(),
  working: Text.optional(),
  reason: Text.optional(),
});
export type LeverAnswer = z.infer<typeof LeverSchema>;

import type { Brief, Locale } from '../domain/brief/brief.ts';
import type { LeverAnswer, LeverFigure, LeverUnit } from '../domain/response/lever.ts';
import { formatMoney, formatNumber } from '../locales/formats.ts';
import type { Translate } from '../locales/translator.ts';
import { figureText } from './facts.ts';

/** On which page of the brief each figure stands. */
const TOPIC_OF = {
  averageOrderValue: 'unit_price',
  ordersPerYear: 'unit_price',
  yearsRetained: 'unit_price',
  grossMarginPercent: 'profit',
  inquiriesPerMonth: 'sales_process',
  closeRatePercent: 'sales_process',
} as const satisfies Record<LeverFigure, string>;

/** A value of a figure with its unit: 36%, 4 years, 48,000円. */
export const leverValueText = (
  figure: LeverFigure,
  value: number,
  brief: Brief,
  t: Translate,
  locale: Locale,
): string => figureText(TOPIC_OF[figure], figure, value, brief, t, locale);

/** Which figure is moved, from what to what; empty where none was chosen. */
export function leverMoveText(
  { figure, from, to }: LeverAnswer,
  brief: Brief,
  locale: Locale,
  t: Translate,
): string {
  if (!figure) return '';
  const value = (each: number | null | undefined): string =>
    each == null ? t('common.notGiven') : leverValueText(figure, each, brief, t, locale);
  return t('interview.lever.moved', {
    figure: t(`brief.fields.${figure}.label`),
    from: value(from),
    to: value(to),
  });
}

/** What moving a figure brings, with its unit. */
export const leverEffectText = (
  effect: number,
  unit: LeverUnit,
  { currency }: Brief,
  locale: Locale,
  t: Translate,
): string =>
  unit === 'customers_per_year'
    ? t('common.withUnit', { n: formatNumber(effect, locale), unit: t('units.customers') })
    : formatMoney(effect, currency, locale);

/** A lever in two lines: which figure, from what to what, and what that brings. */
export function leverText(lever: LeverAnswer, brief: Brief, locale: Locale, t: Translate): string {
  const moved = leverMoveText(lever, brief, locale, t);
  const { effect, unit } = lever;
  if (moved === '' || effect == null || !unit) return moved;
  const amount = leverEffectText(effect, unit, brief, locale, t);
  return `${moved}\n${t(`interview.lever.units.${unit}`)}${t('common.colon')}${amount}`;
}

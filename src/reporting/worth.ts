import type { Brief, Locale } from '../domain/brief/brief.ts';
import {
  isOverAllowable,
  type PriceAgainstWorth,
  type PriceFigure,
  type Worth,
  worthOf,
} from '../domain/economics/worth.ts';
import type { Response } from '../domain/response/response.ts';
import { formatMoney, formatNumber } from '../locales/formats.ts';
import type { Translate } from '../locales/translator.ts';

/** What reaching the goal is worth, in words with its working; or why that cannot be worked out. */
export function worthLines(brief: Brief, locale: Locale, t: Translate): string[] {
  const worth = worthOf(brief);
  const money = (value: number): string => formatMoney(Math.round(value), brief.currency, locale);
  const lines: string[] = [];
  if (worth.yearly === null) lines.push(unknownLine(worth, locale, t));
  else {
    const [amount, working] = [money(worth.yearly), workingOf(worth, brief, locale)];
    lines.push(
      worth.factors.length === 0 ? t('worth.goalPlain', { amount }) : t('worth.goal', { amount, working }),
    );
  }
  if (worth.allowable !== null && worth.customers !== null)
    lines.push(
      t('worth.allowable', {
        amount: money(worth.allowable),
        customers: formatNumber(worth.customers, locale),
      }),
    );
  const budget = brief.facts.budget?.text;
  if (budget) lines.push(t('worth.budget', { text: budget }));
  return lines;
}

function unknownLine({ missing, isMeasured }: Worth, locale: Locale, t: Translate): string {
  if (!isMeasured) return t('worth.unmeasured');
  if (missing.length === 0) return t('worth.reached');
  const names = missing.map((name) => t(`brief.fields.${name}.label`));
  return t('worth.unknown', { missing: new Intl.ListFormat(locale).format(names) });
}

/** 20 × ￥48,000 × 3 × 42%, without what would be the sum itself. */
function workingOf({ growth, factors }: Worth, { currency, kgi }: Brief, locale: Locale): string {
  const isAmount = kgi.measure === 'revenue' || kgi.measure === 'profit';
  const shown = [
    isAmount ? formatMoney(growth, currency, locale) : formatNumber(growth, locale),
    ...factors.map(({ name, value }) => {
      if (name === 'averageOrderValue') return formatMoney(value, currency, locale);
      return name === 'grossMarginPercent' ? `${formatNumber(value, locale)}%` : formatNumber(value, locale);
    }),
  ];
  return shown.join(' × ');
}

/** What a price comes to beside the worth of the goal, each as a phrase; null where it cannot be said. */
export function priceLines(
  price: PriceAgainstWorth,
  { brief, terms }: { brief: Brief; terms: Response['terms'] },
  locale: Locale,
  t: Translate,
): { firstYear: string; payBack: string | null; ofAllowable: string | null; perCustomer: string | null } {
  const most = price.upTo ?? price;
  const between = (figure: PriceFigure, shown: (value: number) => string): string | null => {
    const [from, to] = [price[figure], most[figure]];
    if (from === null || to === null) return null;
    return from === to ? shown(from) : t('common.between', { least: shown(from), most: shown(to) });
  };
  const money = (value: number): string => formatMoney(value, brief.currency, locale);
  const number = (value: number): string => formatNumber(value, locale);
  const amount = between('firstYear', money) ?? '';
  const months = between('monthsToPayBack', number);
  const percent = between('percentOfAllowable', number);
  return {
    firstYear: terms?.tax ? t(`common.tax.${terms.tax}`, { amount }) : amount,
    payBack: months && t(price.monthlyExceeds ? 'worth.monthlyExceeds' : 'worth.months', { months }),
    ofAllowable:
      percent && t(isOverAllowable(price) ? 'worth.overAllowable' : 'worth.ofAllowable', { percent }),
    perCustomer: between('perCustomer', money),
  };
}

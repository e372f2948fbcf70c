import type { Locale } from '../domain/brief.ts';

const LANGUAGE_TAGS: Record<Locale, string> = { ja: 'ja-JP', en: 'en-GB' };

/** 48,000: a figure with separators, at most two decimals. */
export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(LANGUAGE_TAGS[locale], { maximumFractionDigits: 2 }).format(value);
}

/** ￥48,000, ¥48,000 or $480: an amount in a currency. */
export function formatMoney(value: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(LANGUAGE_TAGS[locale], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: currency === 'JPY' ? 0 : 2,
  }).format(value);
}

/** 2026年12月1日(火) 23:59 or Tue, 1 December 2026, 23:59, in the given time zone. */
export function formatInstant(iso: string, locale: Locale, timeZone: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(LANGUAGE_TAGS[locale], options).format(new Date(iso));
}

/** A calendar day without a time. */
export function formatDay(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(LANGUAGE_TAGS[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

import type { Locale } from '../domain/brief/brief.ts';
import { isEndOfDay } from '../domain/language/days.ts';

const LANGUAGE_TAGS: Record<Locale, string> = { ja: 'ja-JP', en: 'en-GB' };

const NUMBER_FORMATS = new Map<string, Intl.NumberFormat>();

// Making a formatter costs a hundred times what using it costs.
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const format = NUMBER_FORMATS.get(key) ?? new Intl.NumberFormat(LANGUAGE_TAGS[locale], options);
  NUMBER_FORMATS.set(key, format);
  return format;
}

const DATE_FORMATS = new Map<string, Intl.DateTimeFormat>();

function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  const format = DATE_FORMATS.get(key) ?? new Intl.DateTimeFormat(tag, options);
  DATE_FORMATS.set(key, format);
  return format;
}

/** 48,000: a figure with separators, at most two decimals. */
export function formatNumber(value: number, locale: Locale): string {
  return numberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** −0.05: a coefficient with two decimals and a real minus. */
export function formatDecimal(value: number, locale: Locale): string {
  const options = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' } as const;
  return numberFormat(locale, options).format(value).replace('-', '−');
}

/** ￥48,000, ¥48,000 or $480: an amount in a currency. */
export function formatMoney(value: number, currency: string, locale: Locale): string {
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: currency === 'JPY' ? 0 : 2,
  }).format(value);
}

/** 2026年12月1日 23:59 or 1 December 2026 at 23:59, in the given time zone. */
export function formatInstant(iso: string, locale: Locale, timeZone: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone } as const;
  return dateFormat(LANGUAGE_TAGS[locale], options).format(new Date(iso));
}

/** Until when: the day alone where it is that day's end, as deadlines are; the time too where it is not. */
export function formatUntil(iso: string, locale: Locale, timeZone: string): string {
  if (!isEndOfDay(new Date(iso), timeZone)) return formatInstant(iso, locale, timeZone);
  const options = { dateStyle: 'full', timeZone } as const;
  return dateFormat(LANGUAGE_TAGS[locale], options).format(new Date(iso));
}

/** 14:03, in the given time zone. */
export function formatTime(iso: string, locale: Locale, timeZone: string): string {
  return dateFormat(LANGUAGE_TAGS[locale], { timeStyle: 'short', timeZone }).format(new Date(iso));
}

/** A calendar day without a time. */
export function formatDay(day: string, locale: Locale): string {
  return dateFormat(LANGUAGE_TAGS[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/**
 * A point in time as `2026-11-24 14:03` in that time zone: sorts as text, and spreadsheets read it as a time.
 */
export function formatSortable(iso: string, timeZone: string): string {
  return dateFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(iso));
}

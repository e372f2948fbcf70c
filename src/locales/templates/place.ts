import type { z } from 'zod';
import { BriefDraftSchema, type Locale } from '../../domain/brief/brief.ts';
import { formatNumber } from '../formats.ts';

/** Where a business is: what its amounts are in, and when its days end. */
export const PlaceSchema = BriefDraftSchema.pick({ currency: true, timeZone: true }).strip();
export type Place = z.infer<typeof PlaceSchema>;
type Currency = Place['currency'];

export const TOKYO: Place = { currency: 'JPY', timeZone: 'Asia/Tokyo' };
const PLACES: Record<string, Place> = {
  JP: TOKYO,
  SG: { currency: 'USD', timeZone: 'Asia/Singapore' },
  AU: { currency: 'USD', timeZone: 'Australia/Sydney' },
  GB: { currency: 'GBP', timeZone: 'Europe/London' },
  IE: { currency: 'EUR', timeZone: 'Europe/London' },
  US: { currency: 'USD', timeZone: 'America/New_York' },
};
const EURO_ZONE = ['DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'FI', 'PT', 'LU', 'SK', 'SI', 'HR'];

/**
 * The place that a browser's languages speak for: the first region that is named (`en-GB`), Japan for
 * Japanese without one. Null where nothing speaks for a place.
 */
export function placeOf(acceptLanguage: string): Place | null {
  for (const [, language, region] of acceptLanguage.matchAll(/\b([a-z]{2})(?:-([A-Z]{2}))?\b/g)) {
    if (region && EURO_ZONE.includes(region)) return { currency: 'EUR', timeZone: 'Europe/Berlin' };
    const place = region ? PLACES[region] : language === 'ja' && TOKYO;
    if (place) return place;
  }
  return null;
}

/** An example's yen for one of another currency: rounded to a plain figure, no exchange rate. */
const YEN_FOR_ONE = 100;

/** An example's amount in another currency than the yen it was written in. */
export const amountIn = (yen: number, currency: Currency): number =>
  currency === 'JPY' ? yen : yen / YEN_FOR_ONE;

const UNITS: Record<Currency, Record<Locale, string>> = {
  JPY: { ja: '円', en: ' yen' },
  USD: { ja: 'ドル', en: ' dollars' },
  EUR: { ja: 'ユーロ', en: ' euros' },
  GBP: { ja: 'ポンド', en: ' pounds' },
};

/** 1億1,000万 or 110 million: a large round figure as a text says it. */
function figure(amount: number, locale: Locale): string {
  if (locale === 'en')
    return amount < 1_000_000
      ? formatNumber(amount, locale)
      : `${formatNumber(amount / 1_000_000, locale)} million`;
  if (amount % 10_000 !== 0) return formatNumber(amount, locale);
  const [hundredMillions, tenThousands] = [Math.floor(amount / 1e8), (amount % 1e8) / 1e4];
  return (
    (hundredMillions > 0 ? `${formatNumber(hundredMillions, locale)}億` : '') +
    (tenThousands > 0 ? `${formatNumber(tenThousands, locale)}万` : '')
  );
}

/** A template's text with its amounts, `{48000}` and `{6000000}..{9000000}`, in words of that currency. */
export function withAmounts(text: string, currency: Currency, locale: Locale): string {
  const unit = UNITS[currency][locale];
  const inWords = (yen: string): string => figure(amountIn(Number(yen), currency), locale);
  return text
    .replace(/\{(\d+)\}\.\.\{(\d+)\}/g, (_, from, to) => {
      if (locale === 'ja') return `${inWords(from)}${unit}から${inWords(to)}${unit}`;
      const [least, most] = [inWords(from), inWords(to)];
      const once = most.endsWith(' million') ? least.replace(/ million$/, '') : least;
      return `${once} to ${most}${unit}`;
    })
    .replace(/\{(\d+)\}/g, (_, yen) => inWords(yen) + unit);
}

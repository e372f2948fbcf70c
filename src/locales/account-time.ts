import type { Locale } from '../domain/brief/brief.ts';
import { formatInstant } from './formats.ts';
import type { Translate } from './translator.ts';

/** A time that belongs to no vetting, with the zone it is told in: an account has none, its language stands for one. */
export const accountTime = (iso: string, locale: Locale, t: Translate): string =>
  t('account.time', { time: formatInstant(iso, locale, locale === 'ja' ? 'Asia/Tokyo' : 'UTC') });

import type { Locale } from '../../domain/brief/brief.ts';
import type { Translate } from '../../locales/translator.ts';
import { type FieldWords, wordsAt } from '../forms/fields.ts';

/** The words of the two fields that say where a business is: its currency and its time zone. */
export function placeWords(t: Translate, locale: Locale, name: 'currency' | 'timeZone'): FieldWords {
  const words: FieldWords = { ...wordsAt(t, locale, `brief.fields.${name}`), look: 'select' };
  if (name === 'timeZone') return words;
  return { ...words, option: (code) => `${t(`common.perCurrency.${code}`)} (${code})` };
}

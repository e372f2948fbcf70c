import type { Field } from '../domain/forms/field.ts';
import { readBack } from '../domain/forms/form.ts';
import type { Quantity } from '../domain/language/quantities.ts';
import { formatNumber } from '../locales/formats.ts';
import type { Translate } from '../locales/translator.ts';

/** What stands beside the number of a field: 円, %, 週間; undefined where the owner counts what they like. */
export function unitText(t: Translate, { unit, wanted }: Field): string | undefined {
  if (unit === 'money' && wanted?.currency) return t(`common.perCurrency.${wanted.currency}`);
  return unit === undefined ? undefined : t(`units.${unit}`);
}

/** What a field wants, by name, for somebody who wrote something else. */
export function wantedText(t: Translate, field: Field): string {
  return unitText(t, field) ?? t(`dimensions.${field.wanted?.dimension ?? 'number'}`);
}

/** A quantity as it was read: 300,000円（税別）, about 8.7 weeks. */
export function quantityText(t: Translate, field: Field, { value, about, tax }: Quantity): string {
  const unit = unitText(t, field);
  const n = formatNumber(value, 'en');
  const amount = unit === undefined ? n : t('common.withUnit', { n, unit });
  const taxed = tax === null ? amount : t(`common.tax.${tax}`, { amount });
  return about ? t('common.about', { amount: taxed }) : taxed;
}

/** How what was typed was read, where it was not written as plain digits; null where there is nothing to say. */
export function readBackText(t: Translate, field: Field, typed: string): string | null {
  const read = readBack(field, typed);
  return read && t('common.readAs', { value: quantityText(t, field, read) });
}

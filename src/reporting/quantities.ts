import type { Field } from '../domain/forms/field.ts';
import { type FormValues, parseForm, readBack } from '../domain/forms/form.ts';
import { readExpressions } from '../domain/language/expression.ts';
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

/**
 * How what was typed was read, where it was not written as plain digits; null where there is nothing to say.
 */
export function readBackText(t: Translate, field: Field, typed: string): string | null {
  const read = readBack(field, typed);
  if (read) return t('common.readAs', { value: quantityText(t, field, read) });
  // Words in the place of a figure are kept, and nobody should think that they were read as one.
  const isWords = field.orWords && typed.trim() !== '' && !isNumber(field, typed);
  return isWords ? t('common.keptAsWords') : null;
}

const isNumber = (field: Field, typed: string): boolean => {
  const { values, problems } = parseForm([field], { [field.name]: typed });
  return problems.length > 0 || typeof values[field.name] === 'number';
};

/** What is said below a field: how its quantity was read, or what its working comes to. */
export function readBackAny(
  t: Translate,
  field: Field,
  fields: readonly Field[],
  typed: FormValues,
): string | null {
  if (field.worksOut === undefined) return readBackText(t, field, typed[field.name] ?? '');
  const worked = worksOutTo(t, field, fields, typed);
  return worked && t(`common.worksOut.${worked.state}`, { amount: worked.amount });
}

/** A working beside its answer: what it comes to, in words, and whether that is the answer. */
export type Worked = { state: 'alone' | 'same' | 'near' | 'other'; amount: string; answer: string | null };

/** What a working comes to; null where it holds no sum. Of several sums the one that is the answer counts. */
export function worksOutTo(
  t: Translate,
  { name, worksOut }: Field,
  fields: readonly Field[],
  typed: FormValues,
): Worked | null {
  const answerField = fields.find((field) => field.name === worksOut);
  const sums = readExpressions(typed[name] ?? '').map(({ value }) => value);
  const last = sums.at(-1);
  if (!answerField || last === undefined) return null;
  const answer = parseForm([answerField], typed).values[answerField.name];
  const text = (value: number): string => {
    const quantity = { value: Math.round(value * 100) / 100, exact: true, about: false, tax: null };
    return quantityText(t, answerField, quantity);
  };
  if (typeof answer !== 'number') return { state: 'alone', amount: text(last), answer: null };
  // Customers are rounded up to whole ones, amounts to what their author finds exact enough.
  const near = (value: number): boolean => Math.abs(value - answer) <= Math.max(Math.abs(answer) * 0.005, 1);
  const same = sums.find((value) => text(value) === text(answer)) ?? sums.find(near);
  if (same === undefined) return { state: 'other', amount: text(last), answer: text(answer) };
  const state = text(same) === text(answer) ? 'same' : 'near';
  return { state, amount: text(same), answer: text(answer) };
}

import { CURRENCIES, type Locale } from '../domain/brief/brief.ts';
import { type Field, money, quantity, type Unit } from '../domain/forms/field.ts';
import { readDate } from '../domain/language/dates.ts';
import { readQuantity } from '../domain/language/quantities.ts';
import { formatDay } from '../locales/formats.ts';
import { translator } from '../locales/translator.ts';
import { quantityText } from '../reporting/quantities.ts';
import { answerLines } from './input.ts';

const UNITS: Record<string, Unit> = {
  weeks: 'weeks',
  days: 'days',
  years: 'years',
  count: 'customers',
  per_year: 'times',
  percent: 'percent',
};

/** What `--as` names, such as money:JPY or weeks; null where it names nothing. */
function fieldNamed(kind: string): Field | null {
  const currency = CURRENCIES.find((each) => kind === `money:${each}`);
  if (currency) return money('quantity', currency);
  const unit = UNITS[kind];
  return unit ? quantity('quantity', unit) : null;
}

/** Reads one text a line as a quantity, and prints its value and unit and how it was read, or the problem. */
export async function quantityLines(kind: string, locale: Locale): Promise<number> {
  const field = fieldNamed(kind);
  if (!field?.wanted) {
    const known = [...CURRENCIES.map((each) => `money:${each}`), ...Object.keys(UNITS)].join(', ');
    console.error(`--as: expected one of ${known}`);
    return 2;
  }
  const { wanted } = field;
  const t = translator(locale);
  return answerLines((text) => {
    const read = readQuantity(text, wanted);
    if ('problem' in read) return read;
    const { value, exact, about, tax } = read;
    return { value, unit: kind, exact, about, tax, read: quantityText(t, field, read) };
  });
}

/** Reads one text a line as a day, and prints it as YYYY-MM-DD and in words, or the problem. */
export async function dateLines(locale: Locale): Promise<number> {
  return answerLines((text) => {
    const read = readDate(text);
    return 'problem' in read ? read : { day: read.day, read: formatDay(read.day, locale) };
  });
}

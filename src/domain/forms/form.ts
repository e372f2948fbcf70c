import { readDate } from '../language/dates.ts';
import { readEmail } from '../language/emails.ts';
import { normaliseText } from '../language/normalise.ts';
import { type Quantity, type QuantityProblem, readQuantity } from '../language/quantities.ts';
import { isVisible, lengthOf, tidyText, UNITS_PER_CHARACTER } from '../language/text.ts';
import { type Field, maxLength } from './field.ts';

/** What a browser sends for a form: text by field name. */
export type FormValues = Record<string, string>;

export type Problem = { field: string; code: string; parameters: Record<string, string | number> };

/** The values that could be read, whatever else is wrong, and the problems of the rest. */
export type Parsed = { values: Record<string, string | number | undefined>; problems: Problem[] };

/** Reads a form. Every field is read on its own, so that one wrong value never loses the others. */
export function parseForm(fields: readonly Field[], raw: FormValues): Parsed {
  const values: Parsed['values'] = {};
  const problems: Problem[] = [];
  for (const field of fields) {
    const read = readField(field, raw[field.name] ?? '');
    if ('code' in read) problems.push({ field: field.name, ...read });
    else if (read.value !== undefined) values[field.name] = read.value;
  }
  return { values, problems };
}

type Refusal = { code: string; parameters: Problem['parameters'] };
type Read = { value: string | number | undefined } | Refusal;

const refuse = (code: string, parameters: Problem['parameters'] = {}): Refusal => ({ code, parameters });

/** One field: its length before anything else looks at it, then what its kind says. */
function readField(field: Field, typed: string): Read {
  const max = maxLength(field);
  const units = max * UNITS_PER_CHARACTER;
  // Longer than any writing of so many characters: counting it would be work for nothing.
  if (typed.length > 2 * units) return refuse('too_long', { max, length: typed.length });
  const text = field.kind === 'secret' ? typed : tidyText(typed);
  if (text === '') return field.required ? refuse(REQUIRED[field.kind] ?? 'required') : { value: undefined };
  const length = lengthOf(text, units);
  if (length > max) return refuse('too_long', { max, length });
  if (text.length > units || normaliseText(text).length > units) return refuse('too_dense', { max });
  return READERS[field.kind](text, field);
}

const REQUIRED: Partial<Record<Field['kind'], string>> = { consent: 'consent', choice: 'requiredChoice' };

const READERS: Record<Field['kind'], (text: string, field: Field) => Read> = {
  text: readText,
  longtext: readText,
  metric: readText,
  secret: (text) => ({ value: text }),
  choice: (text, { options = [] }) => (options.includes(text) ? { value: text } : refuse('invalid_choice')),
  consent: (text) => (text === 'yes' ? { value: text } : refuse('consent')),
  email: (text) => {
    const email = readEmail(text);
    return email === null ? refuse('invalid_email') : { value: email };
  },
  date: (text) => {
    const read = readDate(text);
    return 'day' in read ? { value: read.day } : refuse(DATE_PROBLEMS[read.problem]);
  },
  quantity: (text, field) => {
    const read = field.wanted ? readQuantity(text, field.wanted) : { problem: 'no_number' as const };
    if (!('problem' in read)) return withinBounds(read.value, field);
    return field.orWords && isWords(read.problem) ? { value: undefined } : quantityRefusal(read, field, text);
  },
};

function readText(text: string, { required }: Field): Read {
  return required && !isVisible(text) ? refuse('required') : { value: text };
}

const DATE_PROBLEMS = {
  empty: 'required',
  invalid: 'invalid_date',
  no_day: 'date_without_day',
  no_year: 'date_without_year',
  ambiguous: 'ambiguous_date',
} as const;

const QUANTITY_PROBLEMS: Record<QuantityProblem['problem'], string> = {
  empty: 'required',
  no_number: 'malformed_number',
  malformed: 'malformed_number',
  range: 'range',
  two_numbers: 'two_numbers',
  too_large: 'too_large',
  unknown_word: 'unknown_word',
  wrong_unit: 'wrong_unit',
  wrong_currency: 'wrong_currency',
  wrong_period: 'wrong_period',
  decimal: 'decimal_or_group',
};

/** Words in place of a number: 要相談, or a range. A slip in a number is still pointed out. */
const isWords = (problem: QuantityProblem['problem']): boolean =>
  problem === 'unknown_word' || problem === 'range' || problem === 'no_number';

/** What people write who do not know a figure. */
const DO_NOT_KNOW =
  /^(?:わから|分から|判ら|わかり|分かり|不明|未定|なし|無し|特に(?:な|無|ありません)|未計算|n\/?a\b|none\b|unknown|(?:i )?(?:do not|don.?t) know|not sure|no idea|tbc\b|tbd\b)[^\d０-９]{0,20}$/i;

function quantityRefusal(read: QuantityProblem, { unit, wanted, required }: Field, typed: string): Refusal {
  if (DO_NOT_KNOW.test(typed)) return refuse(required ? 'figure_needed' : 'figure_unknown');
  const code = QUANTITY_PROBLEMS[read.problem];
  // The unit and the currency are named in the reader's language by whoever shows the problem.
  const named = { unit: unit ?? '', currency: wanted?.currency ?? '' };
  if ('word' in read) return refuse(code, { word: read.word, ...named });
  return 'one' in read ? refuse(code, { one: read.one, other: read.other }) : refuse(code);
}

function withinBounds(value: number, { least, above, most, whole }: Field): Read {
  if (least !== undefined && value < least) return refuse('too_small', { min: least });
  if (above !== undefined && value <= above) return refuse('too_small_exclusive', { min: above });
  if (most !== undefined && value > most) return refuse('too_high', { max: most });
  if (whole && !Number.isInteger(value)) return refuse('not_whole');
  return { value };
}

/**
 * How a quantity was read where it was not written as plain digits, so that a slip shows; null where there is
 * nothing to say.
 */
export function readBack(field: Field, typed: string): Quantity | null {
  if (field.kind !== 'quantity' || !field.wanted || /^\s*\d{1,3}\s*$/.test(typed)) return null;
  const read = readQuantity(tidyText(typed), field.wanted);
  return 'problem' in read ? null : read;
}

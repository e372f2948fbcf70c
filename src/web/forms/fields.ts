import { type Field, isSecretName, maxLength } from '../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../domain/forms/form.ts';
import { formatNumber } from '../../locales/formats.ts';
import { hasWords, type Translate } from '../../locales/translator.ts';
import { readBackAny, unitText, wantedText } from '../../reporting/quantities.ts';

/** A field as a page shows it. */
export type FieldView = {
  id: string;
  name: string;
  kind: Field['kind'] | 'radio' | 'select' | 'password';
  label: string;
  /** What tells this field from others of its label, for those who do not see where it stands. */
  about?: string;
  hint?: string;
  unit?: string;
  /** Longest text as people count it, and the words that say so. */
  limit?: number;
  limitText?: string;
  rows?: number;
  /** Whether the page says below the field how it was read. */
  readsBack: boolean;
  required: boolean;
  /** Whether the label says neither required nor optional: a box that is there to be used or not. */
  hidesNeed?: boolean;
  value: string;
  error?: string;
  options?: { value: string; label: string; selected: boolean; id: string }[];
  blank?: string;
  autocomplete?: string;
  /** In place of "optional", where it depends on another field. */
  need?: string;
  describedBy?: string;
  /** How a quantity was read, where it was not written as plain digits; what a working comes to. */
  understood?: string;
};

export type FieldWords = {
  label: string;
  about?: string;
  hint?: string;
  option?: (value: string) => string;
  look?: 'radio' | 'select';
  /** What choosing nothing means, in a list to choose from. */
  blank?: string;
  autocomplete?: string;
  order?: readonly string[];
  /** When it has to be filled, where that depends on another field. */
  need?: string;
};

/** A part of a form: what to read first, then the fields. */
export type Group = {
  legend?: string;
  lines?: string[];
  columns?: boolean;
  /** Words of a disclosure behind which the group stands until it is used. */
  more?: { add: string; open: boolean };
  /** The figures behind a question, with what they come to. */
  sum?: { label: string; value: string; isTotal: boolean }[];
  /** Fields with the same options, as one table with a column for each. */
  matrix?: Matrix;
  fields: FieldView[];
};

/** One row an option, and in it a choice for each field. */
export type Matrix = {
  heads: { id: string; text: string }[];
  rows: {
    id: string;
    label: string;
    cells: { id: string; name: string; value: string; selected: boolean; head: string; error: boolean }[];
  }[];
};

/** Puts fields of the same options side by side. */
export function matrixOf(fields: readonly FieldView[], heads: readonly string[]): Matrix {
  const [first] = fields;
  return {
    heads: fields.map(({ id }, column) => ({ id: `${id}-head`, text: heads[column] ?? '' })),
    rows: (first?.options ?? []).map(({ value, label }, row) => ({
      id: `${first?.id}-row-${row}`,
      label,
      cells: fields.map((field) => ({
        id: field.options?.[row]?.id ?? '',
        name: field.name,
        value,
        selected: field.options?.[row]?.selected ?? false,
        head: `${field.id}-head`,
        error: field.error !== undefined,
      })),
    })),
  };
}

/** Texts up to so many characters get a lower box. */
const SHORT_TEXT = 1000;

/** Puts fields together with their words, what was typed and what is wrong with it. */
export function viewFields(
  t: Translate,
  fields: readonly Field[],
  values: FormValues,
  problems: readonly Problem[],
  wordsFor: (field: Field) => FieldWords,
): FieldView[] {
  return fields.map((field) => {
    const words = wordsFor(field);
    const problem = problems.find((each) => each.field === field.name);
    const value = isSecretName(field.name) ? '' : (values[field.name] ?? '');
    const understood = problem ? null : readBackAny(t, field, fields, values);
    return viewField(t, field, { value, understood }, problem, words);
  });
}

function viewField(
  t: Translate,
  field: Field,
  { value, understood }: { value: string; understood: string | null },
  problem: Problem | undefined,
  {
    label,
    about,
    hint,
    look,
    blank,
    autocomplete,
    need,
    option = (each) => each,
    order = field.options,
  }: FieldWords,
): FieldView {
  const id = field.name;
  const readsBack = field.kind === 'quantity' || field.worksOut !== undefined;
  const unit = unitText(t, field);
  const limit = field.kind === 'longtext' ? maxLength(field) : null;
  const describedBy = [
    unit ? `${id}-unit` : '',
    hint ? `${id}-hint` : '',
    limit ? `${id}-limit` : '',
    readsBack ? `${id}-read` : '',
    problem ? `${id}-error` : '',
  ].filter(Boolean);
  return {
    id,
    name: id,
    kind: lookOf(field, look),
    label,
    required: field.required ?? false,
    value,
    readsBack,
    ...(about ? { about } : {}),
    ...(hint ? { hint } : {}),
    ...(understood ? { understood } : {}),
    ...(unit ? { unit } : {}),
    ...(limit
      ? {
          limit,
          limitText: t('common.limit', { n: formatNumber(limit, 'en') }),
          rows: field.worksOut ? 2 : limit <= SHORT_TEXT ? 3 : 5,
        }
      : {}),
    ...(problem ? { error: problemText(t, field, about ? `${label} – ${about}` : label, problem) } : {}),
    ...(blank ? { blank } : {}),
    ...(autocomplete ? { autocomplete } : {}),
    ...(need ? { need } : {}),
    ...(describedBy.length > 0 ? { describedBy: describedBy.join(' ') } : {}),
    ...(order ? { options: optionsOf(id, order, value, option) } : {}),
  };
}

function lookOf({ kind }: Field, look: FieldWords['look']): FieldView['kind'] {
  if (kind === 'choice') return look === 'select' ? 'select' : 'radio';
  return kind === 'secret' ? 'password' : kind;
}

const optionsOf = (
  id: string,
  order: readonly string[],
  value: string,
  option: (value: string) => string,
): NonNullable<FieldView['options']> =>
  order.map((each, index) => ({
    value: each,
    label: option(each),
    selected: each === value,
    id: index === 0 ? id : `${id}-${each}`,
  }));

/** What is wrong with a field, in words that name the field and what it wants. */
function problemText(t: Translate, field: Field, label: string, { code, parameters }: Problem): string {
  return t(`errors.${code}`, { label, ...parameters, wanted: wantedText(t, field) });
}

/** The list at the top of a page that leads to each field with a problem. */
export function errorSummary(fields: readonly FieldView[]): { href: string; text: string }[] {
  return fields.flatMap((field) => (field.error ? [{ href: `#${field.id}`, text: field.error }] : []));
}

/** Label and hint of a field from the locales; the hint only where there is one. */
export function wordsAt(
  t: Translate,
  locale: 'ja' | 'en',
  key: string,
  parameters: Record<string, string> = {},
): { label: string; hint?: string } {
  const hint = `${key}.hint`;
  return {
    label: t(`${key}.label`, parameters),
    ...(hasWords(locale, hint) ? { hint: t(hint, parameters) } : {}),
  };
}

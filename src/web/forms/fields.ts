import { type Field, type FormValues, maxLength, type Problem } from '../../domain/forms/form.ts';
import { parseAmount } from '../../domain/language/amounts.ts';
import { formatNumber } from '../../locales/formats.ts';
import { hasWords, type Translate } from '../../locales/translator.ts';

/** A field as a page shows it. */
export type FieldView = {
  id: string;
  name: string;
  kind: Field['kind'] | 'radio' | 'select' | 'password';
  label: string;
  hint?: string;
  unit?: string;
  required: boolean;
  value: string;
  error?: string;
  options?: { value: string; label: string; selected: boolean; id: string }[];
  autocomplete?: string;
  max?: number;
  describedBy?: string;
  /** How an amount was read, where it was not written as plain digits. */
  understood?: string;
};

export type FieldWords = {
  label: string;
  hint?: string;
  unit?: string;
  option?: (value: string) => string;
  look?: 'radio' | 'select' | 'password';
  autocomplete?: string;
  order?: readonly string[];
};

/** A part of a form: what to read first, then the fields. */
export type Group = { legend?: string; lines?: string[]; columns?: boolean; fields: FieldView[] };

/** "12万" is read back as 120,000, so that a slip of a digit shows; plain digits need no reading back. */
function readBack(t: Translate, typed: string): string | null {
  const read = parseAmount(typed);
  return 'value' in read && !/^\d{1,4}$/.test(typed.trim())
    ? t('common.readAs', { value: formatNumber(read.value, 'en') })
    : null;
}

/** Puts fields together with their words, what was typed and what is wrong with it. */
export function viewFields(
  t: Translate,
  fields: readonly Field[],
  values: FormValues,
  problems: readonly Problem[],
  wordsFor: (field: Field) => FieldWords,
): FieldView[] {
  return fields.map((field) => {
    const {
      label,
      hint,
      unit,
      option = (value) => value,
      look,
      autocomplete,
      order = field.options,
    } = wordsFor(field);
    const problem = problems.find((each) => each.field === field.name);
    const value = values[field.name] ?? '';
    const id = field.name;
    const max = maxLength(field);
    const understood = field.kind === 'amount' && !problem ? readBack(t, value) : null;
    const describedBy = [
      hint ? `${id}-hint` : '',
      understood ? `${id}-read` : '',
      problem ? `${id}-error` : '',
    ]
      .filter(Boolean)
      .join(' ');
    return {
      id,
      name: field.name,
      kind:
        field.kind === 'choice'
          ? look === 'select'
            ? 'select'
            : 'radio'
          : look === 'password'
            ? 'password'
            : field.kind,
      label,
      required: field.required ?? false,
      value,
      ...(hint ? { hint } : {}),
      ...(understood ? { understood } : {}),
      ...(unit ? { unit } : {}),
      ...(max && field.kind !== 'longtext' ? { max } : {}),
      ...(problem ? { error: t(`errors.${problem.code}`, { label, ...problem.parameters }) } : {}),
      ...(autocomplete ? { autocomplete } : {}),
      ...(describedBy ? { describedBy } : {}),
      ...(order
        ? {
            options: order.map((each, index) => ({
              value: each,
              label: option(each),
              selected: each === value,
              id: index === 0 ? id : `${id}-${each}`,
            })),
          }
        : {}),
    };
  });
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

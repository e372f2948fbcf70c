import { z } from 'zod';
import { parseAmount } from '../language/amounts.ts';
import { Text } from '../language/text.ts';

/** One field of a form: what it takes, whatever page shows it. */
export type Field = {
  name: string;
  kind: 'text' | 'longtext' | 'amount' | 'choice' | 'metric' | 'date' | 'consent' | 'email';
  required?: boolean;
  /** Longest text in UTF-16 code units. */
  max?: number;
  /** Bounds of an amount; `above` is exclusive. */
  least?: number;
  above?: number;
  most?: number;
  whole?: boolean;
  options?: readonly string[];
};

/** What a browser sends for a form: text by field name. */
export type FormValues = Record<string, string>;

export type Problem = { field: string; code: string; parameters: Record<string, string | number> };

/** The values that could be read, whatever else is wrong, and the problems of the rest. */
export type Parsed = { values: Record<string, string | number | undefined>; problems: Problem[] };

const DEFAULT_MAX = { text: 120, longtext: 4000, metric: 80, email: 254 } as const;

/** Longest text that a field takes. */
export function maxLength(field: Field): number | undefined {
  return (
    field.max ?? (field.kind in DEFAULT_MAX ? DEFAULT_MAX[field.kind as keyof typeof DEFAULT_MAX] : undefined)
  );
}

/** Reads a form. Every field is read on its own, so that one wrong value never loses the others. */
export function parseForm(fields: readonly Field[], raw: FormValues): Parsed {
  const values: Parsed['values'] = {};
  const problems: Problem[] = [];
  for (const field of fields) {
    const given = tidy(raw[field.name] ?? '');
    if (given === '') {
      if (field.required) problems.push({ field: field.name, code: requiredCode(field), parameters: {} });
      continue;
    }
    const result = readerFor(field).safeParse(given);
    if (result.success) values[field.name] = result.data;
    else {
      const issue = result.error.issues[0];
      const parameters =
        issue?.code === 'custom' ? ((issue.params as Problem['parameters'] | undefined) ?? {}) : {};
      problems.push({ field: field.name, code: issue?.message ?? 'invalid_text', parameters });
    }
  }
  return { values, problems };
}

/** Text as people mean it: one kind of line break, no spaces around. */
function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function requiredCode({ kind }: Field): string {
  if (kind === 'consent') return 'consent';
  return kind === 'choice' ? 'requiredChoice' : 'required';
}

const READERS = new Map<string, z.ZodType<string | number>>();

// Fields are described anew for every page, while building a schema costs far more than using it.
function readerFor({ name: _name, required: _required, ...rules }: Field): z.ZodType<string | number> {
  const key = JSON.stringify(rules);
  const known = READERS.get(key) ?? buildReader({ name: '', ...rules });
  READERS.set(key, known);
  return known;
}

function buildReader(field: Field): z.ZodType<string | number> {
  switch (field.kind) {
    case 'amount':
      return amountReader(field);
    case 'choice':
      return z.enum((field.options ?? []) as string[], 'invalid_choice');
    case 'consent':
      return z.literal('yes', 'consent');
    case 'date':
      return z
        .string()
        .transform((text) => text.normalize('NFKC').replaceAll('/', '-'))
        .pipe(z.iso.date('invalid_date'));
    case 'email':
      return z
        .string()
        .transform((text) => text.normalize('NFKC').toLowerCase())
        .pipe(z.email('invalid_email').max(254, 'invalid_email'));
    default:
      return textReader(field);
  }
}

function textReader(field: Field): z.ZodType<string> {
  const max = maxLength(field) ?? 0;
  return z.string().superRefine((text, context) => {
    if (text.length > max)
      context.addIssue({ code: 'custom', message: 'too_long', params: { max, length: text.length } });
    else if (!Text.safeParse(text).success) context.addIssue({ code: 'custom', message: 'invalid_text' });
  });
}

const AMOUNT_PROBLEMS = {
  empty: 'required',
  malformed: 'malformed_number',
  range: 'range',
  too_large: 'too_large',
} as const;

function amountReader(field: Field): z.ZodType<number> {
  return z.string().transform((text, context) => {
    const refuse = (message: string, params: Problem['parameters'] = {}): never => {
      context.addIssue({ code: 'custom', message, params });
      return z.NEVER;
    };
    const parsed = parseAmount(text);
    if ('problem' in parsed) return refuse(AMOUNT_PROBLEMS[parsed.problem]);
    const { value } = parsed;
    if (field.least !== undefined && value < field.least) return refuse('too_small', { min: field.least });
    if (field.above !== undefined && value <= field.above)
      return refuse('too_small_exclusive', { min: field.above });
    if (field.most !== undefined && value > field.most) return refuse('too_high', { max: field.most });
    if (field.whole && !Number.isInteger(value)) return refuse('not_whole');
    return value;
  });
}

import { DATE_LENGTH } from '../language/dates.ts';
import { QUANTITY_LENGTH, type Wanted } from '../language/quantities.ts';
import { UNITS_PER_CHARACTER } from '../language/text.ts';

/** What the number of a field counts, as its page says beside it; `money` is the vetting's currency. */
export type Unit =
  | 'money'
  | 'percent'
  | 'times'
  | 'years'
  | 'weeks'
  | 'days'
  | 'inquiries'
  | 'visits'
  | 'customers'
  | 'customersPerMonth';

/** Who will read what an owner writes into a field. */
export type SeenBy = 'fromStart' | 'onAsking' | 'onlyYou' | 'whenUnfit';

/**
 * One field of a form, described once: reading, limits, the page, what is echoed and what the reader says all
 * follow from it.
 */
export type Field = {
  name: string;
  kind: 'text' | 'longtext' | 'quantity' | 'choice' | 'metric' | 'date' | 'consent' | 'email' | 'secret';
  required?: boolean;
  /** Longest text as people count characters. */
  max?: number;
  /** What a quantity has to be, and the unit that stands beside it. */
  wanted?: Wanted;
  unit?: Unit;
  /** Bounds of a quantity; `above` is exclusive. */
  least?: number;
  above?: number;
  most?: number;
  whole?: boolean;
  /** A quantity that may as well be words, such as 要相談: they are kept, and no number is read. */
  orWords?: boolean;
  options?: readonly string[];
  /** A working: the field whose number it comes to. */
  worksOut?: string;
  seenBy?: SeenBy;
};

const DEFAULT_MAX: Record<Field['kind'], number> = {
  text: 120,
  longtext: 4000,
  metric: 80,
  email: 254,
  secret: 200,
  quantity: QUANTITY_LENGTH,
  date: DATE_LENGTH,
  choice: 120,
  consent: 10,
};

/** Longest text that a field takes, as people count characters. */
export function maxLength(field: Field): number {
  return field.max ?? DEFAULT_MAX[field.kind];
}

/** In an address-coded form each of the three bytes of a code unit takes three. */
const BYTES_PER_UNIT = 9;
/** For the names of the fields and what the page adds. */
const BYTES_BESIDE = 16 * 1024;

/** How large a form can be in bytes whose fields are all filled to their limits, whatever the characters. */
export function formBytes(fields: readonly Field[]): number {
  const units = fields.reduce((sum, field) => sum + maxLength(field) * UNITS_PER_CHARACTER, 0);
  return units * BYTES_PER_UNIT + BYTES_BESIDE;
}

/**
 * A field whose text is never shown back, resumed or stored as it was typed. Its name says so, since a form
 * that is refused may never reach the description of its fields.
 */
export function secretField(name: 'password' | `${string}Password`): Field {
  return { name, kind: 'secret', required: true };
}

/** Whether a field of this name is secret. */
export const isSecretName = (name: string): boolean => /password$|^verificationCode$/i.test(name);

type Bounds = Pick<Field, 'required' | 'least' | 'above' | 'most' | 'whole' | 'orWords'>;

/** A field for a quantity with its unit; an amount of money needs the currency. */
export function quantity(name: string, unit: Unit, bounds: Bounds & { wanted?: Wanted } = {}): Field {
  return { name, kind: 'quantity', unit, wanted: WANTED[unit], ...bounds };
}

/** A field for an amount in the vetting's currency. */
export function money(
  name: string,
  currency: NonNullable<Wanted['currency']>,
  { per, inAll, ...bounds }: Bounds & Pick<Wanted, 'per' | 'inAll'> = {},
): Field {
  return quantity(name, 'money', {
    ...bounds,
    wanted: { dimension: 'money', currency, ...(per ? { per } : {}), ...(inAll ? { inAll } : {}) },
  });
}

const WANTED: Record<Unit, Wanted> = {
  money: { dimension: 'money' },
  percent: { dimension: 'percent' },
  times: { dimension: 'per_year' },
  years: { dimension: 'years' },
  weeks: { dimension: 'weeks' },
  days: { dimension: 'days' },
  inquiries: { dimension: 'count', per: 'month' },
  visits: { dimension: 'count', per: 'month' },
  customers: { dimension: 'count' },
  customersPerMonth: { dimension: 'count', per: 'month' },
};

import { type Field, quantity } from '../../../domain/forms/field.ts';

export const NAME_FIELD: Field = { name: 'name', kind: 'text', required: true };
export const EMAIL_FIELD: Field = { name: 'email', kind: 'email' };

/** How many days a link lives unless the owner says otherwise. */
export const DEFAULT_DAYS = 21;
export const DAYS_FIELD: Field = quantity('days', 'days', {
  required: true,
  least: 1,
  most: 180,
  whole: true,
});

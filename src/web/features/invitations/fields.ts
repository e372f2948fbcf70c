import type { Field } from '../../../domain/forms/field.ts';
import type { Vetting } from '../../../store/vettings.ts';
import { DEADLINE_FIELD } from '../../briefs/deadline.ts';

export const NAME_FIELD: Field = { name: 'name', kind: 'text', required: true };
export const EMAIL_FIELD: Field = { name: 'email', kind: 'email' };

/** With the first invitation the owner sets the deadline of all candidates. */
export const deadlineFields = ({ brief }: Vetting): Field[] =>
  brief.answersBy === undefined ? [DEADLINE_FIELD] : [];

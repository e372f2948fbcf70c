import type { Field } from '../../domain/forms/field.ts';
import { OVERRIDE_LEVELS } from '../../domain/people/overrides.ts';

/** A level 0–4 in halves and the reason for it. */
export const LEVEL_FIELDS: Field[] = [
  { name: 'level', kind: 'choice', required: true, options: OVERRIDE_LEVELS.map(String) },
  { name: 'reason', kind: 'longtext', required: true, max: 1000 },
];

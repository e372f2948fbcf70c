import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Tables } from './schema.ts';

/** Interviews that can be answered: not submitted yet, or opened again for a better version. */
export const isBeingAnswered = ({
  eb,
  or,
}: ExpressionBuilder<Tables, 'interviews'>): ExpressionWrapper<Tables, 'interviews', SqlBool> =>
  or([eb('interviews.submitted_at', 'is', null), eb('interviews.revising_at', 'is not', null)]);

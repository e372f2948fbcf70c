import type { FormValues } from '../domain/forms/form.ts';
import { differingFields } from '../domain/interview/answers.ts';
import type { AnswerStep } from '../domain/interview/steps.ts';
import type { Database } from './database.ts';
import { FormValuesSchema } from './interviews.ts';
import { inTransaction } from './transactions.ts';

/** What came of a save: done, or what somebody else saved since the page was opened, with its version. */
export type Saved = { conflict: null } | { conflict: { typed: FormValues; version: number } };

export type TypedStep = { step: AnswerStep; typed: FormValues; complete: boolean };

/**
 * The page that saves: the version of the step that it showed, and its own id; null where it does not say.
 */
export type OpenedPage = { version: number | null; page: string | null };

/** For a save that comes from no page. */
export const NO_PAGE: OpenedPage = { version: null, page: null };

/**
 * Keeps what was typed on a step, complete or not, unless another page saved other words since the version
 * that this one showed. Its own saves may be newer than it knows: an answer can get lost on the way. Does
 * nothing once the interview is submitted.
 */
export async function saveAnswers(
  db: Database,
  candidateId: string,
  { step, typed, complete }: TypedStep,
  from: OpenedPage,
  now: Date,
): Promise<Saved> {
  const at = now.toISOString();
  return inTransaction(db, async (trx): Promise<Saved> => {
    const interview = await trx
      .updateTable('interviews')
      .set({ saved_at: at })
      .where('candidate_id', '=', candidateId)
      .where('submitted_at', 'is', null)
      .executeTakeFirst();
    if (interview.numUpdatedRows !== 1n) return { conflict: null };
    const stored = await trx
      .selectFrom('answers')
      .select(['typed', 'version', 'completed_at', 'page'])
      .where('candidate_id', '=', candidateId)
      .where('step', '=', step)
      .executeTakeFirst();
    const before = FormValuesSchema.parse(JSON.parse(stored?.typed ?? '{}'));
    const version = stored?.version ?? 0;
    const isSame = differingFields(before, typed).length === 0;
    const isOwn = from.page !== null && stored?.page === from.page;
    if (from.version !== null && from.version !== version && !isSame && !isOwn)
      return { conflict: { typed: before, version } };
    const row = {
      typed: JSON.stringify(typed),
      complete: complete ? 1 : 0,
      saved_at: at,
      version: isSame && stored ? version : version + 1,
      completed_at: stored?.completed_at ?? (complete ? at : null),
      page: isSame && stored ? stored.page : from.page,
    };
    await trx
      .insertInto('answers')
      .values({ candidate_id: candidateId, step, ...row })
      .onConflict((conflict) => conflict.columns(['candidate_id', 'step']).doUpdateSet(row))
      .execute();
    return { conflict: null };
  });
}

import { z } from 'zod';
import { type Brief, BriefSchema } from '../domain/brief/brief.ts';
import { type Response, ResponseSchema } from '../domain/response/response.ts';
import type { Database } from './database.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

const EndedAs = z.enum(['replaced', 'withdrawn']);
export type EndedAs = z.infer<typeof EndedAs>;

/** Opens a submission again for a better version; until that is submitted, the one before counts. */
export async function beginRevision(db: Database, candidateId: string, now: Date): Promise<boolean> {
  const updated = await db
    .updateTable('interviews')
    .set({ revising_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where('submitted_at', 'is not', null)
    .where('revising_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/**
 * Takes a submission back: the interview is open again, and the owner sees no response. False where there is
 * none.
 */
export async function withdrawSubmission(db: Database, candidateId: string, now: Date): Promise<boolean> {
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    if (!(await keepEarlier(trx, candidateId, 'withdrawn', now))) return false;
    await trx
      .updateTable('interviews')
      .set({ submitted_at: null, submitted_brief: null, submitted_response: null, revising_at: null })
      .where('candidate_id', '=', candidateId)
      .execute();
    await trx.updateTable('candidates').set({ read_at: null }).where('id', '=', candidateId).execute();
    return true;
  });
}

/** Keeps what is submitted beside what takes its place. Whether there was anything. */
export async function keepEarlier(
  db: Database,
  candidateId: string,
  as: EndedAs,
  now: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('interviews')
    .select(['submitted_at', 'submitted_brief', 'submitted_response', 'revising_at'])
    .where('candidate_id', '=', candidateId)
    .executeTakeFirst();
  if (!row?.submitted_at || (as === 'replaced' && row.revising_at === null)) return false;
  await db
    .insertInto('earlier_submissions')
    .values({
      id: newId(),
      candidate_id: candidateId,
      submitted_at: row.submitted_at,
      brief: row.submitted_brief ?? '{}',
      response: row.submitted_response ?? '{}',
      ended_at: now.toISOString(),
      ended_as: as,
    })
    .execute();
  return true;
}

/** A version that no longer counts, without its terms: those are sealed for good. */
export type EarlierVersion = {
  id: string;
  submittedAt: string;
  endedAt: string;
  endedAs: EndedAs;
  brief: Brief;
  response: Response;
};

/** The versions of a response that no longer count, the first one first. */
export async function listEarlier(db: Database, candidateId: string): Promise<EarlierVersion[]> {
  const rows = await db
    .selectFrom('earlier_submissions')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .orderBy('submitted_at')
    .execute();
  return rows.map((row) => {
    const { terms: _, ...response } = ResponseSchema.parse(JSON.parse(row.response));
    return {
      id: row.id,
      submittedAt: row.submitted_at,
      endedAt: row.ended_at,
      endedAs: EndedAs.parse(row.ended_as),
      brief: BriefSchema.parse(JSON.parse(row.brief)),
      response,
    };
  });
}

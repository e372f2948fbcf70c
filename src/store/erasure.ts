import type { Database } from './database.ts';

/** What is stored of a candidate beside its answers: its address, when mails went to it, who else is signed in. */
export type StoredOfCandidate = { email: string | null; mails: string[]; hasEverSubmitted: boolean };

/** What is stored of a candidate beside its answers. */
export async function findStored(db: Database, candidateId: string): Promise<StoredOfCandidate> {
  const candidate = await db
    .selectFrom('candidates')
    .select('email')
    .where('id', '=', candidateId)
    .executeTakeFirstOrThrow();
  const mails = await db
    .selectFrom('outbox')
    .select('sent_at')
    .where('candidate_id', '=', candidateId)
    .where('kind', '!=', 'notice')
    .where('sent_at', 'is not', null)
    .orderBy('sent_at')
    .execute();
  return {
    email: candidate.email,
    mails: mails.map(({ sent_at }) => sent_at ?? ''),
    hasEverSubmitted: await hasEverSubmitted(db, candidateId),
  };
}

/** Whether a version was ever handed in: from then on others have read, and what they read stays on record. */
async function hasEverSubmitted(db: Database, candidateId: string): Promise<boolean> {
  const now = await db
    .selectFrom('interviews')
    .select('candidate_id')
    .where('candidate_id', '=', candidateId)
    .where((eb) => eb.or([eb('submitted_at', 'is not', null), eb('submitted_response', 'is not', null)]))
    .executeTakeFirst();
  const before = await db
    .selectFrom('earlier_submissions')
    .select('id')
    .where('candidate_id', '=', candidateId)
    .limit(1)
    .executeTakeFirst();
  return now !== undefined || before !== undefined;
}

/**
 * Deletes what a candidate has entered, as long as it never handed anything in. That the facts were opened
 * stays: questions asked from now on were asked afterwards. So do questions that the owner replied to: others
 * may have read the reply, and whoever has one has asked. False where something was handed in.
 */
export async function eraseAnswers(trx: Database, candidateId: string, now: Date): Promise<boolean> {
  if (await hasEverSubmitted(trx, candidateId)) return false;
  await trx.deleteFrom('answers').where('candidate_id', '=', candidateId).execute();
  await trx
    .deleteFrom('asked_questions')
    .where('candidate_id', '=', candidateId)
    .where('reply', 'is', null)
    .execute();
  // What waits to be told to the owner holds the candidate's words.
  await trx
    .deleteFrom('outbox')
    .where('candidate_id', '=', candidateId)
    .where('kind', '=', 'notice')
    .execute();
  await trx
    .updateTable('interviews')
    .set({ step: 'welcome', saved_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .execute();
  return true;
}

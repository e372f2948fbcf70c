import type { Database } from './database.ts';
import type { Vetting } from './vettings.ts';

/** Marks a report as read. False where it had been read before. */
export async function markRead(db: Database, candidateId: string, now: Date): Promise<boolean> {
  const marked = await db
    .updateTable('candidates')
    .set({ read_at: now.toISOString() })
    .where('id', '=', candidateId)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

/** How many responses of a vetting have been submitted, and how many of these the owner has not read. */
export async function countUnread(
  db: Database,
  vetting: Vetting,
): Promise<{ submitted: number; unread: number }> {
  const { submitted, read } = await db
    .selectFrom('candidates')
    .innerJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .select(({ fn }) => [
      fn.countAll<number>().as('submitted'),
      fn.count<number>('candidates.read_at').as('read'),
    ])
    .where('candidates.vetting_id', '=', vetting.id)
    .where('interviews.submitted_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return { submitted: Number(submitted), unread: Number(submitted) - Number(read) };
}

import type { Database } from './database.ts';

/** The place after a candidate's last record in one of the tables that keep a history. */
export async function nextPosition(
  db: Database,
  table: 'asked_questions' | 'scores' | 'judgements' | 'corrections',
  candidateId: string,
): Promise<number> {
  const last = await db
    .selectFrom(table)
    .select(({ fn }) => fn.max('position').as('position'))
    .where('candidate_id', '=', candidateId)
    .executeTakeFirst();
  return Number(last?.position ?? -1) + 1;
}

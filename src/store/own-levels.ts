import type { Database } from './database.ts';
import { nextPosition } from './positions.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** A level 0–4 that a person gave the answer to one of the owner's own questions, and why. */
export type KeptOwnLevel = {
  questionId: string;
  level: number;
  reason: string;
  decidedBy: string;
  decidedAt: string;
};

/** Adds a level to a candidate's history; the last one counts, earlier ones stay. */
export async function keepOwnLevel(
  db: Database,
  candidateId: string,
  given: Omit<KeptOwnLevel, 'decidedBy' | 'decidedAt'>,
  by: string,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('own_levels')
      .values({
        id: newId(),
        candidate_id: candidateId,
        position: await nextPosition(trx, 'own_levels', candidateId),
        question_id: given.questionId,
        level: given.level,
        reason: given.reason,
        decided_by: by,
        decided_at: now.toISOString(),
      })
      .execute();
  });
}

/** The levels of a vetting's candidates, each candidate's in the order in which they were given. */
export async function listOwnLevels(db: Database, vettingId: string): Promise<Map<string, KeptOwnLevel[]>> {
  const rows = await db
    .selectFrom('own_levels')
    .innerJoin('candidates', 'candidates.id', 'own_levels.candidate_id')
    .selectAll('own_levels')
    .where('candidates.vetting_id', '=', vettingId)
    .orderBy('own_levels.position')
    .execute();
  const levels = new Map<string, KeptOwnLevel[]>();
  for (const { candidate_id, question_id, level, reason, decided_by, decided_at } of rows) {
    levels.set(candidate_id, [
      ...(levels.get(candidate_id) ?? []),
      { questionId: question_id, level, reason, decidedBy: decided_by, decidedAt: decided_at },
    ]);
  }
  return levels;
}

import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** At most so many questions are asked back of one candidate. */
export const MOST_FURTHER = 5;

/** A question that the owner asked back; `answer` is empty until it was answered, until the end of `answersBy`. */
export type FurtherQuestion = {
  id: string;
  text: string;
  answersBy: string;
  answer: string;
  answeredAt: string | null;
};

export async function listFurther(db: Database, candidateId: string): Promise<FurtherQuestion[]> {
  const rows = await db
    .selectFrom('further_questions')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .orderBy('position')
    .execute();
  return rows.map(fromRow);
}

/** What was asked back in a vetting, by candidate; nobody of whom nothing was asked is in it. */
export async function listAskedBack(
  db: Database,
  vettingId: string,
): Promise<Map<string, FurtherQuestion[]>> {
  const rows = await db
    .selectFrom('further_questions')
    .innerJoin('candidates', 'candidates.id', 'further_questions.candidate_id')
    .selectAll('further_questions')
    .where('candidates.vetting_id', '=', vettingId)
    .orderBy('further_questions.position')
    .execute();
  const groups = Map.groupBy(rows, ({ candidate_id }) => candidate_id);
  return new Map([...groups].map(([id, own]) => [id, own.map(fromRow)]));
}

const fromRow = ({
  id,
  text,
  answers_by,
  answer,
  answered_at,
}: Selectable<Tables['further_questions']>): FurtherQuestion => ({
  id,
  text,
  answersBy: answers_by,
  answer,
  answeredAt: answered_at,
});

/** Asks a candidate back, all until the same day. False where that would be more than may be asked. */
export async function askFurther(
  db: Database,
  candidateId: string,
  texts: readonly string[],
  answersBy: string,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    const known = (await listFurther(trx, candidateId)).length;
    if (known + texts.length > MOST_FURTHER) return false;
    await trx
      .updateTable('further_questions')
      .set({ answers_by: answersBy })
      .where('candidate_id', '=', candidateId)
      .execute();
    await trx
      .insertInto('further_questions')
      .values(
        texts.map((text, index) => ({
          id: newId(),
          candidate_id: candidateId,
          position: known + index,
          text,
          answers_by: answersBy,
          asked_at: now.toISOString(),
          answered_at: null,
        })),
      )
      .execute();
    return true;
  });
}

/** Keeps answers by the question's id; an empty one is none. */
export async function answerFurther(
  db: Database,
  candidateId: string,
  answers: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  await inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    for (const [id, answer] of answers)
      await trx
        .updateTable('further_questions')
        .set({ answer, answered_at: answer === '' ? null : now.toISOString() })
        .where('id', '=', id)
        .where('candidate_id', '=', candidateId)
        .execute();
  });
}

import type { Database } from './database.ts';

/** Keeps the owner's note on a candidate. False where it says the same. */
export async function saveNote(db: Database, candidateId: string, note: string): Promise<boolean> {
  const updated = await db
    .updateTable('candidates')
    .set({ note })
    .where('id', '=', candidateId)
    .where('note', '!=', note)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Keeps the questions for the meeting as somebody edited them; null goes back to the suggested ones. */
export async function saveMeetingQuestions(
  db: Database,
  candidateId: string,
  questions: readonly string[] | null,
): Promise<void> {
  await db
    .updateTable('candidates')
    .set({ meeting_questions: questions === null ? null : questions.join('\n') })
    .where('id', '=', candidateId)
    .execute();
}

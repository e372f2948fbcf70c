import type { Database } from './database.ts';
import type { Vetting } from './vettings.ts';

export type InboxQuestion = { id: string; candidateName: string; text: string; askedAt: string; reply: string | null; toAll: boolean };

/** Questions that no fact answers, unanswered first. */
export async function listInbox(db: Database, vetting: Vetting): Promise<InboxQuestion[]> {
  const rows = await db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .select([
      'asked_questions.id',
      'candidates.name',
      'asked_questions.text',
      'asked_questions.asked_at',
      'asked_questions.reply',
      'asked_questions.reply_to_all',
    ])
    .where('candidates.vetting_id', '=', vetting.id)
    .where('asked_questions.facts', '=', '')
    .orderBy('asked_questions.asked_at')
    .execute();
  const questions = rows.map((row) => ({
    id: row.id,
    candidateName: row.name,
    text: row.text,
    askedAt: row.asked_at,
    reply: row.reply,
    toAll: row.reply_to_all === 1,
  }));
  return [...questions.filter((question) => question.reply === null), ...questions.filter((question) => question.reply !== null)];
}

/** Replies to a question of this vetting. False where it is not one of them. */
export async function replyTo(db: Database, vetting: Vetting, questionId: string, reply: string, toAll: boolean, now: Date): Promise<boolean> {
  const updated = await db
    .updateTable('asked_questions')
    .set({ reply, reply_to_all: toAll ? 1 : 0, replied_at: now.toISOString() })
    .where('id', '=', questionId)
    .where('candidate_id', 'in', db.selectFrom('candidates').select('id').where('vetting_id', '=', vetting.id))
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

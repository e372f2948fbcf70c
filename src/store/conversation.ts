import { z } from 'zod';
import { DISCLOSABLE, type Disclosable, TOPICS, type Topic } from '../domain/brief/topics.ts';
import { MAX_QUESTIONS } from '../domain/interview/steps.ts';
import { PHASES, type Phase } from '../domain/response/response.ts';
import type { Database } from './database.ts';
import { nextPosition } from './positions.ts';
import { prepared } from './prepared.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

const DisclosableSchema = z.enum(DISCLOSABLE);
const TopicSchema = z.enum(TOPICS);
const PhaseSchema = z.enum(PHASES);

/** A question that a candidate asked, with what was shown in answer and what became of it. */
export type Question = {
  id: string;
  text: string;
  phase: Phase;
  topic: Topic;
  facts: Disclosable[];
  /** Whether the candidate said that the facts answer it; null before it said anything. */
  answered: boolean;
  /** Whether the owner has it: no fact answered it, or the candidate passed it on. */
  isPassedOn: boolean;
  /** Whether the owner closed it without an answer. */
  isClosed: boolean;
  reply: string | null;
  repliedAt: string | null;
};

const questionRows = prepared((db, { candidateId }: { candidateId: string }) =>
  db
    .selectFrom('asked_questions')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .where('withdrawn_at', 'is', null)
    .orderBy('position'),
);

/** The questions of a candidate in the order of asking, without those that were taken back. */
export async function listQuestions(db: Database, candidateId: string): Promise<Question[]> {
  const { rows } = await questionRows(db, { candidateId });
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    phase: PhaseSchema.parse(row.phase),
    topic: TopicSchema.parse(row.topic),
    facts: row.facts === '' ? [] : row.facts.split(',').map((fact) => DisclosableSchema.parse(fact)),
    answered: row.answered_at !== null,
    isPassedOn: row.facts === '' || row.passed_on_at !== null,
    isClosed: row.closed_at !== null && row.reply === null,
    reply: row.reply,
    repliedAt: row.replied_at,
  }));
}

export type AskedQuestion = Pick<Question, 'text' | 'phase' | 'topic' | 'facts'>;

/**
 * Keeps questions in their order, all or none: false where they would be more than a candidate may ask. Those
 * that are asked after the facts go to the owner, whatever was shown.
 */
export function askQuestions(
  db: Database,
  candidateId: string,
  questions: readonly AskedQuestion[],
  now: Date,
): Promise<boolean> {
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    const asked = await listQuestions(trx, candidateId);
    if (asked.length + questions.length > MAX_QUESTIONS) return false;
    const position = await nextPosition(trx, 'asked_questions', candidateId);
    for (const [index, question] of questions.entries()) {
      // A millisecond apart, so that they stay in their order in the owner's inbox.
      const at = new Date(now.getTime() + index).toISOString();
      await trx
        .insertInto('asked_questions')
        .values({
          id: newId(),
          candidate_id: candidateId,
          position: position + index,
          ...question,
          facts: question.facts.join(','),
          reply: null,
          reply_to_all: 0,
          replied_at: null,
          asked_at: at,
          passed_on_at: question.phase === 'after_facts' ? at : null,
        })
        .execute();
    }
    return true;
  });
}

/** What a candidate says of an answer, or does with its question, before the owner has replied. */
const COLUMNS = { answered: 'answered_at', passedOn: 'passed_on_at', withdrawn: 'withdrawn_at' } as const;

/** Marks a question of this candidate. False where it is not there, or replied to already. */
export async function markQuestion(
  db: Database,
  candidateId: string,
  questionId: string,
  what: keyof typeof COLUMNS,
  now: Date,
): Promise<boolean> {
  const marked = await db
    .updateTable('asked_questions')
    .set({ [COLUMNS[what]]: now.toISOString() })
    .where('id', '=', questionId)
    .where('candidate_id', '=', candidateId)
    .where('reply', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

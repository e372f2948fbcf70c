import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import { TOPICS, type Topic } from '../domain/brief/topics.ts';
import { readEmail } from '../domain/language/emails.ts';
import { fingerprint } from '../domain/language/fingerprint.ts';
import type { Database } from './database.ts';
import { FormValuesSchema } from './interviews.ts';
import { queueMail } from './outbox.ts';
import type { Tables } from './schema.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

const TopicSchema = z.enum(TOPICS);

export type InboxQuestion = {
  id: string;
  candidateName: string;
  text: string;
  topic: Topic;
  askedAt: string;
  reply: string | null;
  toAll: boolean;
  /** Whether it waits for a reply: neither answered nor closed without an answer. */
  isOpen: boolean;
  isClosed: boolean;
  candidateId: string;
  /** Where a reply can be mailed: the address that the respondent left, or the invited one. */
  address: string | null;
};

/** Questions for the owner: no fact answers them, or the candidate passed them on. Unanswered first. */
export async function listInbox(db: Database, vetting: Vetting): Promise<InboxQuestion[]> {
  const rows = await db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .leftJoin('answers', (join) =>
      join.onRef('answers.candidate_id', '=', 'candidates.id').on('answers.step', '=', 'welcome'),
    )
    .select([
      'asked_questions.id',
      'asked_questions.candidate_id',
      'candidates.email',
      'answers.typed',
      'candidates.name',
      'asked_questions.text',
      'asked_questions.topic',
      'asked_questions.asked_at',
      'asked_questions.reply',
      'asked_questions.reply_to_all',
      'asked_questions.closed_at',
    ])
    .where('candidates.vetting_id', '=', vetting.id)
    .where(reachesOwner)
    .orderBy('asked_questions.asked_at')
    .execute();
  const questions = rows.map((row) => ({
    id: row.id,
    candidateName: row.name,
    text: row.text,
    topic: TopicSchema.parse(row.topic),
    askedAt: row.asked_at,
    reply: row.reply,
    toAll: row.reply_to_all === 1,
    isOpen: row.reply === null && row.closed_at === null,
    isClosed: row.reply === null && row.closed_at !== null,
    candidateId: row.candidate_id,
    address: addressIn(row.typed) ?? row.email,
  }));
  return [...questions.filter(({ isOpen }) => isOpen), ...questions.filter(({ isOpen }) => !isOpen)];
}

/** What no fact answered, or what its asker passed on; not what was taken back. */
const reachesOwner = ({ eb, and, or }: ExpressionBuilder<Tables, 'asked_questions'>) =>
  and([
    eb('asked_questions.withdrawn_at', 'is', null),
    or([eb('asked_questions.facts', '=', ''), eb('asked_questions.passed_on_at', 'is not', null)]),
  ]);

/** How many questions wait for a reply in each vetting of an owner; vettings without any are left out. */
export async function countWaiting(db: Database, ownerId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .select(({ fn }) => ['candidates.vetting_id', fn.countAll<number>().as('questions')])
    .where('vettings.owner_id', '=', ownerId)
    .where(reachesOwner)
    .where('asked_questions.reply', 'is', null)
    .where('asked_questions.closed_at', 'is', null)
    .groupBy('candidates.vetting_id')
    .execute();
  return new Map(rows.map(({ vetting_id, questions }) => [vetting_id, Number(questions)]));
}

/**
 * How many candidates of a vetting asked about each topic, whether a fact answered or not; the most asked
 * first.
 */
export async function countAskedTopics(
  db: Database,
  vetting: Vetting,
): Promise<{ topic: Topic; candidates: number }[]> {
  const rows = await db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .select(['asked_questions.candidate_id', 'asked_questions.topic', 'asked_questions.facts'])
    .where('candidates.vetting_id', '=', vetting.id)
    .where('asked_questions.withdrawn_at', 'is', null)
    .execute();
  const asked = new Map<string, Set<string>>();
  for (const { candidate_id, topic, facts } of rows) {
    for (const each of new Set([topic, ...facts.split(',').filter(Boolean)]))
      asked.set(each, (asked.get(each) ?? new Set()).add(candidate_id));
  }
  return TOPICS.filter((topic) => asked.has(topic))
    .map((topic) => ({ topic, candidates: asked.get(topic)?.size ?? 0 }))
    .sort((a, b) => b.candidates - a.candidates);
}

/** The address that a respondent left on the first page, where it is one. */
function addressIn(typed: string | null): string | null {
  const { respondentEmail } = FormValuesSchema.parse(JSON.parse(typed ?? '{}'));
  return readEmail(respondentEmail ?? '');
}

/**
 * A reply, to the one who asked or to all; `mails` where mail can be sent, `corrects` where it takes the
 * place of one that was given.
 */
export type Reply = {
  reply: string;
  toAll: boolean;
  mails: boolean;
  corrects?: boolean;
  /** The fingerprint of the reply that is corrected, as its page showed it. */
  before?: string;
};

/**
 * Replies to a question of this vetting, by mail as well where that is possible. Says where it was
 * replied to in the same or in other words before, and where it is not one of them.
 */
export async function replyTo(
  db: Database,
  vetting: Vetting,
  questionId: string,
  { reply, toAll, mails, corrects = false, before }: Reply,
  now: Date,
): Promise<'kept' | 'same' | 'replied' | 'unknown'> {
  const question = (await listInbox(db, vetting)).find(({ id }) => id === questionId);
  if (!question) return 'unknown';
  // The same reply again, as by a second press of the button, is not sent twice.
  if (question.reply === reply && question.toAll === toAll) return 'same';
  if (question.reply !== null && !corrects) return 'replied';
  if (before !== undefined && before !== fingerprint(question.reply ?? '')) return 'replied';
  await inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    await trx
      .updateTable('asked_questions')
      .set({ reply, reply_to_all: toAll ? 1 : 0, replied_at: now.toISOString() })
      .where('id', '=', questionId)
      .execute();
    if (mails && question.address) {
      await queueMail(
        trx,
        vetting,
        question.candidateId,
        question.address,
        { kind: 'reply', question: question.text, reply },
        now,
      );
    }
  });
  return 'kept';
}

/** Closes a question without an answer. False where it is not there, or was answered. */
export async function closeQuestion(
  db: Database,
  vetting: Vetting,
  questionId: string,
  now: Date,
): Promise<boolean> {
  const question = (await listInbox(db, vetting)).find(({ id }) => id === questionId);
  if (!question?.isOpen) return false;
  await db
    .updateTable('asked_questions')
    .set({ closed_at: now.toISOString() })
    .where('id', '=', questionId)
    .execute();
  return true;
}

import { z } from 'zod';
import { type Brief, BriefSchema, completeBrief } from '../domain/brief/brief.ts';
import { CHANNELS, type Channel } from '../domain/brief/channels.ts';
import type { TypedAnswers } from '../domain/interview/step-fields.ts';
import { type SavedStep, STEPS, type Step } from '../domain/interview/steps.ts';
import { type Response, ResponseSchema } from '../domain/response/response.ts';
import { isBeingAnswered } from './being-answered.ts';
import type { InvitationLink } from './candidate-links.ts';
import { listQuestions, type Question } from './conversation.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { isOver } from './vettings.ts';

const StepSchema = z.enum(STEPS);

export type Interview = {
  link: InvitationLink;
  /** The brief as it stands, or as it stood at submission. */
  brief: Brief;
  step: Step;
  nudged: boolean;
  factsOpened: boolean;
  /** When it was submitted; null while it is being answered, for the first time or for a better version. */
  submittedAt: string | null;
  /** What counts as submitted, also while a better version is being written. */
  submission: { at: string; response: Response } | null;
  typed: TypedAnswers;
  complete: Set<SavedStep>;
  /** The session in which the terms were typed, and when; null where none were, or nobody knows. */
  termsSession: string | null;
  termsSavedAt: string | null;
  /** When terms were given that this session may not see; null where it may. */
  termsSealedAt: string | null;
  /** How often each step was saved; 0 before the first time. Two people may work on one interview. */
  versions: Partial<Record<SavedStep, number>>;
  questions: Question[];
  /** Replies that the owner gave to all candidates, without who had asked. */
  sharedReplies: { question: string; reply: string; repliedAt: string | null }[];
  /** Channels about which the interview asked back, whether they are still proposed or not. */
  probedChannels: Channel[];
};

/** What was typed on a step, as it is stored. */
export const FormValuesSchema = z.record(z.string(), z.string());

type Of = { candidateId: string; vettingId: string };

const interviewRows = prepared((db, { candidateId }: Of) =>
  db.selectFrom('interviews').selectAll().where('candidate_id', '=', candidateId),
);
const answerRows = prepared((db, { candidateId }: Of) =>
  db
    .selectFrom('answers')
    .select(['step', 'typed', 'version', 'complete', 'session', 'saved_at'])
    .where('candidate_id', '=', candidateId),
);
/** What the owner replied to all where another candidate had asked. */
const sharedRows = prepared((db, { candidateId, vettingId }: Of) =>
  db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .select(['asked_questions.text', 'asked_questions.reply', 'asked_questions.replied_at'])
    .where('candidates.vetting_id', '=', vettingId)
    .where('asked_questions.reply_to_all', '=', 1)
    .where('asked_questions.candidate_id', '!=', candidateId)
    .orderBy('asked_questions.replied_at'),
);

/** The whole interview of a candidate, or null before it was entered. */
export async function loadInterview(db: Database, link: InvitationLink): Promise<Interview | null> {
  const of = { candidateId: link.candidateId, vettingId: link.vetting.id };
  const [row] = (await interviewRows(db, of)).rows;
  // Once the deadline is over or the vetting is closed, what was submitted stands as it is.
  const isRevising = row?.revising_at != null && link.state === 'valid' && !isOver(link.vetting);
  const brief =
    row?.submitted_brief && !isRevising
      ? BriefSchema.parse(JSON.parse(row.submitted_brief))
      : completeBrief(link.vetting.brief);
  if (!row || !brief) return null;
  const { rows: answers } = await answerRows(db, of);
  const terms = answers.find(({ step }) => step === 'terms');
  const { rows: shared } = await sharedRows(db, of);
  return {
    link,
    brief,
    step: StepSchema.parse(row.step),
    nudged: row.nudged_at !== null,
    factsOpened: row.facts_opened_at !== null,
    submittedAt: isRevising ? null : row.submitted_at,
    submission:
      row.submitted_at === null
        ? null
        : {
            at: row.submitted_at,
            response: ResponseSchema.parse(JSON.parse(row.submitted_response ?? '{}')),
          },
    typed: Object.fromEntries(
      answers.map((answer) => [answer.step, FormValuesSchema.parse(JSON.parse(answer.typed))]),
    ),
    versions: Object.fromEntries(answers.map((answer) => [answer.step, answer.version])),
    complete: new Set(
      answers.filter((answer) => answer.complete === 1).map((answer) => answer.step as SavedStep),
    ),
    termsSession: terms?.session ?? null,
    termsSavedAt: terms?.saved_at ?? null,
    termsSealedAt: null,
    questions: await listQuestions(db, link.candidateId),
    sharedReplies: shared.map(({ text, reply, replied_at }) => ({
      question: text,
      reply: reply ?? '',
      repliedAt: replied_at,
    })),
    probedChannels: CHANNELS.filter((channel) => row.probed_channels.split(',').includes(channel)),
  };
}

/**
 * The interview as one session may see it. Terms are sealed to everybody but the browser that typed them: a
 * link can be opened by the owner who made it.
 */
export function sealTerms(interview: Interview, session: string | null): Interview {
  const { terms, ...others } = interview.typed;
  const isGiven = Object.values(terms ?? {}).some((text) => text.trim() !== '');
  if (!isGiven || (session !== null && interview.termsSession === session)) return interview;
  return { ...interview, typed: others, termsSealedAt: interview.termsSavedAt };
}

export async function moveTo(db: Database, candidateId: string, step: Step, now: Date): Promise<void> {
  await db
    .updateTable('interviews')
    .set({ step, saved_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where(isBeingAnswered)
    .execute();
}

export async function recordNudge(db: Database, candidateId: string, now: Date): Promise<void> {
  await db
    .updateTable('interviews')
    .set({ nudged_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where('nudged_at', 'is', null)
    .execute();
}

export async function openFacts(db: Database, candidateId: string, now: Date): Promise<void> {
  await db
    .updateTable('interviews')
    .set({ facts_opened_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where('facts_opened_at', 'is', null)
    .execute();
}

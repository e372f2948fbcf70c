import { z } from 'zod';
import { type Brief, BriefSchema, completeBrief } from '../domain/brief/brief.ts';
import { CHANNELS, type Channel } from '../domain/brief/channels.ts';
import type { TypedAnswers } from '../domain/interview/step-fields.ts';
import { type SavedStep, STEPS, type Step } from '../domain/interview/steps.ts';
import { type Response, ResponseSchema } from '../domain/response/response.ts';
import { isBeingAnswered } from './being-answered.ts';
import { listQuestions, type Question } from './conversation.ts';
import type { Database } from './database.ts';
import { MOST_CANDIDATE_SESSIONS } from './retention.ts';
import { hashToken, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';
import { isOver, toVetting, type Vetting } from './vettings.ts';

const StepSchema = z.enum(STEPS);

export type LinkState = 'valid' | 'expired' | 'revoked';
export type InvitationLink = {
  invitationId: string;
  candidateId: string;
  candidateName: string;
  state: LinkState;
  expiresAt: string;
  vetting: Vetting;
  ownerEmail: string;
  isSubmitted: boolean;
  /** Whether the candidate said that it takes no part. */
  isDeclined: boolean;
};

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
  /** When the candidate looked at the replies last. */
  repliesSeenAt: string | null;
  /** Channels about which the interview asked back, whether they are still proposed or not. */
  probedChannels: Channel[];
};

async function findLink(
  db: Database,
  by: 'token' | 'session',
  token: string,
  now: Date,
): Promise<InvitationLink | null> {
  const base = db
    .selectFrom('invitations')
    .innerJoin('candidates', 'candidates.id', 'invitations.candidate_id')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .leftJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .selectAll('vettings')
    .select([
      'invitations.id as invitation_id',
      'invitations.candidate_id',
      'invitations.expires_at',
      'invitations.revoked_at',
      'candidates.name',
      'candidates.declined_at',
      'owners.email',
      'interviews.submitted_at',
    ]);
  const hash = hashToken(token);
  const query =
    by === 'token'
      ? base.where('invitations.token_hash', '=', hash)
      : base
          .innerJoin('candidate_sessions', 'candidate_sessions.invitation_id', 'invitations.id')
          .where('candidate_sessions.token_hash', '=', hash);
  const row = await query.executeTakeFirst();
  if (!row) return null;
  const state = row.revoked_at ? 'revoked' : row.expires_at <= now.toISOString() ? 'expired' : 'valid';
  return {
    invitationId: row.invitation_id,
    candidateId: row.candidate_id,
    candidateName: row.name,
    state,
    expiresAt: row.expires_at,
    vetting: toVetting(row),
    ownerEmail: row.email,
    isSubmitted: row.submitted_at !== null,
    isDeclined: row.declined_at !== null,
  };
}

/** The invitation behind a link's token. */
export function findLinkByToken(db: Database, token: string, now: Date): Promise<InvitationLink | null> {
  return findLink(db, 'token', token, now);
}

/** The invitation behind a candidate's cookie. */
export function findLinkBySession(db: Database, token: string, now: Date): Promise<InvitationLink | null> {
  return findLink(db, 'session', token, now);
}

/** Only so many browsers at once hold a session of one link: the oldest ones open it again. */
async function endOldSessions(trx: Database, invitationId: string): Promise<void> {
  const [oldest] = await trx
    .selectFrom('candidate_sessions')
    .select('created_at')
    .where('invitation_id', '=', invitationId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .offset(MOST_CANDIDATE_SESSIONS)
    .execute();
  if (oldest)
    await trx
      .deleteFrom('candidate_sessions')
      .where('invitation_id', '=', invitationId)
      .where('created_at', '<=', oldest.created_at)
      .execute();
}

/** Ends one browser's session of an interview, by the hash of its token. */
export async function endCandidateSession(db: Database, sessionHash: string): Promise<void> {
  await db.deleteFrom('candidate_sessions').where('token_hash', '=', sessionHash).execute();
}

/** Exchanges a link for a session of the candidate's browser; starts the interview at its first use. */
export async function enterInterview(db: Database, link: InvitationLink, now: Date): Promise<string> {
  const token = newToken();
  const at = now.toISOString();
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('candidate_sessions')
      .values({ token_hash: hashToken(token), invitation_id: link.invitationId, created_at: at })
      .execute();
    await endOldSessions(trx, link.invitationId);
    await trx
      .updateTable('invitations')
      .set({ opened_at: at })
      .where('id', '=', link.invitationId)
      .where('opened_at', 'is', null)
      .execute();
    await trx
      .insertInto('interviews')
      .values({
        candidate_id: link.candidateId,
        step: 'welcome',
        nudged_at: null,
        facts_opened_at: null,
        saved_at: at,
        submitted_at: null,
        submitted_brief: null,
        submitted_response: null,
      })
      .onConflict((conflict) => conflict.column('candidate_id').doNothing())
      .execute();
  });
  return token;
}

/** What was typed on a step, as it is stored. */
export const FormValuesSchema = z.record(z.string(), z.string());

/** The whole interview of a candidate, or null before it was entered. */
export async function loadInterview(db: Database, link: InvitationLink): Promise<Interview | null> {
  const row = await db
    .selectFrom('interviews')
    .selectAll()
    .where('candidate_id', '=', link.candidateId)
    .executeTakeFirst();
  // Once the deadline is over or the vetting is closed, what was submitted stands as it is.
  const isRevising = row?.revising_at != null && link.state === 'valid' && !isOver(link.vetting);
  const brief =
    row?.submitted_brief && !isRevising
      ? BriefSchema.parse(JSON.parse(row.submitted_brief))
      : completeBrief(link.vetting.brief);
  if (!row || !brief) return null;
  const answers = await db
    .selectFrom('answers')
    .selectAll()
    .where('candidate_id', '=', link.candidateId)
    .execute();
  const terms = answers.find(({ step }) => step === 'terms');
  const shared = await db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .select(['asked_questions.text', 'asked_questions.reply', 'asked_questions.replied_at'])
    .where('candidates.vetting_id', '=', link.vetting.id)
    .where('asked_questions.reply_to_all', '=', 1)
    .where('asked_questions.candidate_id', '!=', link.candidateId)
    .orderBy('asked_questions.replied_at')
    .execute();
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
    repliesSeenAt: row.replies_seen_at,
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

/** When and how often the links of a candidate were opened in a new browser, the first time first. */
export async function listOpenings(db: Database, candidateId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('candidate_sessions')
    .innerJoin('invitations', 'invitations.id', 'candidate_sessions.invitation_id')
    .select('candidate_sessions.created_at')
    .where('invitations.candidate_id', '=', candidateId)
    .orderBy('candidate_sessions.created_at')
    .execute();
  return rows.map(({ created_at }) => created_at);
}

export async function moveTo(db: Database, candidateId: string, step: Step, now: Date): Promise<void> {
  await db
    .updateTable('interviews')
    .set({ step, saved_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where(isBeingAnswered)
    .execute();
}

/** Keeps which channels were asked back about, beside those of earlier times. */
export async function recordProbes(
  db: Database,
  { link, probedChannels }: Interview,
  channels: readonly Channel[],
): Promise<void> {
  const all = CHANNELS.filter((channel) => channels.includes(channel) || probedChannels.includes(channel));
  await db
    .updateTable('interviews')
    .set({ probed_channels: all.join(',') })
    .where('candidate_id', '=', link.candidateId)
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

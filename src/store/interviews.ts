import { z } from 'zod';
import { type Brief, BriefSchema, completeBrief } from '../domain/brief.ts';
import type { FormValues } from '../domain/form.ts';
import type { TypedAnswers } from '../domain/interview/answers.ts';
import { type AnswerStep, STEPS, type Step } from '../domain/interview/steps.ts';
import { type Response, ResponseSchema } from '../domain/response.ts';
import { applyOverrides } from '../domain/scoring/overrides.ts';
import type { Score } from '../domain/scoring/score.ts';
import { score } from '../domain/scoring/score.ts';
import { readStoredScore } from '../domain/scoring/stored.ts';
import { FACT_TOPICS, type FactTopic, TOPICS, type Topic } from '../domain/topics.ts';
import type { Database } from './database.ts';
import { type KeptOverride, listOverrides } from './overrides.ts';
import { keepScore } from './scores.ts';
import { hashToken, newId, newToken } from './tokens.ts';
import { toVetting, type Vetting } from './vettings.ts';

export type LinkState = 'valid' | 'expired' | 'revoked';
export type InvitationLink = {
  invitationId: string;
  candidateId: string;
  candidateName: string;
  state: LinkState;
  expiresAt: string;
  vetting: Vetting;
  ownerEmail: string;
};

const PHASES = ['unprompted', 'nudged', 'after_facts'] as const;
export type Phase = (typeof PHASES)[number];
export type Question = { id: string; text: string; phase: Phase; topic: Topic; facts: FactTopic[]; reply: string | null };

export type Interview = {
  link: InvitationLink;
  /** The brief as it stands, or as it stood at submission. */
  brief: Brief;
  step: Step;
  nudged: boolean;
  factsOpened: boolean;
  submittedAt: string | null;
  typed: TypedAnswers;
  complete: Set<AnswerStep>;
  questions: Question[];
  /** Replies that the owner gave to all candidates, without who had asked. */
  sharedReplies: { question: string; reply: string }[];
};

async function findLink(db: Database, by: 'token' | 'session', token: string, now: Date): Promise<InvitationLink | null> {
  const base = db
    .selectFrom('invitations')
    .innerJoin('candidates', 'candidates.id', 'invitations.candidate_id')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .selectAll('vettings')
    .select([
      'invitations.id as invitation_id',
      'invitations.candidate_id',
      'invitations.expires_at',
      'invitations.revoked_at',
      'candidates.name',
      'owners.email',
    ]);
  const hash = hashToken(token);
  const query =
    by === 'token'
      ? base.where('invitations.token_hash', '=', hash)
      : base.innerJoin('candidate_sessions', 'candidate_sessions.invitation_id', 'invitations.id').where('candidate_sessions.token_hash', '=', hash);
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

/** Exchanges a link for a session of the candidate's browser; starts the interview at its first use. */
export async function enterInterview(db: Database, link: InvitationLink, now: Date): Promise<string> {
  const token = newToken();
  const at = now.toISOString();
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('candidate_sessions')
      .values({ token_hash: hashToken(token), invitation_id: link.invitationId, created_at: at })
      .execute();
    await trx.updateTable('invitations').set({ opened_at: at }).where('id', '=', link.invitationId).where('opened_at', 'is', null).execute();
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

const FormValuesSchema = z.record(z.string(), z.string());

/** The whole interview of a candidate, or null before it was entered. */
export async function loadInterview(db: Database, link: InvitationLink): Promise<Interview | null> {
  const row = await db.selectFrom('interviews').selectAll().where('candidate_id', '=', link.candidateId).executeTakeFirst();
  const brief = row?.submitted_brief ? BriefSchema.parse(JSON.parse(row.submitted_brief)) : completeBrief(link.vetting.brief);
  if (!row || !brief) return null;
  const answers = await db.selectFrom('answers').selectAll().where('candidate_id', '=', link.candidateId).execute();
  const shared = await db
    .selectFrom('asked_questions')
    .innerJoin('candidates', 'candidates.id', 'asked_questions.candidate_id')
    .select(['asked_questions.text', 'asked_questions.reply'])
    .where('candidates.vetting_id', '=', link.vetting.id)
    .where('asked_questions.reply_to_all', '=', 1)
    .where('asked_questions.candidate_id', '!=', link.candidateId)
    .orderBy('asked_questions.replied_at')
    .execute();
  return {
    link,
    brief,
    step: z.enum(STEPS).parse(row.step),
    nudged: row.nudged_at !== null,
    factsOpened: row.facts_opened_at !== null,
    submittedAt: row.submitted_at,
    typed: Object.fromEntries(answers.map((answer) => [answer.step, FormValuesSchema.parse(JSON.parse(answer.typed))])),
    complete: new Set(answers.filter((answer) => answer.complete === 1).map((answer) => answer.step as AnswerStep)),
    questions: await listQuestions(db, link.candidateId),
    sharedReplies: shared.map(({ text, reply }) => ({ question: text, reply: reply ?? '' })),
  };
}

async function listQuestions(db: Database, candidateId: string): Promise<Question[]> {
  const rows = await db.selectFrom('asked_questions').selectAll().where('candidate_id', '=', candidateId).orderBy('position').execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    phase: z.enum(PHASES).parse(row.phase),
    topic: z.enum(TOPICS).parse(row.topic),
    facts: row.facts === '' ? [] : row.facts.split(',').map((fact) => z.enum(FACT_TOPICS).parse(fact)),
    reply: row.reply,
  }));
}

/** Keeps what was typed on a step, complete or not. Does nothing once the interview is submitted. */
export async function saveAnswers(db: Database, candidateId: string, step: AnswerStep, typed: FormValues, complete: boolean, now: Date): Promise<void> {
  const at = now.toISOString();
  const row = { typed: JSON.stringify(typed), complete: complete ? 1 : 0, saved_at: at };
  await db.transaction().execute(async (trx) => {
    const interview = await trx
      .updateTable('interviews')
      .set({ saved_at: at })
      .where('candidate_id', '=', candidateId)
      .where('submitted_at', 'is', null)
      .executeTakeFirst();
    if (interview.numUpdatedRows !== 1n) return;
    await trx
      .insertInto('answers')
      .values({ candidate_id: candidateId, step, ...row })
      .onConflict((conflict) => conflict.columns(['candidate_id', 'step']).doUpdateSet(row))
      .execute();
  });
}

export async function moveTo(db: Database, candidateId: string, step: Step, now: Date): Promise<void> {
  await db
    .updateTable('interviews')
    .set({ step, saved_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where('submitted_at', 'is', null)
    .execute();
}

export async function recordNudge(db: Database, candidateId: string, now: Date): Promise<void> {
  await db.updateTable('interviews').set({ nudged_at: now.toISOString() }).where('candidate_id', '=', candidateId).where('nudged_at', 'is', null).execute();
}

export async function openFacts(db: Database, candidateId: string, now: Date): Promise<void> {
  await db
    .updateTable('interviews')
    .set({ facts_opened_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where('facts_opened_at', 'is', null)
    .execute();
}

export async function askQuestion(db: Database, candidateId: string, question: Pick<Question, 'text' | 'phase' | 'topic' | 'facts'>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const last = await trx
      .selectFrom('asked_questions')
      .select(({ fn }) => fn.max('position').as('position'))
      .where('candidate_id', '=', candidateId)
      .executeTakeFirst();
    const position = Number(last?.position ?? -1) + 1;
    await trx
      .insertInto('asked_questions')
      .values({
        id: newId(),
        candidate_id: candidateId,
        position,
        ...question,
        facts: question.facts.join(','),
        reply: null,
        reply_to_all: 0,
        replied_at: null,
        asked_at: now.toISOString(),
      })
      .execute();
  });
}

/** Submits once, and keeps the score with it. False where it had been submitted before; then nothing changes. */
export async function submitInterview(db: Database, candidateId: string, brief: Brief, response: Response, now: Date): Promise<boolean> {
  const given = score(brief, response);
  return db.transaction().execute(async (trx) => {
    const updated = await trx
      .updateTable('interviews')
      .set({ submitted_at: now.toISOString(), submitted_brief: JSON.stringify(brief), submitted_response: JSON.stringify(response), step: 'check' })
      .where('candidate_id', '=', candidateId)
      .where('submitted_at', 'is', null)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return false;
    await keepScore(trx, candidateId, brief, response, given, now);
    return true;
  });
}

/** A submitted response with the score that was computed last, the owner's overrides, and the score that follows from both. */
export type Submission = {
  candidateId: string;
  submittedAt: string;
  brief: Brief;
  response: Response;
  respondentName: string;
  computed: Score;
  overrides: KeptOverride[];
  score: Score;
};

/** Submitted responses of a vetting. Before unsealing they come without their terms, whoever asks. */
export async function listSubmissions(db: Database, vetting: Vetting): Promise<Submission[]> {
  const rows = await db
    .selectFrom('interviews')
    .innerJoin('candidates', 'candidates.id', 'interviews.candidate_id')
    .leftJoin('answers', (join) => join.onRef('answers.candidate_id', '=', 'candidates.id').on('answers.step', '=', 'welcome'))
    .innerJoin('scores', 'scores.candidate_id', 'candidates.id')
    .select([
      'interviews.candidate_id',
      'interviews.submitted_at',
      'interviews.submitted_brief',
      'interviews.submitted_response',
      'answers.typed',
      'scores.score',
    ])
    .where(({ eb, selectFrom }) =>
      eb(
        'scores.position',
        '=',
        selectFrom('scores as newest')
          .select(({ fn }) => fn.max('newest.position').as('position'))
          .whereRef('newest.candidate_id', '=', 'candidates.id'),
      ),
    )
    .where('candidates.vetting_id', '=', vetting.id)
    .where('interviews.submitted_at', 'is not', null)
    .orderBy('candidates.created_at')
    .orderBy('candidates.id')
    .execute();
  const overrides = await listOverrides(db, vetting.id);
  return rows.map((row) => {
    const { terms, ...open } = ResponseSchema.parse(JSON.parse(row.submitted_response ?? '{}'));
    const computed = readStoredScore(JSON.parse(row.score));
    const own = overrides.get(row.candidate_id) ?? [];
    const welcome = FormValuesSchema.parse(JSON.parse(row.typed ?? '{}'));
    return {
      candidateId: row.candidate_id,
      submittedAt: row.submitted_at ?? '',
      brief: BriefSchema.parse(JSON.parse(row.submitted_brief ?? '{}')),
      response: vetting.unsealedAt && terms ? { ...open, terms } : open,
      respondentName: welcome.respondentName ?? '',
      computed,
      overrides: own,
      score: applyOverrides(computed, own),
    };
  });
}

import { z } from 'zod';
import { type Brief, BriefSchema } from '../domain/brief/brief.ts';
import { applyJudgements, inForce, judgedParts } from '../domain/people/judgements.ts';
import { type Response, ResponseSchema } from '../domain/response/response.ts';
import { type Score, score } from '../domain/scoring/score.ts';
import type { StoredFigures } from '../domain/scoring/stored.ts';
import { isBeingAnswered } from './being-answered.ts';
import type { Database } from './database.ts';
import { FormValuesSchema } from './interviews.ts';
import { type KeptJudgement, listJudgements } from './judgements.ts';
import { CALLS, cancelMail } from './outbox.ts';
import { keepEarlier } from './revisions.ts';
import { figuresFrom, keepScore, scoreFrom } from './scores.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

/**
 * Submits, and keeps the score with it. A better version takes the place of the one before, which is kept; it
 * has to be read anew. False where it is submitted and was not opened again; then nothing changes.
 */
export async function submitInterview(
  db: Database,
  candidateId: string,
  brief: Brief,
  response: Response,
  now: Date,
): Promise<boolean> {
  const given = score(brief, response);
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    await keepEarlier(trx, candidateId, 'replaced', now);
    const updated = await trx
      .updateTable('interviews')
      .set({
        submitted_at: now.toISOString(),
        submitted_brief: JSON.stringify(brief),
        submitted_response: JSON.stringify(response),
        step: 'check',
        revising_at: null,
      })
      .where('candidate_id', '=', candidateId)
      .where(isBeingAnswered)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return false;
    // An answer that comes after an earlier one was deleted is there, and will be deleted in its turn.
    await trx
      .updateTable('candidates')
      .set({ read_at: null, response_deleted_at: null })
      .where('id', '=', candidateId)
      .execute();
    await cancelMail(trx, candidateId, CALLS);
    await keepScore(trx, candidateId, brief, response, given, now);
    return true;
  });
}

/**
 * A submitted response with the score that was computed last, people's judgements, and the score that follows
 * from it and the owner's levels.
 */
export type Submission = {
  candidateId: string;
  submittedAt: string;
  brief: Brief;
  response: Response;
  respondentName: string;
  computed: Score;
  /** Everybody's, in the order in which they were given. */
  judgements: KeptJudgement[];
  /** The owner's levels in force, by subject: those that count. */
  decided: ReturnType<typeof inForce<KeptJudgement>>;
  score: Score;
  /** Whether the owner may see the terms of this one; see areTermsOpen. */
  termsOpen: boolean;
};

/**
 * Whether terms are open: the owner has unsealed the vetting, and whoever submitted after that has been read
 * too, so that quality is always judged before the price.
 */
function areTermsOpen({ unsealedAt }: Vetting, submittedAt: string, readAt: string | null): boolean {
  return unsealedAt !== null && (submittedAt <= unsealedAt || readAt !== null);
}

/** The candidates of a vetting that have submitted, in the order in which they were added. */
export async function listSubmitted(db: Database, vetting: Vetting): Promise<string[]> {
  const rows = await db
    .selectFrom('interviews')
    .innerJoin('candidates', 'candidates.id', 'interviews.candidate_id')
    .select('candidates.id')
    .where('candidates.vetting_id', '=', vetting.id)
    .where('interviews.submitted_at', 'is not', null)
    .orderBy('candidates.created_at')
    .orderBy('candidates.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** One candidate's submitted response; null while there is none. */
export async function findSubmission(
  db: Database,
  vetting: Vetting,
  candidateId: string,
): Promise<Submission | null> {
  return (await listSubmissions(db, vetting, [candidateId]))[0] ?? null;
}

/**
 * Submitted interviews of a vetting with their newest score, in the order in which the candidates were added.
 */
function submittedRows(db: Database, vetting: Vetting) {
  return db
    .selectFrom('interviews')
    .innerJoin('candidates', 'candidates.id', 'interviews.candidate_id')
    .innerJoin('scores', 'scores.candidate_id', 'candidates.id')
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
    .orderBy('candidates.id');
}

/**
 * Submitted responses of a vetting, or only of these candidates. While their terms are sealed they come
 * without them, whoever asks.
 */
export async function listSubmissions(
  db: Database,
  vetting: Vetting,
  only: readonly string[] | null = null,
): Promise<Submission[]> {
  if (only?.length === 0) return [];
  const all = submittedRows(db, vetting)
    .leftJoin('answers', (join) =>
      join.onRef('answers.candidate_id', '=', 'candidates.id').on('answers.step', '=', 'welcome'),
    )
    .select([
      'interviews.candidate_id',
      'interviews.submitted_at',
      'interviews.submitted_brief',
      'interviews.submitted_response',
      'candidates.read_at',
      'answers.typed',
      'scores.score',
    ]);
  const rows = await (only === null ? all : all.where('candidates.id', 'in', [...only])).execute();
  const judgementsOf = await judgementsByCandidate(db, vetting, only);
  const briefs = new Map<string, Brief>();
  // Most candidates of a vetting answered to the same brief: it is read once.
  const briefOf = (stored: string): Brief => {
    const known = briefs.get(stored) ?? BriefSchema.parse(JSON.parse(stored));
    briefs.set(stored, known);
    return known;
  };
  return rows.map((row) => {
    const { terms, ...open } = ResponseSchema.parse(JSON.parse(row.submitted_response ?? '{}'));
    const brief = briefOf(row.submitted_brief ?? '{}');
    const computed = scoreFrom(row.score, brief, open);
    const { judgements, owners } = judgementsOf(row.candidate_id);
    const termsOpen = areTermsOpen(vetting, row.submitted_at ?? '', row.read_at);
    const welcome = FormValuesSchema.parse(JSON.parse(row.typed ?? '{}'));
    return {
      candidateId: row.candidate_id,
      submittedAt: row.submitted_at ?? '',
      brief,
      response: termsOpen && terms ? { ...open, terms } : open,
      respondentName: welcome.respondentName ?? '',
      computed,
      judgements,
      decided: inForce(owners),
      score: applyJudgements(computed, owners),
      termsOpen,
    };
  });
}

/** Everybody's judgements of each candidate, and the owner's among them. */
async function judgementsByCandidate(
  db: Database,
  { id, ownerId }: Vetting,
  only: readonly string[] | null = null,
): Promise<(candidateId: string) => { judgements: KeptJudgement[]; owners: KeptJudgement[] }> {
  const byCandidate = Map.groupBy(await listJudgements(db, id, only), ({ candidateId }) => candidateId);
  return (candidateId) => {
    const judgements = byCandidate.get(candidateId) ?? [];
    return { judgements, owners: judgements.filter(({ personId }) => personId === ownerId) };
  };
}

/** A submitted candidate with the figures in force. */
export type FiguresOf = {
  candidateId: string;
  name: string;
  figures: StoredFigures & Pick<Score, 'range'>;
  questionsAsked: number;
};

/** Of a stored response only how many questions were asked: reading all of hundreds would take too long. */
const AskedSchema = z.object({ askedQuestions: z.array(z.unknown()).default([]) });

/** The figures of every submitted candidate, the owner's levels included: what can be listed of hundreds. */
export async function listFigures(db: Database, vetting: Vetting): Promise<FiguresOf[]> {
  const rows = await submittedRows(db, vetting)
    .select([
      'interviews.candidate_id',
      'interviews.submitted_brief',
      'interviews.submitted_response',
      'candidates.name',
      'scores.score',
    ])
    .execute();
  const judgementsOf = await judgementsByCandidate(db, vetting);
  return rows.map(({ candidate_id, name, score: stored, submitted_brief, submitted_response }) => {
    const computed = figuresFrom(stored, submitted_brief, submitted_response);
    const questionsAsked = AskedSchema.parse(JSON.parse(submitted_response ?? '{}')).askedQuestions.length;
    return {
      candidateId: candidate_id,
      name,
      figures: { ...computed, ...judgedParts(computed, judgementsOf(candidate_id).owners) },
      questionsAsked,
    };
  });
}

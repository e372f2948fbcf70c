import { type Brief, BriefSchema } from '../domain/brief.ts';
import { type Response, ResponseSchema } from '../domain/response.ts';
import { applyOverrides } from '../domain/scoring/overrides.ts';
import { type Score, score } from '../domain/scoring/score.ts';
import { readStoredScore } from '../domain/scoring/stored.ts';
import type { Database } from './database.ts';
import { FormValuesSchema } from './interviews.ts';
import { type KeptOverride, listOverrides } from './overrides.ts';
import { type KeptOwnLevel, listOwnLevels } from './own-levels.ts';
import { keepScore } from './scores.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

/** Submits once, and keeps the score with it. False where it had been submitted before; then nothing changes. */
export async function submitInterview(db: Database, candidateId: string, brief: Brief, response: Response, now: Date): Promise<boolean> {
  const given = score(brief, response);
  return inTransaction(db, async (trx) => {
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
  /** Levels given by hand to the answers to the owner's own questions, the last ones in force. */
  ownLevels: KeptOwnLevel[];
  score: Score;
};

/** One candidate's submitted response; null while there is none. */
export async function findSubmission(db: Database, vetting: Vetting, candidateId: string): Promise<Submission | null> {
  return (await listSubmissions(db, vetting)).find((submission) => submission.candidateId === candidateId) ?? null;
}

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
  const ownLevels = await listOwnLevels(db, vetting.id);
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
      ownLevels: ownLevels.get(row.candidate_id) ?? [],
      score: applyOverrides(computed, own),
    };
  });
}

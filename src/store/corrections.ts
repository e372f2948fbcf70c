import type { Brief } from '../domain/brief/brief.ts';
import type { Response } from '../domain/response/response.ts';
import { type Corrections, CorrectionsSchema, NO_CORRECTIONS } from '../domain/scoring/corrections.ts';
import { score } from '../domain/scoring/score.ts';
import type { Database } from './database.ts';
import { nextPosition } from './positions.ts';
import { hashInputs, keepScore } from './scores.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** Corrections with why, by whom and when. */
export type KeptCorrections = {
  corrections: Corrections;
  reason: string;
  decidedBy: string;
  decidedAt: string;
};

/** Keeps corrections of what was submitted, and the score that follows from them as the newest. */
export async function keepCorrections(
  db: Database,
  { candidateId, brief, response }: { candidateId: string; brief: Brief; response: Response },
  { corrections, reason, decidedBy, decidedAt }: KeptCorrections,
): Promise<void> {
  await inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    await trx
      .insertInto('corrections')
      .values({
        id: newId(),
        candidate_id: candidateId,
        position: await nextPosition(trx, 'corrections', candidateId),
        inputs_hash: hashInputs(brief, response),
        corrections: JSON.stringify(corrections),
        reason,
        decided_by: decidedBy,
        decided_at: decidedAt,
      })
      .execute();
    const given = score(brief, response, corrections);
    await keepScore(trx, candidateId, brief, response, given, new Date(decidedAt));
  });
}

/**
 * All corrections of a candidate's present answers, the oldest first: those of an earlier version are about
 * answers that are no longer these.
 */
export async function listCorrections(
  db: Database,
  { candidateId, brief, response }: { candidateId: string; brief: Brief; response: Response },
): Promise<KeptCorrections[]> {
  const rows = await db
    .selectFrom('corrections')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .where('inputs_hash', '=', hashInputs(brief, response))
    .orderBy('position')
    .execute();
  return rows.map(({ corrections, reason, decided_by, decided_at }) => ({
    corrections: CorrectionsSchema.parse(JSON.parse(corrections)),
    reason,
    decidedBy: decided_by,
    decidedAt: decided_at,
  }));
}

/** The corrections in force: the last ones. */
export const correctionsInForce = (kept: readonly KeptCorrections[]): Corrections =>
  kept.at(-1)?.corrections ?? NO_CORRECTIONS;

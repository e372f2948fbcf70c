import { z } from 'zod';
import { CRITERIA, type Criterion } from '../domain/scoring/rubric.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transactions.ts';

const CriterionSchema = z.enum(CRITERIA);

/** A level 0–4 that one person gave one criterion of one response. */
export type Rating = {
  candidateId: string;
  raterId: string;
  raterEmail: string;
  criterion: Criterion;
  level: number;
  comment: string;
};

/** The ratings of a vetting's candidates, the first rater's first. */
export async function listRatings(db: Database, vettingId: string): Promise<Rating[]> {
  const rows = await db
    .selectFrom('ratings')
    .innerJoin('candidates', 'candidates.id', 'ratings.candidate_id')
    .innerJoin('owners', 'owners.id', 'ratings.owner_id')
    .selectAll('ratings')
    .select('owners.email')
    .where('candidates.vetting_id', '=', vettingId)
    .orderBy('ratings.rated_at')
    .orderBy('owners.email')
    .execute();
  return rows.map((row) => ({
    candidateId: row.candidate_id,
    raterId: row.owner_id,
    raterEmail: row.email,
    criterion: CriterionSchema.parse(row.criterion),
    level: row.level,
    comment: row.comment,
  }));
}

/** Keeps a person's levels for one response, once. False where this person has rated it before. */
export async function keepRatings(
  db: Database,
  candidateId: string,
  raterId: string,
  given: readonly { criterion: Criterion; level: number; comment: string }[],
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const before = await trx
      .selectFrom('ratings')
      .select('criterion')
      .where('candidate_id', '=', candidateId)
      .where('owner_id', '=', raterId)
      .executeTakeFirst();
    if (before) return false;
    for (const { criterion, level, comment } of given) {
      await trx
        .insertInto('ratings')
        .values({
          candidate_id: candidateId,
          owner_id: raterId,
          criterion,
          level,
          comment,
          rated_at: now.toISOString(),
        })
        .execute();
    }
    return true;
  });
}

/** Submitted candidates of a vetting that a person has not rated yet. */
export async function listUnrated(db: Database, vettingId: string, raterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('candidates')
    .innerJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .select('candidates.id')
    .where('candidates.vetting_id', '=', vettingId)
    .where('interviews.submitted_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ratings')
            .select('ratings.criterion')
            .whereRef('ratings.candidate_id', '=', 'candidates.id')
            .where('ratings.owner_id', '=', raterId),
        ),
      ),
    )
    .orderBy('candidates.created_at')
    .execute();
  return rows.map(({ id }) => id);
}

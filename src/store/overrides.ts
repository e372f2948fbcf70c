import { z } from 'zod';
import type { Override } from '../domain/people/overrides.ts';
import { CRITERIA } from '../domain/scoring/rubric.ts';
import type { Database } from './database.ts';
import { nextPosition } from './positions.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

const CriterionSchema = z.enum(CRITERIA);

/** An override with who decided it and when. */
export type KeptOverride = Override & { decidedBy: string; decidedAt: string };

/** Adds an override to a candidate's history; earlier ones stay. */
export async function keepOverride(
  db: Database,
  candidateId: string,
  override: Override,
  decidedBy: string,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('overrides')
      .values({
        id: newId(),
        candidate_id: candidateId,
        position: await nextPosition(trx, 'overrides', candidateId),
        ...override,
        decided_by: decidedBy,
        decided_at: now.toISOString(),
      })
      .execute();
  });
}

/** The overrides of a vetting's candidates, each candidate's in the order in which they were decided. */
export async function listOverrides(db: Database, vettingId: string): Promise<Map<string, KeptOverride[]>> {
  const rows = await db
    .selectFrom('overrides')
    .innerJoin('candidates', 'candidates.id', 'overrides.candidate_id')
    .selectAll('overrides')
    .where('candidates.vetting_id', '=', vettingId)
    .orderBy('overrides.position')
    .execute();
  const overrides = new Map<string, KeptOverride[]>();
  for (const { candidate_id, criterion, level, reason, decided_by, decided_at } of rows) {
    const kept = {
      criterion: CriterionSchema.parse(criterion),
      level,
      reason,
      decidedBy: decided_by,
      decidedAt: decided_at,
    };
    overrides.set(candidate_id, [...(overrides.get(candidate_id) ?? []), kept]);
  }
  return overrides;
}

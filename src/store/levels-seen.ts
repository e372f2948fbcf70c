import type { Database } from './database.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** Notes that a person can see the levels of these candidates from now on; earlier times stay. */
export async function markLevelsSeen(
  db: Database,
  candidateIds: readonly string[],
  personId: string,
  now: Date,
): Promise<void> {
  for (const candidateId of candidateIds) {
    await db
      .insertInto('levels_seen')
      .values({ candidate_id: candidateId, person_id: personId, seen_at: now.toISOString() })
      .onConflict((conflict) => conflict.columns(['candidate_id', 'person_id']).doNothing())
      .execute();
  }
}

/** The submitted candidates of a vetting whose levels a person has not seen, the first added first. */
export async function listUnseen(db: Database, vettingId: string, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('candidates')
    .innerJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .leftJoin('levels_seen', (join) =>
      join.onRef('levels_seen.candidate_id', '=', 'candidates.id').on('levels_seen.person_id', '=', personId),
    )
    .select('candidates.id')
    .where('candidates.vetting_id', '=', vettingId)
    .where('interviews.submitted_at', 'is not', null)
    .where('levels_seen.seen_at', 'is', null)
    .orderBy('candidates.created_at')
    .orderBy('candidates.id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * The numbers under which a person reads these candidates without their names. Those that have none get the
 * next ones, in an order that says nothing about them; numbers never change.
 */
export async function readingNumbers(
  db: Database,
  vettingId: string,
  personId: string,
  submitted: readonly string[],
): Promise<Map<string, number>> {
  return inTransaction(db, `vetting:${vettingId}`, async (trx) => {
    const rows = await trx
      .selectFrom('reading_numbers')
      .innerJoin('candidates', 'candidates.id', 'reading_numbers.candidate_id')
      .select(['candidates.id', 'reading_numbers.number'])
      .where('reading_numbers.person_id', '=', personId)
      .where('candidates.vetting_id', '=', vettingId)
      .execute();
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    const news = submitted
      .filter((id) => !numbers.has(id))
      .map((id) => ({ id, drawn: newId() }))
      .sort((a, b) => (a.drawn < b.drawn ? -1 : 1));
    let next = Math.max(0, ...numbers.values()) + 1;
    for (const { id } of news) {
      await trx
        .insertInto('reading_numbers')
        .values({ person_id: personId, candidate_id: id, number: next })
        .execute();
      numbers.set(id, next);
      next += 1;
    }
    return numbers;
  });
}

/** How many evaluators of a vetting there are, and how many of them have read every submitted candidate. */
export async function countReaders(
  db: Database,
  { id }: { id: string },
): Promise<{ finished: number; all: number }> {
  const evaluators = await db
    .selectFrom('members')
    .select('owner_id')
    .where('vetting_id', '=', id)
    .where('role', '=', 'evaluator')
    .execute();
  let finished = 0;
  for (const { owner_id } of evaluators) if ((await listUnseen(db, id, owner_id)).length === 0) finished += 1;
  return { finished, all: evaluators.length };
}

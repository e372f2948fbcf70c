import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Brief } from '../domain/brief/brief.ts';
import type { Response } from '../domain/response/response.ts';
import { findShared, type SharedAnswer } from '../domain/scoring/flags.ts';
import type { Database } from './database.ts';
import { readSubmitted } from './scores.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

/** So many responses are compared at once; then others have their turn. */
const AT_ONCE = 5;

type Compared = { id: string; brief: Brief; response: Response };

const submitted = (db: Database) =>
  db
    .selectFrom('interviews')
    .innerJoin('candidates', 'candidates.id', 'interviews.candidate_id')
    .where('interviews.submitted_at', 'is not', null);

/**
 * What a response shares with others of its vetting. It is found when a response is submitted; until that is
 * done it is found here, so that a report never lacks it.
 */
export async function sharedAnswers(
  db: Database,
  vetting: Vetting,
  { candidateId, brief, response }: { candidateId: string; brief: Brief; response: Response },
): Promise<SharedAnswer[]> {
  const found = await db
    .selectFrom('shared_texts')
    .innerJoin('interviews as own', 'own.candidate_id', 'shared_texts.candidate_id')
    .innerJoin('interviews as other', 'other.candidate_id', 'shared_texts.other_id')
    .select(['shared_texts.answer', 'shared_texts.share'])
    .where('shared_texts.candidate_id', '=', candidateId)
    .whereRef('own.compared_at', '=', 'own.submitted_at')
    .whereRef('other.compared_at', '=', 'other.submitted_at')
    .execute();
  const waiting = await submitted(db)
    .select(['candidates.id', 'interviews.submitted_brief', 'interviews.submitted_response'])
    .where('candidates.vetting_id', '=', vetting.id)
    .where('candidates.id', '!=', candidateId)
    .where(({ eb, or, not, exists, selectFrom, ref }) =>
      or([
        eb('interviews.compared_at', 'is distinct from', ref('interviews.submitted_at')),
        not(
          exists(
            selectFrom('interviews as own')
              .select('own.candidate_id')
              .where('own.candidate_id', '=', candidateId)
              .whereRef('own.compared_at', '=', 'own.submitted_at'),
          ),
        ),
      ]),
    )
    .execute();
  const others = waiting.flatMap(
    (row) => readSubmitted(row.submitted_brief, row.submitted_response)?.response ?? [],
  );
  return [...found, ...findShared(brief, response, others)];
}

/**
 * Compares every submitted response that was not compared yet with those of its vetting that were, and keeps
 * what they share. A few at a time: whoever saves meanwhile does not wait. Returns how many there were.
 */
export const compareTexts = (db: Database): Promise<number> => oneAtATime(() => compareAll(db));

const oneAtATime = pLimit(1);

async function compareAll(db: Database): Promise<number> {
  const rows = await submitted(db)
    .select(['candidates.id', 'candidates.vetting_id', 'interviews.submitted_at'])
    .where(({ eb, ref }) => eb('interviews.compared_at', 'is distinct from', ref('interviews.submitted_at')))
    .orderBy('interviews.submitted_at')
    .execute();
  for (const { id, vetting_id: vettingId, submitted_at: submittedAt } of rows)
    await compareOne(db, { id, vettingId, submittedAt: submittedAt ?? '' });
  return rows.length;
}

async function compareOne(
  db: Database,
  { id, vettingId, submittedAt }: { id: string; vettingId: string; submittedAt: string },
): Promise<void> {
  const [own] = await read(db, [id]);
  const pairs: { candidate_id: string; other_id: string; answer: string; share: number }[] = [];
  const others = await submitted(db)
    .select('candidates.id')
    .where('candidates.vetting_id', '=', vettingId)
    .where('candidates.id', '!=', id)
    .whereRef('interviews.compared_at', '=', 'interviews.submitted_at')
    .execute();
  for (let at = 0; own && at < others.length; at += AT_ONCE) {
    await nextTurn();
    for (const other of await read(
      db,
      others.slice(at, at + AT_ONCE).map((each) => each.id),
    ))
      for (const [one, two] of [
        [own, other],
        [other, own],
      ] as const)
        for (const { answer, share } of findShared(one.brief, one.response, [two.response]))
          pairs.push({ candidate_id: one.id, other_id: two.id, answer, share });
  }
  await inTransaction(db, `vetting:${vettingId}`, async (trx) => {
    await trx
      .deleteFrom('shared_texts')
      .where(({ eb, or }) => or([eb('candidate_id', '=', id), eb('other_id', '=', id)]))
      .execute();
    // Not where it was taken back or replaced meanwhile: the next round compares what stands then.
    const updated = await trx
      .updateTable('interviews')
      .set({ compared_at: submittedAt })
      .where('candidate_id', '=', id)
      .where('submitted_at', '=', submittedAt)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return;
    // Somebody may have been removed meanwhile.
    const there = new Set(
      (await trx.selectFrom('candidates').select('id').where('vetting_id', '=', vettingId).execute()).map(
        (each) => each.id,
      ),
    );
    for (const pair of pairs.filter((each) => there.has(each.candidate_id) && there.has(each.other_id)))
      await trx.insertInto('shared_texts').values(pair).execute();
  });
}

/** What these candidates submitted; those that cannot be read are left out. */
async function read(db: Database, ids: readonly string[]): Promise<Compared[]> {
  const rows = await submitted(db)
    .select(['candidates.id', 'interviews.submitted_brief', 'interviews.submitted_response'])
    .where('candidates.id', 'in', [...ids])
    .execute();
  return rows.flatMap((row) => {
    const found = readSubmitted(row.submitted_brief, row.submitted_response);
    return found ? [{ id: row.id, ...found }] : [];
  });
}

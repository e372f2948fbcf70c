import { z } from 'zod';
import { endOfDate, endOfDay } from '../domain/language/days.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transactions.ts';
import { changeBrief, type Vetting } from './vettings.ts';

const Dated = z.object({ timeZone: z.string(), answersBy: z.string().optional() });
/**
 * So long a link lives where no deadline was ever set: in an owner's try, and in vettings from before there
 * was one.
 */
const DAYS_WITHOUT_DEADLINE = 21;

/** Until when a candidate may answer: the end of the vetting's day, or of a later one that it was given. */
export async function answersUntil(db: Database, candidateId: string, now: Date): Promise<string> {
  const row = await db
    .selectFrom('candidates')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .select(['vettings.brief', 'candidates.answers_by'])
    .where('candidates.id', '=', candidateId)
    .executeTakeFirstOrThrow();
  const { timeZone, answersBy } = Dated.parse(JSON.parse(row.brief));
  const day = laterOf(answersBy, row.answers_by);
  return (day ? endOfDate(day, timeZone) : endOfDay(now, DAYS_WITHOUT_DEADLINE, timeZone)).toISOString();
}

const laterOf = (day: string | undefined, own: string | null): string | null =>
  day !== undefined && own !== null ? (own > day ? own : day) : (day ?? own);

/**
 * Sets the deadline of a vetting. Every link that lives ends with it, but for candidates who were given
 * longer. Whether it was another day before.
 */
export async function setDeadline(db: Database, vetting: Vetting, day: string, now: Date): Promise<boolean> {
  if (vetting.brief.answersBy === day) return false;
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    await changeBrief(trx, vetting, (brief) => ({ ...brief, answersBy: day }), now);
    const candidates = await trx
      .selectFrom('candidates')
      .select('id')
      .where('vetting_id', '=', vetting.id)
      .execute();
    for (const { id } of candidates) await moveLinks(trx, id, now);
    return true;
  });
}

/** Gives one candidate longer than the others, or takes that back with null. */
export async function setOwnDeadline(
  db: Database,
  vetting: Vetting,
  candidateId: string,
  day: string | null,
  now: Date,
): Promise<void> {
  await inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    await trx
      .updateTable('candidates')
      .set({ answers_by: day })
      .where('id', '=', candidateId)
      .where('vetting_id', '=', vetting.id)
      .execute();
    await moveLinks(trx, candidateId, now);
  });
}

/**
 * Links that were not withdrawn end with the deadline, also those that had ended: the same link works again.
 */
async function moveLinks(db: Database, candidateId: string, now: Date): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ expires_at: await answersUntil(db, candidateId, now) })
    .where('candidate_id', '=', candidateId)
    .where('revoked_at', 'is', null)
    .execute();
}

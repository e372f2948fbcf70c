import { endOfDate } from '../domain/language/days.ts';
import type { Database } from './database.ts';
import { type Notice, queueMail } from './outbox.ts';
import { inTransaction } from './transactions.ts';
import { readableVetting, type Vetting } from './vettings.ts';

const DAY_MS = 86_400_000;
/** A deadline that passed longer ago than this is no news. */
const NEWS_DAYS = 2;

/** Tells the owner of a vetting by mail what happened, unless that is switched off. */
export async function tellOwner(
  db: Database,
  vetting: Pick<Vetting, 'id'>,
  candidateId: string | null,
  notice: Notice,
  now: Date,
): Promise<void> {
  const row = await db
    .selectFrom('vettings')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .select(['vettings.notices_off', 'owners.email'])
    .where('vettings.id', '=', vetting.id)
    .executeTakeFirst();
  if (!row || row.notices_off.split(',').includes(notice.event)) return;
  // A candidate that was removed meanwhile is told of without it.
  const isThere =
    candidateId !== null &&
    (await db.selectFrom('candidates').select('id').where('id', '=', candidateId).executeTakeFirst());
  await queueMail(db, vetting, isThere ? candidateId : null, row.email, { kind: 'notice', ...notice }, now);
}

/** How many candidates of a vetting have submitted, and how many may still. */
export async function countAnswers(
  db: Database,
  vettingId: string,
): Promise<{ submitted: number; waiting: number }> {
  const rows = await db
    .selectFrom('candidates')
    .leftJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .select(['interviews.submitted_at', 'candidates.declined_at'])
    .where('candidates.vetting_id', '=', vettingId)
    .execute();
  const submitted = rows.filter(({ submitted_at }) => submitted_at !== null).length;
  const declined = rows.filter(
    ({ submitted_at, declined_at }) => submitted_at === null && declined_at !== null,
  );
  return { submitted, waiting: rows.length - submitted - declined.length };
}

/** Tells owners, once each, of deadlines that have passed. Returns how many. */
export async function tellPassedDeadlines(db: Database, now: Date): Promise<number> {
  const rows = await db.selectFrom('vettings').selectAll().where('state', '=', 'open').execute();
  let told = 0;
  for (const row of rows) {
    const vetting = readableVetting(row);
    if (!vetting) continue;
    const { answersBy, timeZone } = vetting.brief;
    if (!answersBy || row.deadline_told === answersBy || row.first_invited_at === null) continue;
    const since = now.getTime() - endOfDate(answersBy, timeZone).getTime();
    if (since <= 0 || since > NEWS_DAYS * DAY_MS) continue;
    const isFirst = await inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
      const marked = await trx
        .updateTable('vettings')
        .set({ deadline_told: answersBy })
        .where('id', '=', vetting.id)
        .where(({ eb, or }) => or([eb('deadline_told', 'is', null), eb('deadline_told', '!=', answersBy)]))
        .executeTakeFirst();
      // Another server was faster.
      if (marked.numUpdatedRows !== 1n) return false;
      const { submitted } = await countAnswers(trx, vetting.id);
      await tellOwner(trx, vetting, null, { event: 'deadline_passed', n: submitted }, now);
      return true;
    });
    if (isFirst) told += 1;
  }
  return told;
}

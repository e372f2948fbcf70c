import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isPostgres } from './engine.ts';
import { HISTORY_BY_BANSO, recorded } from './history.ts';
import { cancelCalls } from './outbox.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting, VettingState } from './vettings.ts';

const DAY_MS = 86_400_000;

/** Moves a vetting from one of these states to another. False where it is in none of them any more. */
export async function changeState(
  db: Database,
  vetting: Vetting,
  from: readonly VettingState[],
  to: VettingState,
  now: Date,
): Promise<boolean> {
  const updated = await db
    .updateTable('vettings')
    .set({
      state: to,
      updated_at: now.toISOString(),
      closed_at: to === 'closed' ? now.toISOString() : null,
      ...(to === 'open' ? { decided_at: null } : {}),
    })
    .where('id', '=', vetting.id)
    .where('owner_id', '=', vetting.ownerId)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  // What was decided is taken back; the reasons stay, for the next decision to start from.
  if (to === 'open')
    await db
      .updateTable('candidates')
      .set({ decision: null, told_at: null })
      .where('vetting_id', '=', vetting.id)
      .execute();
  else await cancelCalls(db, vetting.id);
  return true;
}

/** Puts a vetting into the archive or takes it out. False where it was there already. */
export async function setArchived(
  db: Database,
  vetting: Vetting,
  isArchived: boolean,
  now: Date,
): Promise<boolean> {
  const updated = await db
    .updateTable('vettings')
    .set({ archived_at: isArchived ? now.toISOString() : null })
    .where('id', '=', vetting.id)
    .where('owner_id', '=', vetting.ownerId)
    .where('archived_at', isArchived ? 'is' : 'is not', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/**
 * What an owner settles for a vetting: days after which declined candidates' responses are deleted,
 * reminders, whether evaluators read without names, and of what it is not told by mail.
 */
export type VettingSettings = Pick<Vetting, 'retentionDays' | 'reminds' | 'readsBlind' | 'noticesOff'>;

/** Keeps the settings. False where they were the same. */
export async function saveSettings(
  db: Database,
  vetting: Vetting,
  { retentionDays, reminds, readsBlind, noticesOff }: VettingSettings,
): Promise<boolean> {
  const isSame =
    vetting.retentionDays === retentionDays &&
    vetting.reminds === reminds &&
    vetting.readsBlind === readsBlind &&
    vetting.noticesOff.join() === noticesOff.join();
  if (isSame) return false;
  await db
    .updateTable('vettings')
    .set({
      retention_days: retentionDays,
      reminds: reminds ? 1 : 0,
      reads_blind: readsBlind ? 1 : 0,
      notices_off: noticesOff.join(),
    })
    .where('id', '=', vetting.id)
    .where('owner_id', '=', vetting.ownerId)
    .execute();
  return true;
}

/** Deletes a vetting with everything in it, also from the pages of the file. One line of history says so. */
export async function deleteVetting(
  db: Database,
  vetting: Vetting,
  person: string,
  now: Date,
): Promise<void> {
  await inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    await trx
      .deleteFrom('vettings')
      .where('id', '=', vetting.id)
      .where('owner_id', '=', vetting.ownerId)
      .execute();
    await trx
      .insertInto('history')
      .values({
        id: newId(),
        owner_id: vetting.ownerId,
        vetting_id: null,
        position: 0,
        at: now.toISOString(),
        person,
        act: 'deleted',
        details: JSON.stringify({ title: vetting.brief.title }),
      })
      .execute();
  });
  await forgetFreedPages(db);
}

/**
 * Deletes the responses of candidates that were not chosen, where their vetting was decided, or closed
 * without a decision, longer ago than it keeps them. Returns how many.
 */
export async function deleteExpiredResponses(db: Database, now: Date): Promise<number> {
  const rows = await db
    .selectFrom('candidates')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .selectAll('vettings')
    .select(['candidates.id as candidate_id', 'candidates.name'])
    .where('vettings.state', 'in', ['decided', 'closed'])
    .where('vettings.retention_days', 'is not', null)
    .where((eb) => eb.or([eb('candidates.decision', 'is', null), eb('candidates.decision', '=', 'declined')]))
    .where('candidates.response_deleted_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb.selectFrom('interviews').select('candidate_id').whereRef('candidate_id', '=', 'candidates.id'),
      ),
    )
    .execute();
  const due = rows.filter(
    ({ decided_at, closed_at, retention_days }) =>
      Date.parse(decided_at ?? closed_at ?? '') + (retention_days ?? 0) * DAY_MS <= now.getTime(),
  );
  for (const row of due) {
    const act = {
      person: HISTORY_BY_BANSO,
      act: 'responses_deleted',
      details: { candidateId: row.candidate_id, candidate: row.name },
    } as const;
    const vetting = { id: row.id, ownerId: row.owner_id };
    await recorded(db, vetting, act, now, (trx) => deleteResponse(trx, row.candidate_id, now));
  }
  if (due.length > 0) await forgetFreedPages(db);
  return due.length;
}

/** False where another server was faster. */
async function deleteResponse(db: Database, candidateId: string, now: Date): Promise<boolean> {
  const marked = await db
    .updateTable('candidates')
    .set({ response_deleted_at: now.toISOString(), meeting_questions: null })
    .where('id', '=', candidateId)
    .where('response_deleted_at', 'is', null)
    .executeTakeFirst();
  if (marked.numUpdatedRows !== 1n) return false;
  for (const table of [
    'interviews',
    'answers',
    'earlier_submissions',
    'further_questions',
    'asked_questions',
    'scores',
    'judgements',
    'levels_seen',
    'meetings',
    'reading_numbers',
    'shared_texts',
    'corrections',
    'invitations',
    'link_openings',
    'outbox',
  ] as const) {
    await db.deleteFrom(table).where('candidate_id', '=', candidateId).execute();
  }
  return true;
}

/**
 * What was deleted is overwritten with zeros (`secure_delete`); this takes it out of the log beside the
 * file too. Where somebody reads at this moment the log stays, and housekeeping tries again.
 */
export async function forgetFreedPages(db: Database): Promise<void> {
  // A server clears up behind itself.
  if (isPostgres(db)) return;
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
}

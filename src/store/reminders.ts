import type { Database } from './database.ts';
import { HISTORY_BY_BANSO, recorded } from './history.ts';
import { queueMail } from './outbox.ts';
import { readableVetting } from './vettings.ts';

const DAY_MS = 86_400_000;
/** So many days before a link expires its candidate is reminded. */
const DAYS_BEFORE = 3;

/**
 * Queues a reminder for every candidate whose link expires within three days, once each: only where the owner
 * switched reminders on, there is an address, and nothing was submitted. Returns how many.
 */
export async function queueDueReminders(db: Database, now: Date): Promise<number> {
  const rows = await db
    .selectFrom('candidates')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .innerJoin('invitations', 'invitations.candidate_id', 'candidates.id')
    .leftJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .selectAll('vettings')
    .select([
      'candidates.id as candidate_id',
      'candidates.name',
      'candidates.email',
      'invitations.expires_at',
    ])
    .where('vettings.reminds', '=', 1)
    .where('vettings.state', '=', 'open')
    .where('candidates.email', 'is not', null)
    .where('candidates.reminded_at', 'is', null)
    .where('interviews.submitted_at', 'is', null)
    .where('candidates.declined_at', 'is', null)
    .where('invitations.revoked_at', 'is', null)
    .where('invitations.expires_at', '>', now.toISOString())
    .where('invitations.expires_at', '<=', new Date(now.getTime() + DAYS_BEFORE * DAY_MS).toISOString())
    .orderBy('invitations.expires_at', 'desc')
    .execute();
  const byCandidate = new Map(rows.map((row) => [row.candidate_id, row]));
  let queued = 0;
  for (const row of byCandidate.values()) {
    const vetting = readableVetting(row);
    if (!vetting) continue;
    const act = {
      person: HISTORY_BY_BANSO,
      act: 'mail_queued',
      details: { candidateId: row.candidate_id, candidate: row.name, kind: 'reminder' },
    } as const;
    const done = await recorded(db, vetting, act, now, async (trx) => {
      const claimed = await trx
        .updateTable('candidates')
        .set({ reminded_at: now.toISOString() })
        .where('id', '=', row.candidate_id)
        .where('reminded_at', 'is', null)
        .executeTakeFirst();
      if (claimed.numUpdatedRows !== 1n) return false;
      await queueMail(trx, vetting, row.candidate_id, row.email ?? '', { kind: 'reminder' }, now);
      return true;
    });
    if (done) queued += 1;
  }
  return queued;
}

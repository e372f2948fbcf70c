import type { Database } from './database.ts';
import { type AccountDetails, type MailDetails, readDetails, WITHDRAWN } from './outbox.ts';
import { inTransaction } from './transactions.ts';
import { readableVetting, type Vetting } from './vettings.ts';

type Queued = { id: string; recipient: string; attempts: number };
/** A mail about an account. */
export type AccountMail = Queued & { about: 'account'; details: AccountDetails; ownerId: string };
/** A mail about a vetting. */
export type QueuedMail = Queued & {
  about: 'vetting';
  details: Exclude<MailDetails, { kind: 'account' }>;
  /** Null in a notice that is about no candidate in particular. */
  candidateId: string | null;
  candidateName: string;
  /** Whom an answer to the mail reaches; null where there is nobody to answer. */
  replyTo: string | null;
  vetting: Vetting;
};

/** For so long a mail belongs to the server that took it: longer than sending one can last. */
const LEASE_MS = 15 * 60_000;

/**
 * Takes the next mail that is due, so that nobody else sends it; null where none is. One that cannot be read
 * is given up, and keeps no other waiting.
 */
export async function claimMail(db: Database, now: Date): Promise<QueuedMail | AccountMail | null> {
  for (;;) {
    const claimed = await inTransaction(db, 'outbox', (trx) => claimNext(trx, now));
    if (claimed !== 'unreadable') return claimed;
  }
}

async function claimNext(db: Database, now: Date): Promise<QueuedMail | AccountMail | 'unreadable' | null> {
  const row = await db
    .selectFrom('outbox')
    .select(['id', 'recipient', 'details', 'attempts', 'candidate_id', 'vetting_id', 'owner_id'])
    .where('outbox.state', '=', 'queued')
    .where('outbox.next_attempt_at', '<=', now.toISOString())
    .orderBy('outbox.next_attempt_at')
    .orderBy('outbox.id')
    .executeTakeFirst();
  if (!row) return null;
  const claimed_until = new Date(now.getTime() + LEASE_MS).toISOString();
  await db
    .updateTable('outbox')
    .set({ state: 'sending', attempts: row.attempts + 1, claimed_until })
    .where('id', '=', row.id)
    .execute();
  const details = readDetails(row.details);
  if (!details) return giveUp(db, row.id, now);
  const queued = { id: row.id, recipient: row.recipient, attempts: row.attempts + 1 };
  if (details.kind === 'account')
    return { ...queued, about: 'account', details, ownerId: row.owner_id ?? '' };
  const about = await db
    .selectFrom('vettings')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .leftJoin('candidates', (join) => join.on('candidates.id', '=', row.candidate_id))
    .selectAll('vettings')
    .select(['candidates.name', 'candidates.email as candidate_email', 'owners.email as owner_email'])
    .where('vettings.id', '=', row.vetting_id)
    .executeTakeFirstOrThrow();
  const vetting = readableVetting(about);
  if (!vetting) return giveUp(db, row.id, now);
  return {
    ...queued,
    about: 'vetting',
    details,
    candidateId: row.candidate_id,
    candidateName: about.name ?? '',
    replyTo: replyToOf(details, about),
    vetting,
  };
}

async function giveUp(db: Database, mailId: string, now: Date): Promise<'unreadable'> {
  await settleMail(db, mailId, { state: 'failed', error: 'what is stored of this mail cannot be read' }, now);
  return 'unreadable';
}

/** Whether a mail that was taken from the queue is still wanted. */
export async function isStillWanted(db: Database, mailId: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('claimed_until')
    .where('id', '=', mailId)
    .executeTakeFirst();
  return row !== undefined && row.claimed_until !== WITHDRAWN;
}

/** Removes a mail that was taken back before it left. */
export async function removeMail(db: Database, mailId: string): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', mailId).execute();
}

/** Whoever asked is answered on the page of questions, where nobody is named until the answers are read. */
function replyToOf(
  details: MailDetails,
  about: { candidate_email: string | null; owner_email: string },
): string | null {
  if (details.kind !== 'notice') return about.owner_email;
  return details.event === 'question' ? null : about.candidate_email;
}

/** Records what came of an attempt. A time for the next one puts the mail back into the queue. */
export async function settleMail(
  db: Database,
  mailId: string,
  outcome:
    | { state: 'sent' }
    | { state: 'failed' | 'uncertain'; error: string }
    | { state: 'queued'; error: string; next: Date },
  now: Date,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      state: outcome.state,
      last_error: outcome.state === 'sent' ? null : outcome.error,
      ...(outcome.state === 'sent' ? { sent_at: now.toISOString() } : {}),
      ...(outcome.state === 'queued' ? { next_attempt_at: outcome.next.toISOString() } : {}),
    })
    .where('id', '=', mailId)
    .execute();
}

/**
 * Mails that were being sent when a server ended: nobody knows whether they arrived. `all` where no other
 * server can be sending one; else those whose time is over.
 */
export async function settleInterrupted(db: Database, now: Date, { all }: { all: boolean }): Promise<void> {
  const sending = db
    .updateTable('outbox')
    .set({ state: 'uncertain', last_error: null })
    .where('state', '=', 'sending');
  await (all ? sending : sending.where('claimed_until', '<', now.toISOString())).execute();
}

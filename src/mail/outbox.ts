import type { Config } from '../config.ts';
import { addInvitation, dropInvitation, revokeInvitations } from '../store/candidates.ts';
import type { Database } from '../store/database.ts';
import { answersUntil } from '../store/deadlines.ts';
import { isPostgres } from '../store/engine.ts';
import { tellOwner } from '../store/notices.ts';
import {
  type AccountMail,
  claimMail,
  type QueuedMail,
  settleInterrupted,
  settleMail,
} from '../store/outbox-claims.ts';
import { inTransaction } from '../store/transactions.ts';
import { accountMessage } from './account-messages.ts';
import { composeMessage } from './messages.ts';
import type { Delivery, Send } from './transport.ts';

/** Minutes to the next attempt after each that failed; after the last one the mail is given up. */
const BACK_OFF_MINUTES = [1, 5, 30, 120, 360, 720];
const LOOK_EVERY_MS = 5_000;

export type OutboxParts = { db: Database; config: Config; send: Send; now: () => Date };

/** Sends every mail that is due, one after the other. */
export async function deliverDue(parts: OutboxParts, stopping?: Stopping): Promise<void> {
  while (!stopping?.isAsked) {
    const mail = await claimMail(parts.db, parts.now());
    if (!mail) return;
    await deliver(parts, mail, stopping?.givesUp);
  }
}

/** That no more mail is to be begun, and when the one in hand is given up. */
type Stopping = { isAsked: boolean; givesUp: AbortSignal };

async function deliver(
  { db, config, send, now }: OutboxParts,
  mail: QueuedMail | AccountMail,
  givesUp?: AbortSignal,
): Promise<void> {
  if (mail.about === 'account') {
    const message = await accountMessage(db, mail, config.publicUrl, now());
    const sent = await send({ ...message, id: mail.id, to: mail.recipient, replyTo: null }, givesUp);
    return settle(db, mail, sent, now());
  }
  const issued = await linkFor(db, mail, now());
  const message = composeMessage(
    mail,
    config.publicUrl,
    issued && { link: `${config.publicUrl}/i/${issued.token}`, expiresAt: issued.expiresAt },
  );
  const delivery = await send(
    { ...message, id: mail.id, to: mail.recipient, replyTo: mail.replyTo },
    givesUp,
  );
  const isInvitation = mail.details.kind === 'invitation' && mail.candidateId !== null && issued !== null;
  if (delivery.outcome === 'sent')
    return inTransaction(db, `candidate:${mail.candidateId ?? ''}`, async (trx) => {
      // Only now is the new link on its way: until then the earlier ones have to work.
      if (isInvitation) await revokeInvitations(trx, mail.candidateId ?? '', now(), { except: issued.token });
      await settleMail(trx, mail.id, { state: 'sent' }, now());
    });
  // Nobody holds the link of a mail that was not taken.
  if (isInvitation && delivery.outcome !== 'unknown')
    await inTransaction(db, `candidate:${mail.candidateId ?? ''}`, (trx) =>
      dropInvitation(trx, issued.token),
    );
  return settle(db, mail, delivery, now());
}

/** Notes what came of a mail: sent, to be tried again, given up, or unknown. */
async function settle(
  db: Database,
  mail: QueuedMail | AccountMail,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (delivery.outcome === 'sent') return settleMail(db, mail.id, { state: 'sent' }, now);
  const { error } = delivery;
  const wait = BACK_OFF_MINUTES[mail.attempts - 1];
  if (delivery.outcome === 'unknown') return settleMail(db, mail.id, { state: 'uncertain', error }, now);
  if (delivery.outcome === 'refused' || wait === undefined)
    return inTransaction(db, 'outbox', async (trx) => {
      await settleMail(trx, mail.id, { state: 'failed', error }, now);
      // Of mail to the owner that fails nobody can be told by mail.
      if (mail.about === 'account' || mail.details.kind === 'notice') return;
      const notice = { event: 'mail_failed', address: mail.recipient, text: error } as const;
      await tellOwner(trx, mail.vetting, mail.candidateId, notice, now);
    });
  const next = new Date(now.getTime() + wait * 60_000);
  return settleMail(db, mail.id, { state: 'queued', error, next }, now);
}

const WITH_LINK: ReadonlySet<string> = new Set(['invitation', 'further', 'receipt', 'reminder']);

/**
 * The link that a mail carries, made when it is sent. A reminder leaves earlier links alone: somebody may be
 * answering through one.
 */
async function linkFor(
  db: Database,
  { candidateId, details }: QueuedMail,
  now: Date,
): Promise<{ token: string; expiresAt: string } | null> {
  if (candidateId === null || !WITH_LINK.has(details.kind)) return null;
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    const expiresAt = details.kind === 'reminder' ? details.until : await answersUntil(trx, candidateId, now);
    return { token: await addInvitation(trx, candidateId, expiresAt, now), expiresAt };
  });
}

/** How long stopping waits for the mail that is being sent; then it is given back. */
const STOPPING_MS = 3000;

/** Looks into the outbox from now on until it is stopped; stopping finishes the mail that is being sent. */
export async function startOutbox(
  parts: OutboxParts,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const isShared = isPostgres(parts.db);
  await settleInterrupted(parts.db, parts.now(), { all: !isShared });
  let running: Promise<void> | null = null;
  const giveUp = new AbortController();
  const stopping = { isAsked: false, givesUp: giveUp.signal };
  const look = (): void => {
    running ??= (isShared ? settleInterrupted(parts.db, parts.now(), { all: false }) : Promise.resolve())
      .then(() => deliverDue(parts, stopping))
      .catch(onError)
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  look();
  return async () => {
    clearInterval(timer);
    stopping.isAsked = true;
    const patience = setTimeout(() => giveUp.abort(), STOPPING_MS);
    await running;
    clearTimeout(patience);
  };
}

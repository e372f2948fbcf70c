import type { Config } from '../config.ts';
import { addInvitation, dropInvitation, revokeInvitations } from '../store/candidates.ts';
import type { Database } from '../store/database.ts';
import { answersUntil } from '../store/deadlines.ts';
import { isPostgres } from '../store/engine.ts';
import { tellOwner } from '../store/notices.ts';
import { WITH_LINK } from '../store/outbox.ts';
import {
  type AccountMail,
  claimMail,
  isStillWanted,
  type QueuedMail,
  removeMail,
  settleInterrupted,
  settleMail,
} from '../store/outbox-claims.ts';
import { inTransaction } from '../store/transactions.ts';
import { accountMessage } from './account-messages.ts';
import { composeMessage, type Message } from './messages.ts';
import type { Delivery, Send } from './transport.ts';

/** Minutes to the next attempt after each that failed; after the last one the mail is given up. */
const BACK_OFF_MINUTES = [1, 5, 30, 120, 360, 720];
const LOOK_EVERY_MS = 5_000;

export type OutboxParts = { db: Database; config: Config; send: Send; now: () => Date };

/** Sends every mail that is due, one after the other. One that cannot be prepared keeps no other waiting. */
export async function deliverDue(
  parts: OutboxParts,
  stopping?: Stopping,
  onError: (error: unknown) => void = () => {},
): Promise<void> {
  while (!stopping?.isAsked) {
    const mail = await claimMail(parts.db, parts.now());
    if (!mail) return;
    await deliver(parts, mail, stopping?.givesUp, onError);
  }
}

/** That no more mail is to be begun, and when the one in hand is given up. */
type Stopping = { isAsked: boolean; givesUp: AbortSignal };

async function deliver(
  parts: OutboxParts,
  mail: QueuedMail | AccountMail,
  givesUp: AbortSignal | undefined,
  onError: (error: unknown) => void,
): Promise<void> {
  const { db, send, now } = parts;
  let prepared: Prepared | null;
  try {
    prepared = await prepare(parts, mail);
  } catch (error) {
    // Nothing was handed over: it is tried again like a mail that the server did not take.
    onError(error);
    return settle(db, mail, { outcome: 'later', error: 'the mail could not be prepared' }, now());
  }
  // What was taken back meanwhile leaves nothing to be sent.
  if (prepared === null) return removeMail(db, mail.id);
  const { issued, replyTo, message } = prepared;
  const delivery = await send({ ...message, id: mail.id, to: mail.recipient, replyTo }, givesUp);
  const link =
    mail.about === 'vetting' && mail.details.kind === 'invitation' && mail.candidateId !== null
      ? issued
      : null;
  if (mail.about === 'account' || link === null) return settle(db, mail, delivery, now());
  const lock = `candidate:${mail.candidateId}` as const;
  if (delivery.outcome === 'sent')
    return inTransaction(db, lock, async (trx) => {
      // Only now is the new link on its way: until then the earlier ones have to work.
      await revokeInvitations(trx, mail.candidateId ?? '', now(), { except: link.token });
      await settleMail(trx, mail.id, { state: 'sent' }, now());
    });
  // Nobody holds the link of a mail that was not taken.
  if (delivery.outcome !== 'unknown') await inTransaction(db, lock, (trx) => dropInvitation(trx, link.token));
  return settle(db, mail, delivery, now());
}

type Issued = { token: string; expiresAt: string };
/** A mail in words, with the link that it carries; an answer to it reaches `replyTo`. */
type Prepared = { message: Message; issued: Issued | null; replyTo: string | null };

/** Writes a mail, and makes its link; null where it is not wanted any more. */
async function prepare(
  { db, config: { publicUrl }, now }: OutboxParts,
  mail: QueuedMail | AccountMail,
): Promise<Prepared | null> {
  if (mail.about === 'account')
    return {
      message: await accountMessage(db, mail, publicUrl, now()),
      issued: null,
      replyTo: null,
    };
  const { replyTo } = mail;
  if (mail.candidateId === null || !(WITH_LINK as readonly string[]).includes(mail.details.kind))
    return { message: composeMessage(mail, publicUrl, null), issued: null, replyTo };
  const issued = await linkFor(db, mail, mail.candidateId, now());
  if (issued === null) return null;
  const shown = { link: `${publicUrl}/i/${issued.token}`, expiresAt: issued.expiresAt };
  return { message: composeMessage(mail, publicUrl, shown), issued, replyTo };
}

/** Notes what came of a mail: sent, to be tried again, given up, or unknown. */
async function settle(
  db: Database,
  mail: QueuedMail | AccountMail,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (delivery.outcome === 'sent') return settleMail(db, mail.id, { state: 'sent' }, now);
  // Of a mail that was taken back and did not leave, nobody needs to hear.
  if (!(await isStillWanted(db, mail.id))) return removeMail(db, mail.id);
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

/**
 * The link that a mail carries, made when it is sent. A reminder leaves earlier links alone: somebody may be
 * answering through one. Null where the mail was cancelled since it was taken from the queue.
 */
function linkFor(
  db: Database,
  { id, vetting }: QueuedMail,
  candidateId: string,
  now: Date,
): Promise<Issued | null> {
  // Links are withdrawn under the same lock.
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    if (!(await isStillWanted(trx, id))) return null;
    const expiresAt = await answersUntil(trx, candidateId, now);
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
      .then(() => deliverDue(parts, stopping, onError))
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

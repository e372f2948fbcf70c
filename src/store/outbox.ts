import { z } from 'zod';
import { LocaleSchema } from '../domain/brief/brief.ts';
import type { Database } from './database.ts';
import { newId } from './tokens.ts';
import type { Vetting } from './vettings.ts';

/** What an owner is told of by mail; each can be switched off. */
export const NOTICE_EVENTS = [
  'submitted',
  'question',
  'declined',
  'further_answered',
  'mail_failed',
  'deadline_passed',
  'reading_ended',
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

const NoticeSchema = z.strictObject({
  event: z.enum(NOTICE_EVENTS),
  /** Figures that the text names, such as how many have submitted (n) and may still (m). */
  n: z.number().int().optional(),
  m: z.number().int().optional(),
  /** Whether a submission took the place of an earlier one. */
  again: z.boolean().optional(),
  /** The candidate's question, its reason, or why a mail could not be sent. */
  text: z.string().optional(),
  address: z.string().optional(),
});
/** What happened, as the mail to the owner tells it. */
export type Notice = z.infer<typeof NoticeSchema>;

/** Stands in mails that were queued before the deadline was looked up when they are sent. */
const EarlierDay = z.iso.date().optional();

const DetailsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), question: z.string(), reply: z.string() }),
  /** An invitation or a reminder: the link is made when it is sent, so that no token is ever stored. */
  /** `days` stands in mails that were queued before there was one deadline for all. */
  z.strictObject({ kind: z.literal('invitation'), days: z.number().int().positive().optional() }),
  /** What arrived, with the answers but without the terms: mail is read by more people than it is sent to. */
  z.strictObject({ kind: z.literal('receipt'), submittedAt: z.iso.datetime(), answers: z.string() }),
  /** Questions that were asked back of one candidate. */
  z.strictObject({ kind: z.literal('further'), n: z.number().int().positive(), until: EarlierDay }),
  /** All candidates may answer until a later day. */
  z.strictObject({ kind: z.literal('extended'), until: z.iso.date() }),
  /** A letter as the owner wrote it. */
  z.strictObject({ kind: z.literal('letter'), subject: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('reminder'), until: z.iso.datetime().optional() }),
  NoticeSchema.extend({ kind: z.literal('notice') }),
  /** About an account: a link by which an address is proved, or what happened to it. */
  z.strictObject({
    kind: z.literal('account'),
    event: z.enum(['reset', 'confirm', 'new_sign_in', 'password_changed', 'two_step_on', 'two_step_off']),
    locale: LocaleSchema,
    at: z.iso.datetime(),
    agent: z.string(),
  }),
]);
/** What a mail says. */
export type MailDetails = z.infer<typeof DetailsSchema>;

/** What is stored of a mail; null where it cannot be read. */
export function readDetails(stored: string): MailDetails | null {
  try {
    return DetailsSchema.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}

/** Mails that carry a link to the interview, which is made when they are sent. */
export const WITH_LINK = [
  'invitation',
  'reminder',
  'further',
  'receipt',
] as const satisfies readonly MailDetails['kind'][];

/** Those that ask it to answer, and have no point once it has, or will not. */
export const CALLS = ['invitation', 'reminder'] as const satisfies readonly MailDetails['kind'][];

/** Takes back what is on its way to a candidate: mails of these kinds that have not left yet. */
export async function cancelMail(
  db: Database,
  candidateId: string,
  kinds: readonly MailDetails['kind'][] = WITH_LINK,
): Promise<void> {
  await withdraw(db, ['candidate_id', candidateId], kinds);
}

/** What waits is removed; what is being sent is marked, so that it carries no new link and is not sent again. */
async function withdraw(
  db: Database,
  [column, id]: ['candidate_id' | 'vetting_id', string],
  kinds: readonly MailDetails['kind'][],
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ claimed_until: WITHDRAWN })
    .where(column, '=', id)
    .where('kind', 'in', [...kinds])
    .where('state', '=', 'sending')
    .execute();
  await db
    .deleteFrom('outbox')
    .where(column, '=', id)
    .where('kind', 'in', [...kinds])
    .where('state', '=', 'queued')
    .execute();
}

/** In place of the time until which a mail belongs to the server that sends it. */
export const WITHDRAWN = '';
export type AccountDetails = Extract<MailDetails, { kind: 'account' }>;

const KindSchema = z.enum(DetailsSchema.options.map(({ shape }) => shape.kind.value));
const MAIL_STATES = ['queued', 'sending', 'sent', 'failed', 'uncertain'] as const;
const MailStateSchema = z.enum(MAIL_STATES);
/**
 * `queued` waits for its (next) attempt; `failed` was refused for good; `uncertain` was handed over, but the
 * connection broke before the answer: it is not sent again by itself, because nothing may be sent twice.
 */
export type MailState = (typeof MAIL_STATES)[number];

export type MailStatus = {
  candidateId: string;
  kind: MailDetails['kind'];
  state: MailState;
  at: string;
  error: string | null;
};

/** Puts a mail into the outbox. It is sent by and by, also after a restart. */
export function queueMail(
  db: Database,
  vetting: Pick<Vetting, 'id'>,
  candidateId: string | null,
  recipient: string,
  details: Exclude<MailDetails, { kind: 'account' }>,
  now: Date,
): Promise<void> {
  const about = { vetting_id: vetting.id, candidate_id: candidateId, owner_id: null };
  return queue(db, about, recipient, details, now);
}

/** Puts a mail about an account into the outbox. */
export function queueAccountMail(
  db: Database,
  owner: { id: string; email: string },
  details: Omit<AccountDetails, 'kind' | 'at'>,
  now: Date,
): Promise<void> {
  const about = { vetting_id: null, candidate_id: null, owner_id: owner.id };
  return queue(db, about, owner.email, { kind: 'account', at: now.toISOString(), ...details }, now);
}

async function queue(
  db: Database,
  about: { vetting_id: string | null; candidate_id: string | null; owner_id: string | null },
  recipient: string,
  details: MailDetails,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db
    .insertInto('outbox')
    .values({
      id: newId(),
      ...about,
      kind: details.kind,
      recipient,
      details: JSON.stringify(details),
      state: 'queued',
      attempts: 0,
      next_attempt_at: at,
      last_error: null,
      created_at: at,
      sent_at: null,
    })
    .execute();
}

const DAY_MS = 86_400_000;
/** Anybody can ask for a mail to an account; its owner gets one at a time, and not many a day. */
const ACCOUNT_MAIL_PAUSE_MS = 5 * 60_000;
const ACCOUNT_MAILS_A_DAY = 8;

/** Whether another mail of that kind may go to an account. */
export async function mayMailAccount(
  db: Database,
  ownerId: string,
  event: AccountDetails['event'],
  now: Date,
): Promise<boolean> {
  const today = new Date(now.getTime() - DAY_MS).toISOString();
  const rows = await db
    .selectFrom('outbox')
    .select(['details', 'state', 'created_at'])
    .where('owner_id', '=', ownerId)
    .where(({ eb, or }) => or([eb('state', 'in', ['queued', 'sending']), eb('created_at', '>=', today)]))
    .execute();
  const same = rows.filter(({ details }) => {
    const read = readDetails(details);
    return read?.kind === 'account' && read.event === event;
  });
  const waits = same.some(({ state }) => state === 'queued' || state === 'sending');
  const last = Math.max(0, ...same.map(({ created_at }) => Date.parse(created_at)));
  if (waits || now.getTime() - last < ACCOUNT_MAIL_PAUSE_MS) return false;
  if (same.length < ACCOUNT_MAILS_A_DAY) return true;
  // Nobody is kept out by others who ask: where no link lives, there is always one more.
  const alive = await db
    .selectFrom('account_links')
    .select('token_hash')
    .where('owner_id', '=', ownerId)
    .where('purpose', '=', event)
    .where('expires_at', '>', now.toISOString())
    .limit(1)
    .execute();
  return alive.length === 0;
}

/** Takes back what asks candidates of a vetting to answer, where no more answers are taken. */
export async function cancelCalls(db: Database, vettingId: string): Promise<void> {
  await withdraw(db, ['vetting_id', vettingId], CALLS);
}

/** The latest mail of each kind to each candidate of a vetting. */
export async function listMail(db: Database, vetting: Vetting): Promise<MailStatus[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('vetting_id', '=', vetting.id)
    .where('kind', '!=', 'notice')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const latest = new Map(rows.map((row) => [`${row.candidate_id} ${row.kind}`, row]));
  return [...latest.values()].map((row) => ({
    candidateId: row.candidate_id ?? '',
    kind: KindSchema.parse(row.kind),
    state: MailStateSchema.parse(row.state),
    at: row.sent_at ?? row.next_attempt_at,
    error: row.last_error,
  }));
}

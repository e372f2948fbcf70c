import { z } from 'zod';
import type { Database } from './database.ts';
import { newId } from './tokens.ts';

export const ACCOUNT_ACTS = [
  'signed_in',
  'sign_in_failed',
  'password_changed',
  'password_reset',
  'password_set_by_operator',
  'address_confirmed',
  'sessions_ended',
  'code_failed',
  'recovery_code_used',
  'two_step_on',
  'two_step_off',
  'two_step_off_by_operator',
  'recovery_codes_made',
] as const;
const ActSchema = z.enum(ACCOUNT_ACTS);
export type AccountAct = (typeof ACCOUNT_ACTS)[number];
export type AccountEvent = { at: string; act: AccountAct; agent: string };

/** How many events of an account stay, the newest ones. */
const MOST_EVENTS = 200;
const MOST_AGENT = 200;

/** Keeps what happened to an account. */
export async function noteAccountEvent(
  db: Database,
  ownerId: string,
  { act, agent = '' }: { act: AccountAct; agent?: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('account_events')
    .values({ id: newId(), owner_id: ownerId, at: now.toISOString(), act, agent: agent.slice(0, MOST_AGENT) })
    .execute();
  const [oldest] = await db
    .selectFrom('account_events')
    .select('at')
    .where('owner_id', '=', ownerId)
    .orderBy('at', 'desc')
    .limit(1)
    .offset(MOST_EVENTS)
    .execute();
  if (oldest)
    await db
      .deleteFrom('account_events')
      .where('owner_id', '=', ownerId)
      .where('at', '<=', oldest.at)
      .execute();
}

/** What happened to an account lately, the newest first. */
export async function listAccountEvents(db: Database, ownerId: string, most = 20): Promise<AccountEvent[]> {
  const rows = await db
    .selectFrom('account_events')
    .select(['at', 'act', 'agent'])
    .where('owner_id', '=', ownerId)
    .orderBy('at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ at, act, agent }) => ({ at, act: ActSchema.parse(act), agent }));
}

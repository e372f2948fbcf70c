import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isPostgres } from './engine.ts';

/**
 * What a change holds until it is committed. Locks are taken from the left to the right of this order, and a
 * second of one kind only for what nobody else knows yet, so that no two changes wait for each other.
 */
const ORDER = ['accounts', 'account', 'attempts', 'vetting', 'candidate', 'outbox', 'pages'] as const;
type Kind = (typeof ORDER)[number];
/** A kind alone, or one of its kind by id. */
export type Lock = Kind | `${Kind}:${string}`;

const HELD = new WeakMap<Database, Lock[]>();

/** Takes a lock for as long as a transaction lasts. Throws where it holds one that comes after it. */
export async function hold(trx: Database, lock: Lock): Promise<void> {
  const held = HELD.get(trx) ?? [];
  if (held.includes(lock)) return;
  const last = held.at(-1);
  if (last !== undefined && placeOf(last) > placeOf(lock))
    throw new Error(`${kindOf(lock)} is locked after ${kindOf(last)}: others may take them the other way`);
  HELD.set(trx, [...held, lock]);
  // A file has one that writes at a time, and needs no other lock.
  if (isPostgres(trx)) await sql`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(trx);
}

/** For changes that begin within a transaction in which others were made. */
export const forgetLocks = (trx: Database): void => void HELD.delete(trx);

const kindOf = (lock: Lock): string => lock.split(':')[0] ?? '';
const placeOf = (lock: Lock): number => ORDER.indexOf(kindOf(lock) as Kind);

import { type Failures, PACES, waitMs } from '../domain/people/throttle.ts';
import type { Database } from './database.ts';
import { hashToken, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/**
 * Who tries: at which account, from which address, the token of a browser that was used before, and
 * whether it is the code that follows the password.
 */
export type Attempt = { email: string; address: string; browser: string | null; isCode?: boolean };
type Bucket = { kind: keyof typeof PACES; key: string };

const DAY_MS = 86_400_000;
/** How long a browser is known after it was used last. */
const KNOWN_DAYS = 180;

const bucket = (kind: Bucket['kind'], ...of: string[]): Bucket => ({
  kind,
  key: `${kind}:${hashToken(of.join('\n'))}`,
});

/**
 * Counts an attempt as failed before it is looked at, so that of many at once none is free, and returns 0; or
 * the milliseconds until it is let through, and counts nothing. A browser that is known for the account has a
 * bucket of its own, so that nobody can shut an owner out by failing elsewhere; and the first attempt from an
 * address is never held up by what others did to the account, but for codes.
 */
export function beginAttempt(db: Database, attempt: Attempt, now: Date): Promise<number> {
  return inTransaction(db, 'attempts', async (trx) => {
    const buckets = await bucketsOf(trx, attempt, now);
    const pair = bucket('pair', attempt.email, attempt.address);
    const hasTried = (await failuresIn(trx, pair)) !== null;
    const waits = [];
    for (const each of buckets)
      if (each.kind !== 'account' || hasTried) waits.push(await waitOf(trx, each, now));
    const wait = Math.max(...waits);
    if (wait === 0) for (const each of buckets) await count(trx, each, now);
    return wait;
  });
}

/** The attempt was right as far as it went: it is counted no more, and what was counted before stays. */
export function releaseAttempt(db: Database, attempt: Attempt, now: Date): Promise<void> {
  return inTransaction(db, 'attempts', async (trx) => {
    for (const { key } of await bucketsOf(trx, attempt, now)) {
      await trx
        .updateTable('sign_in_failures')
        .set(({ eb }) => ({ failures: eb('failures', '-', 1) }))
        .where('bucket', '=', key)
        .execute();
      await trx.deleteFrom('sign_in_failures').where('bucket', '=', key).where('failures', '<=', 0).execute();
    }
  });
}

/** Signed in: what was counted against this person ends, what was counted of the address stays. */
export function endAttempt(db: Database, attempt: Attempt, now: Date): Promise<void> {
  return inTransaction(db, 'attempts', async (trx) => {
    await releaseAttempt(trx, attempt, now);
    const keys = [
      bucket('pair', attempt.email, attempt.address),
      bucket('account', attempt.email),
      bucket('code', attempt.email),
      knownBucket(attempt),
    ].map(({ key }) => key);
    await trx.deleteFrom('sign_in_failures').where('bucket', 'in', keys).execute();
  });
}

async function bucketsOf(db: Database, attempt: Attempt, now: Date): Promise<Bucket[]> {
  const code = attempt.isCode ? [bucket('code', attempt.email)] : [];
  if (await isKnownBrowser(db, attempt, now)) return [knownBucket(attempt), ...code];
  return [
    bucket('pair', attempt.email, attempt.address),
    bucket('address', attempt.address),
    bucket('account', attempt.email),
    ...code,
  ];
}

async function count(trx: Database, { kind, key }: Bucket, now: Date): Promise<void> {
  const before = await failuresIn(trx, { kind, key });
  const isForgotten = before && now.getTime() - before.lastAt.getTime() >= PACES[kind].forgottenMs;
  const row = {
    failures: before && !isForgotten ? before.failures + 1 : 1,
    last_at: now.toISOString(),
  };
  await trx
    .insertInto('sign_in_failures')
    .values({ bucket: key, ...row })
    .onConflict((conflict) => conflict.column('bucket').doUpdateSet(row))
    .execute();
}

/** Makes a browser known for an account, and returns its token; the one it had stays. */
export async function knowBrowser(
  db: Database,
  ownerId: string,
  { browser }: Pick<Attempt, 'browser'>,
  now: Date,
): Promise<string> {
  const token = browser ?? newToken();
  const row = { owner_id: ownerId, used_at: now.toISOString() };
  await db
    .insertInto('known_browsers')
    .values({ token_hash: knownHash(token, ownerId), ...row })
    .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(row))
    .execute();
  return token;
}

/** Whether anybody has signed in to this account before, in whatever browser. */
export async function hasKnownBrowser(db: Database, ownerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('known_browsers')
    .select('used_at')
    .where('owner_id', '=', ownerId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Sweeps what no attempt is measured by any more. */
export async function sweepSignIns(db: Database, now: Date): Promise<void> {
  const before = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  await db.deleteFrom('sign_in_failures').where('last_at', '<', before(1)).execute();
  await db.deleteFrom('known_browsers').where('used_at', '<', before(KNOWN_DAYS)).execute();
}

const knownBucket = ({ email, browser }: Attempt): Bucket => bucket('known', email, browser ?? '');

/** One browser can be known to several accounts. */
const knownHash = (token: string, ownerId: string): string => hashToken(`${token}\n${ownerId}`);

/** Whether somebody has signed in to this account in this browser before. */
export async function isKnownBrowser(db: Database, { email, browser }: Attempt, now: Date): Promise<boolean> {
  if (browser === null) return false;
  const owner = await db.selectFrom('owners').select('id').where('email', '=', email).executeTakeFirst();
  if (!owner) return false;
  const row = await db
    .selectFrom('known_browsers')
    .select('used_at')
    .where('token_hash', '=', knownHash(browser, owner.id))
    .executeTakeFirst();
  return row !== undefined && now.getTime() - Date.parse(row.used_at) < KNOWN_DAYS * DAY_MS;
}

async function failuresIn(db: Database, { key }: Bucket): Promise<Failures | null> {
  const row = await db
    .selectFrom('sign_in_failures')
    .selectAll()
    .where('bucket', '=', key)
    .executeTakeFirst();
  return row ? { failures: row.failures, lastAt: new Date(row.last_at) } : null;
}

const waitOf = async (db: Database, each: Bucket, now: Date): Promise<number> =>
  waitMs(await failuresIn(db, each), PACES[each.kind], now);

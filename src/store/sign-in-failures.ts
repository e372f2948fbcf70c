import { type Failures, PACES, waitMs } from '../domain/people/throttle.ts';
import type { Database } from './database.ts';
import { hashToken, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** Who tries: at which account, from which address, and the token of a browser that was used before. */
export type Attempt = { email: string; address: string; browser: string | null };
type Bucket = { kind: keyof typeof PACES; key: string };

const DAY_MS = 86_400_000;
/** How long a browser is known after it was used last. */
const KNOWN_DAYS = 180;

const bucket = (kind: Bucket['kind'], ...of: string[]): Bucket => ({
  kind,
  key: `${kind}:${hashToken(of.join('\n'))}`,
});

/**
 * Milliseconds until this attempt is let through. A browser that is known for the account has a bucket of
 * its own, so that nobody can shut an owner out by failing elsewhere; and the first attempt from an address
 * is never held up by what others did to the account.
 */
export async function signInWait(db: Database, attempt: Attempt, now: Date): Promise<number> {
  if (await isKnownBrowser(db, attempt, now)) return waitOf(db, knownBucket(attempt), now);
  const pair = bucket('pair', attempt.email, attempt.address);
  const hasTried = (await failuresIn(db, pair)) !== null;
  const buckets = [
    pair,
    bucket('address', attempt.address),
    ...(hasTried ? [bucket('account', attempt.email)] : []),
  ];
  const waits = [];
  for (const each of buckets) waits.push(await waitOf(db, each, now));
  return Math.max(...waits);
}

/** Counts a wrong password. */
export async function noteFailure(db: Database, attempt: Attempt, now: Date): Promise<void> {
  const buckets = (await isKnownBrowser(db, attempt, now))
    ? [knownBucket(attempt)]
    : [
        bucket('pair', attempt.email, attempt.address),
        bucket('address', attempt.address),
        bucket('account', attempt.email),
      ];
  await inTransaction(db, async (trx) => {
    for (const { kind, key } of buckets) {
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
  });
}

/** After the right password: what was counted against this person ends, what was counted of the address stays. */
export async function forgetFailures(db: Database, attempt: Attempt): Promise<void> {
  const keys = [
    bucket('pair', attempt.email, attempt.address),
    bucket('account', attempt.email),
    knownBucket(attempt),
  ].map(({ key }) => key);
  await db.deleteFrom('sign_in_failures').where('bucket', 'in', keys).execute();
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

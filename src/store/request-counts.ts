import { sql } from 'kysely';
import type { Database } from './database.ts';
import { hashToken } from './tokens.ts';

/** How many requests of a kind came within a window of time, and how many milliseconds it still lasts. */
export type RequestCount = { current: number; ttl: number };

/**
 * Counts a request for all servers on one database, in one statement: a window begins with the first request
 * after the one before has ended. `key` says of what and from whom; it is stored hashed.
 */
export async function countRequest(
  db: Database,
  key: string,
  windowMs: number,
  now: Date,
): Promise<RequestCount> {
  const at = now.toISOString();
  const isOver = sql`sign_in_failures.last_at <= ${new Date(now.getTime() - windowMs).toISOString()}`;
  const { failures, last_at } = await db
    .insertInto('sign_in_failures')
    .values({ bucket: `requests:${hashToken(key)}`, failures: 1, last_at: at })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet({
        failures: sql<number>`CASE WHEN ${isOver} THEN 1 ELSE sign_in_failures.failures + 1 END`,
        last_at: sql<string>`CASE WHEN ${isOver} THEN ${at} ELSE sign_in_failures.last_at END`,
      }),
    )
    .returning(['failures', 'last_at'])
    .executeTakeFirstOrThrow();
  return { current: failures, ttl: Date.parse(last_at) + windowMs - now.getTime() };
}

import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from './database.ts';

/** Writes the time, as every save writes: what fails here would fail there. */
export async function beat(db: Database, now: Date): Promise<void> {
  const row = { at: now.toISOString() };
  await db
    .insertInto('heartbeat')
    .values({ one: 1, ...row })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute();
}

/** How much room the disk of a file has, in bytes; for a database in memory there is always enough. */
export function freeBytes(file: string): number {
  if (file === ':memory:') return Number.POSITIVE_INFINITY;
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize;
}

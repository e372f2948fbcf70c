import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { withoutPassword } from './address.ts';
import { type Database, openDatabase, openToRead } from './database.ts';
import { inspectDatabase } from './inspection.ts';

/** Which database: a file, or one on a PostgreSQL server, which takes its place. */
export type DatabaseAddress = Pick<Config, 'databaseFile' | 'databaseUrl' | 'databaseConnections'>;

/** Which database it is, as it may be printed. */
export const nameOfDatabase = ({ databaseFile, databaseUrl }: DatabaseAddress): string =>
  databaseUrl === null ? resolve(databaseFile) : withoutPassword(databaseUrl);

/** Whether there is a database with tables of ours. Throws for a file that is something else. */
export async function isThere({ databaseFile, databaseUrl: url }: DatabaseAddress): Promise<boolean> {
  if (url === null) return inspectDatabase(resolve(databaseFile)) === 'ours';
  const { isEmpty } = await import('./postgres/open.ts');
  return !(await isEmpty(url));
}

/** The schema of a server's database in which previews live, beside the one of the data. */
const PREVIEWS = 'previews';
/** Previews are rare. */
const PREVIEW_CONNECTIONS = 2;

/**
 * The database of interviews that owners try for themselves: in memory where the data is in a file, else
 * beside the data, so that a preview goes on at another server.
 */
export async function openPreviews({ databaseUrl: url }: DatabaseAddress): Promise<Database> {
  if (url === null) return openDatabase(':memory:');
  const { openPostgres } = await import('./postgres/open.ts');
  return openPostgres({ url, schema: PREVIEWS, connections: PREVIEW_CONNECTIONS });
}

/** Opens a database to read alone, such as in a thread of its own. */
export async function openForReading({ databaseFile, databaseUrl: url }: DatabaseAddress): Promise<Database> {
  if (url === null) return openToRead(databaseFile);
  const { connectPostgres } = await import('./postgres/open.ts');
  return connectPostgres({ url, connections: 1 });
}

import { randomBytes } from 'node:crypto';
import type { Test } from 'tap';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { runOn } from './postgres.ts';

/** The address of a PostgreSQL server for tests, without the name of a database; empty where there is none. */
export const postgres = (): string => process.env.BANSO_TEST_POSTGRES ?? '';
/** The database on it that has every table and no row, which others are copied from. */
export const TEMPLATE = 'banso_template';

/**
 * An empty database for one test: in memory, or one of its own on the tests' PostgreSQL server where
 * BANSO_TEST_POSTGRES names one. A test that names a file always gets that file.
 */
export async function openTestDatabase(
  t: Test,
  file = ':memory:',
): Promise<{ db: Database; databaseUrl: string | null }> {
  if (postgres() === '' || file !== ':memory:') return { db: openDatabase(file), databaseUrl: null };
  const databaseUrl = await newPostgresDatabase(t);
  return { db: await openPostgres({ url: databaseUrl }), databaseUrl };
}

/** The address of a new empty database on the tests' server; it is dropped when the test ends. */
export async function newPostgresDatabase(t: Test): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOn(`${postgres()}/postgres`, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  t.teardown(() => runOn(`${postgres()}/postgres`, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return `${postgres()}/${name}`;
}

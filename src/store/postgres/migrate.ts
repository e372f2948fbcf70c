import { CompiledQuery, sql } from 'kysely';
import { OperatorError } from '../../operator-error.ts';
import type { Database } from '../database.ts';
import { readMigrations } from '../migrations.ts';
import { takeYourTime } from './patience.ts';

/** The oldest release that its makers still keep; the tests run on a newer one. */
const OLDEST = 14;
/** Whoever upgrades the tables holds this lock, so that several that start at once do it once. */
const UPGRADING = 8_241_097;

/**
 * Applies the migrations that a database lacks, all in one transaction, while others wait. Throws for a
 * server that is too old or does not store UTF-8, for tables of a newer version and for an applied migration
 * that was edited.
 */
export async function migratePostgres(db: Database, schema: string, mayUpgrade: boolean): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await refuseUnfit(trx);
    // Whoever starts beside an upgrade waits for it.
    await takeYourTime(trx);
    await sql`SELECT pg_advisory_xact_lock(${UPGRADING})`.execute(trx);
    if (schema !== 'public') await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(trx);
    await sql`
      CREATE TABLE IF NOT EXISTS migrations
      (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)
    `.execute(trx);
    const known = readMigrations('postgres');
    const applied = await sql<{
      number: number;
      checksum: string;
    }>`SELECT number, checksum FROM migrations`.execute(trx);
    for (const { number, checksum } of applied.rows) {
      const migration = known.find((each) => each.number === number);
      if (!migration)
        throw new OperatorError(
          `The database was written by a newer version of Banso (migration ${number}). Start that version.`,
        );
      if (migration.checksum !== checksum)
        throw new Error(`${migration.name} was changed after it had been applied`);
    }
    const numbers = new Set(applied.rows.map(({ number }) => number));
    const pending = known.filter(({ number }) => !numbers.has(number));
    if (pending.length > 0 && !mayUpgrade)
      throw new OperatorError(
        'The tables are those of an earlier version of Banso. Start the server of this version once; it upgrades them.',
      );
    for (const { number, name, sql: text, checksum } of pending) {
      await trx.executeQuery(CompiledQuery.raw(text));
      await sql`
        INSERT INTO migrations (number, name, checksum, applied_at)
        VALUES (${number}, ${name}, ${checksum}, ${new Date().toISOString()})
      `.execute(trx);
    }
  });
}

async function refuseUnfit(trx: Database): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string }>`
    SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding
  `.execute(trx);
  const [{ version, encoding } = { version: '0', encoding: '' }] = rows;
  const major = Math.floor(Number(version) / 10_000);
  if (major < OLDEST)
    throw new OperatorError(`The PostgreSQL server is version ${major}; Banso needs ${OLDEST} or newer.`);
  if (encoding !== 'UTF8')
    throw new OperatorError(
      `The database stores text as ${encoding}; Banso needs UTF8. Make another one: createdb -E UTF8 -T template0 banso`,
    );
}

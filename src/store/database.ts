import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';

export type Database = Kysely<Tables>;

/**
 * Opens the SQLite file, brings its tables up to date and returns it ready for use.
 * Throws where the file cannot promise that a committed answer is on disk.
 */
export function openDatabase(file: string): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  // After journal_mode, and on every open: this build falls back to NORMAL in WAL mode.
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('trusted_schema = OFF');
  if (sqlite.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error(`${file}: the database does not write through to disk (synchronous is not FULL)`);
  }
  migrate(sqlite, file);
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatements(sqlite) }) });
}

const MOST_STATEMENTS = 300;

/** The database with its prepared statements kept: preparing one costs more than running most of them. */
function withStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => sqlite.close(),
    prepare: (sql) => {
      const kept = statements.get(sql);
      if (kept) return kept;
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const statement = sqlite.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}

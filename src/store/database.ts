import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { APPLICATION_ID } from './inspection.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';
import { ServerDialect } from './sqlite-dialect.ts';

export type Database = Kysely<Tables>;

/**
 * Opens the SQLite file, brings its tables up to date and returns it ready for use.
 * Throws where the file cannot promise that a committed answer is on disk.
 */
export function openDatabase(file: string): Database {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true });
    // Nobody else on the machine reads it; the files that SQLite puts beside it get the same rights.
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  // After journal_mode, and on every open: this build falls back to NORMAL in WAL mode.
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('trusted_schema = OFF');
  // What is deleted is overwritten, so that nothing of it stays in the file.
  sqlite.pragma('secure_delete = ON');
  if (sqlite.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error(`${file}: the database does not write through to disk (synchronous is not FULL)`);
  }
  migrate(sqlite, file);
  if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  // From here on a lock is waited for outside the event loop (sqlite-dialect.ts).
  sqlite.pragma('busy_timeout = 0');
  return new Kysely<Tables>({ dialect: new ServerDialect(sqlite, withStatements(sqlite)) });
}

/** Opens a file that is there for reading alone, beside whoever writes to it. Nothing is brought up to date. */
export function openToRead(file: string): Database {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  sqlite.pragma('trusted_schema = OFF');
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
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

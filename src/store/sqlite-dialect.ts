import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';

/** How long a statement waits for another process to let go of the file, without holding anything up. */
const PATIENCE_MS = 3000;
const LONGEST_PAUSE_MS = 100;

/** The file behind the path is not the one that is open: nothing written now would be found again. */
export class FileGoneError extends Error {
  readonly code = 'SQLITE_READONLY_DBMOVED';
}

/** A transaction goes on that SQLite has taken back, such as on a full disk. */
export class TakenBackError extends Error {
  readonly code = 'SQLITE_ABORT_ROLLBACK';
}

/**
 * SQLite as this server needs it. Transactions are `IMMEDIATE`. A lock from outside is waited for by a
 * timer and never inside the event loop, and meanwhile others go on reading. Nothing is written to a file
 * that was deleted, moved or replaced. A rollback never hides the error that it follows.
 */
export class ServerDialect extends SqliteDialect {
  readonly #sqlite: Sqlite.Database;
  readonly #prepared: SqliteDatabase;

  constructor(sqlite: Sqlite.Database, prepared: SqliteDatabase) {
    super({ database: prepared });
    this.#sqlite = sqlite;
    this.#prepared = prepared;
  }

  override createDriver(): ServerDriver {
    return new ServerDriver(this.#sqlite, this.#prepared);
  }

  override createAdapter(): SqliteAdapter {
    return new ManyCallersAdapter();
  }
}

/** The driver takes turns itself, so that it can let go while it waits. */
class ManyCallersAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

type Execute = DatabaseConnection['executeQuery'];

class ServerDriver extends SqliteDriver {
  readonly #sqlite: Sqlite.Database;
  readonly #turns = new Turns();
  readonly #isInPlace: () => boolean;
  #execute: Execute | undefined;
  #isTransacting = false;

  constructor(sqlite: Sqlite.Database, prepared: SqliteDatabase) {
    super({ database: prepared });
    this.#sqlite = sqlite;
    this.#isInPlace = placeOf(sqlite);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    const connection = await super.acquireConnection();
    if (!this.#execute) {
      this.#execute = connection.executeQuery.bind(connection);
      connection.executeQuery = this.#executePatiently.bind(this) as Execute;
    }
    return connection;
  }

  override async releaseConnection(): Promise<void> {
    this.#turns.pass();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(BEGIN);
    this.#isTransacting = true;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#isTransacting = false;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#isTransacting = false;
    // SQLite rolls back by itself where the disk is full; another rollback would hide why.
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }

  async #executePatiently(query: CompiledQuery): Promise<unknown> {
    const execute = this.#execute as Execute;
    if (this.#sqlite.inTransaction) return execute(query);
    // Nothing is kept by itself of a transaction that SQLite has taken back.
    if (this.#isTransacting) throw new TakenBackError('SQLite has taken this transaction back');
    if (!/^\s*(?:select|with|pragma)\b/i.test(query.sql) && !this.#isInPlace())
      throw new FileGoneError(
        `${this.#sqlite.name} was deleted, moved or replaced while the server was running`,
      );
    const until = Date.now() + PATIENCE_MS;
    for (let pause = 5; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await execute(query);
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error;
      }
      this.#turns.pass();
      await sleep(pause);
      await this.#turns.take();
    }
  }
}

const BEGIN = CompiledQuery.raw('begin immediate');

const isBusy = (error: unknown): boolean =>
  /^SQLITE_(?:BUSY|LOCKED)/.test((error as { code?: string }).code ?? '');

/** Tells at any time whether the path still leads to the file that was opened. */
function placeOf(sqlite: Sqlite.Database): () => boolean {
  if (sqlite.memory) return () => true;
  const opened = statSync(sqlite.name);
  return () => {
    const found = statSync(sqlite.name, { throwIfNoEntry: false });
    return found?.ino === opened.ino && found.dev === opened.dev;
  };
}

/** One at a time, in the order of asking. */
class Turns {
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }
}

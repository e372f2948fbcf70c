import Sqlite from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';

/** Where the lock of a database file stands. It stays after a stop, and says then that there was a database. */
export const lockOf = (file: string): string => `${file}.lock`;

/**
 * Takes a database file for this process alone, until the returned function is called or the process ends in
 * whatever way: the lock is the operating system's. Throws where another process has it, by its number.
 */
export function lockDatabase(file: string): () => void {
  const lock = new Sqlite(lockOf(file), { timeout: 0 });
  try {
    lock.exec('CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), process INTEGER)');
    lock
      .prepare('INSERT INTO holder VALUES (1, ?) ON CONFLICT DO UPDATE SET process = excluded.process')
      .run(process.pid);
    // A reserved lock: nobody else gets one, and who holds it can still be read.
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    const holder = lock.prepare('SELECT process FROM holder').pluck().get();
    lock.close();
    throw new OperatorError(
      `Another Banso (process ${holder}) is using ${file}. Stop it first: two servers on one file are not possible.`,
    );
  }
  return () => lock.close();
}

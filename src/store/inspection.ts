import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { newestMigration } from './migrations.ts';

/** What says in a SQLite file that it is Banso's ("Bans"). */
export const APPLICATION_ID = 0x42616e73;

const HEADER = 'SQLite format 3\0';
const RESTORE = 'Restore a backup: npm run -s banso -- restore BACKUP';

/**
 * Looks at a database file without changing it. `absent`: nothing is there, or an empty file. Throws an
 * OperatorError for what is no database of this version of Banso: a folder, another program's file, a newer
 * release's, a damaged one. A file that was not closed is checked page by page.
 */
export function inspectDatabase(file: string): 'absent' | 'ours' {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory())
    throw new OperatorError(`${file} is a folder. DATABASE_FILE has to name a file in it.`);
  if (!found || found.size === 0) return 'absent';
  const header = readHeader(file);
  if (header.toString('latin1', 0, 16) !== HEADER)
    throw new OperatorError(
      `${file} is not a database. Check DATABASE_FILE; it was left as it is. ${RESTORE}`,
    );
  const owner = header.length < 72 ? 0 : header.readUInt32BE(68);
  if (owner !== 0 && owner !== APPLICATION_ID) throw foreign(file);
  const wasClosed = !statSync(`${file}-wal`, { throwIfNoEntry: false })?.size;
  return read(file, (sqlite) => {
    const tables = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    if (tables.length === 0) return 'absent';
    if (owner === 0 && !(tables.includes('migrations') && tables.includes('owners'))) throw foreign(file);
    const newest = sqlite.prepare('SELECT max(number) FROM migrations').pluck().get();
    if (Number(newest) > newestMigration())
      throw new OperatorError(
        `${file} was written by a newer version of Banso (migration ${newest}; this one knows ${newestMigration()}). Start that version; the file was left as it is.`,
      );
    if (!wasClosed) checkPages(sqlite, file);
    return 'ours';
  });
}

/** The number of the newest migration that a database of ours has had. */
export const appliedMigration = (file: string): number =>
  read(file, (sqlite) => Number(sqlite.prepare('SELECT max(number) FROM migrations').pluck().get()));

/** Every page of a database is looked at; throws an OperatorError that names the first that is wrong. */
export function checkPages(sqlite: Sqlite.Database, file: string): void {
  const said = sqlite.pragma('quick_check(1)', { simple: true });
  if (said !== 'ok') throw damaged(file, String(said));
}

/**
 * Whether the folder of a database file shows that there once was one: its copies, lock or log, or another
 * database beside it, as a wrongly typed name leaves it.
 */
export function hasTraces(file: string): boolean {
  const folder = dirname(file);
  const start = basename(file);
  return (
    statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true &&
    readdirSync(folder).some(
      (name) =>
        name.startsWith(`${start}.`) ||
        name.startsWith(`${start}-`) ||
        (name !== start && /\.sqlite$/.test(name)),
    )
  );
}

function readHeader(file: string): Buffer {
  try {
    const descriptor = openSync(file, 'r');
    const header = Buffer.alloc(100);
    const length = readSync(descriptor, header, 0, 100, 0);
    closeSync(descriptor);
    return header.subarray(0, length);
  } catch (error) {
    throw new OperatorError(
      `${file} cannot be read (${(error as { code?: string }).code}). Give it to the user that Banso runs as.`,
    );
  }
}

function read<Result>(file: string, look: (sqlite: Sqlite.Database) => Result): Result {
  let sqlite: Sqlite.Database | undefined;
  try {
    sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
    return look(sqlite);
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && /CORRUPT|NOTADB/.test(error.code))
      throw damaged(file, error.message);
    throw error;
  } finally {
    sqlite?.close();
  }
}

const foreign = (file: string): OperatorError =>
  new OperatorError(
    `${file} belongs to another program, not to Banso. Check DATABASE_FILE; it was left as it is.`,
  );

const damaged = (file: string, how: string): OperatorError =>
  new OperatorError(`${file} is damaged (${how.split('\n').slice(0, 2).join(' ')}). ${RESTORE}`);

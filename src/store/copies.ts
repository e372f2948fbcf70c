import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { checkPages, inspectDatabase } from './inspection.ts';

/**
 * Writes a whole copy of a database: what was committed when it began, whoever writes meanwhile. The copy
 * has a passing name until it is complete, was read page by page and lies on the disk. Throws where there
 * is no room, leaving nothing behind; never writes over a file.
 */
export function copyDatabase(sqlite: Sqlite.Database, target: string): void {
  if (existsSync(target)) throw new OperatorError(`${target} is there already. Choose another name.`);
  const partial = `${target}.part`;
  // What a copy left that did not come to its end.
  for (const each of [partial, `${partial}-journal`]) rmSync(each, { force: true });
  try {
    sqlite.exec(`VACUUM INTO '${partial.replaceAll("'", "''")}'`);
    const copy = new Sqlite(partial, { readonly: true });
    try {
      checkPages(copy, partial);
    } finally {
      copy.close();
    }
    chmodSync(partial, 0o600);
    flush(partial);
    renameSync(partial, target);
    flush(dirname(target));
  } catch (error) {
    rmSync(partial, { force: true });
    const { code = '' } = error as { code?: string };
    if (/^SQLITE_(?:FULL|IOERR)|^ENOSPC/.test(code))
      throw new OperatorError(`There is no room for a copy at ${target}. Make room and try again.`);
    if (/^SQLITE_CANTOPEN|^EACCES|^EROFS|^ENOENT/.test(code))
      throw new OperatorError(
        `${target} cannot be written (${code}). Name a folder that Banso may write to.`,
      );
    throw error;
  }
}

/** Copies the database at a path, whether a server is writing to it or not. */
export function backUp(file: string, target: string): void {
  if (inspectDatabase(file) === 'absent') throw new OperatorError(`There is no database at ${file}.`);
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    copyDatabase(sqlite, target);
  } finally {
    sqlite.close();
  }
}

/**
 * Puts a backup in a database's place. What it replaces, with the log beside it, is kept under a name with
 * the time, which is returned; null where nothing was there. The caller holds the lock of the file.
 */
export function restore(file: string, backup: string, now: Date): string | null {
  if (inspectDatabase(backup) === 'absent') throw new OperatorError(`There is no backup at ${backup}.`);
  const source = new Sqlite(backup, { readonly: true, fileMustExist: true });
  const incoming = `${file}.restoring`;
  rmSync(incoming, { force: true });
  try {
    checkPages(source, backup);
    copyDatabase(source, incoming);
  } finally {
    source.close();
  }
  const replaced = `${file}.replaced-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const wasThere = existsSync(file);
  // The log goes first: beside another database it would damage it.
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(file + suffix)) renameSync(file + suffix, replaced + suffix);
  renameSync(incoming, file);
  flush(dirname(file));
  return wasThere ? replaced : null;
}

/** What Banso itself has put beside a database file: copies before upgrades, and what restoring replaced. */
export function listCopies(file: string): { path: string; bytes: number; at: Date }[] {
  const folder = dirname(file);
  const start = basename(file);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${start}.before-`) || name.startsWith(`${start}.replaced-`))
    .map((name) => join(folder, name))
    .map((path) => ({ path, stat: statSync(path) }))
    .map(({ path, stat }) => ({ path, bytes: stat.size, at: stat.mtime }))
    .sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** How many copies from before upgrades stay. */
export const COPIES_KEPT = 3;

/** Removes the copies from before earlier upgrades, all but the newest. Returns the paths that are gone. */
export function removeOldCopies(file: string): string[] {
  const old = listCopies(file)
    .filter(({ path }) => path.includes('.before-'))
    .slice(COPIES_KEPT);
  for (const { path } of old) rmSync(path, { force: true });
  return old.map(({ path }) => path);
}

/** A name that is still free: the wanted one, or with a number behind it. */
export function freeName(wanted: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}

/** What was written to a file or folder is on the disk when this returns. */
function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Some systems cannot flush a folder.
    if ((error as { code?: string }).code !== 'EPERM' && (error as { code?: string }).code !== 'EINVAL')
      throw error;
  } finally {
    closeSync(descriptor);
  }
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { readConfig } from '../config.ts';
import { OperatorError } from '../operator-error.ts';
import { openInstallation } from '../starting.ts';
import { backUp, listCopies, restore } from '../store/copies.ts';
import { inspectDatabase } from '../store/inspection.ts';
import { lockDatabase } from '../store/lock.ts';
import { readMigrations } from '../store/migrations.ts';
import { isThere, nameOfDatabase } from '../store/opening.ts';

/** The database file; throws where the database is on a server, which has tools of its own for this. */
function fileOf(given?: string): string {
  const { databaseFile, databaseUrl } = readConfig(process.env);
  if (given === undefined && databaseUrl !== null)
    throw new OperatorError(
      'This command is for files, and DATABASE_URL names a PostgreSQL server. Use its own tools, such as pg_dump; see docs/operators/postgresql.md.',
    );
  return resolve(given ?? databaseFile);
}

/** Makes the database of a new installation. Returns the exit code. */
export async function init(): Promise<number> {
  const config = readConfig(process.env);
  if (await isThere(config))
    throw new OperatorError(`${nameOfDatabase(config)} is there already. Nothing was changed.`);
  const { db, release } = await openInstallation(config, { mayCreate: true });
  await db.destroy();
  release();
  console.log(`A new database was made: ${nameOfDatabase(config)}`);
  return 0;
}

/** Copies the database to a file, whether the server runs or not. Returns the exit code. */
export function backup(target: string): number {
  const file = fileOf();
  backUp(file, resolve(target));
  console.log(`${resolve(target)} is a whole copy of ${file}, read again page by page.`);
  return 0;
}

/** Puts a backup in the database's place; the server has to be stopped. Returns the exit code. */
export function restoreBackup(backupFile: string): number {
  const file = fileOf();
  const release = lockDatabase(file);
  try {
    const replaced = restore(file, resolve(backupFile), new Date());
    console.log(`${file} is now what was in ${resolve(backupFile)}.`);
    if (replaced) console.log(`What was there before is kept: ${replaced}`);
  } finally {
    release();
  }
  return 0;
}

/** Looks at every page, key and row of a database without changing it. Returns the exit code. */
export function check(given?: string): number {
  const file = fileOf(given);
  if (inspectDatabase(file) === 'absent') throw new OperatorError(`There is no database at ${file}.`);
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const pages = sqlite.pragma('integrity_check', { simple: true });
    const orphans = sqlite.pragma('foreign_key_check') as unknown[];
    const applied = Number(sqlite.prepare('SELECT count(*) FROM migrations').pluck().get());
    const pending = readMigrations().length - applied;
    const count = (table: string): unknown => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    console.log(`${file}: pages ${pages}, keys ${orphans.length === 0 ? 'ok' : `${orphans.length} broken`}`);
    console.log(
      `owners ${count('owners')}, vettings ${count('vettings')}, candidates ${count('candidates')}, answers ${count('answers')}`,
    );
    if (pending > 0) console.log(`The next start upgrades it (${pending} migrations) after making a copy.`);
    for (const { path, bytes, at } of existsSync(file) ? listCopies(file) : [])
      console.log(`copy of ${at.toISOString().slice(0, 10)}, ${(bytes / 1e6).toFixed(1)} MB: ${path}`);
    return pages === 'ok' && orphans.length === 0 ? 0 : 1;
  } finally {
    sqlite.close();
  }
}

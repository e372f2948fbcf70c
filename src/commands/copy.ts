import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { OperatorError } from '../operator-error.ts';
import { openExisting, openInstallation } from '../starting.ts';
import { namesPostgres } from '../store/address.ts';
import { copyEverything, isWithoutData } from '../store/copying.ts';
import { type DatabaseAddress, isThere, nameOfDatabase } from '../store/opening.ts';

const addressOf = (text: string): DatabaseAddress => ({
  databaseFile: namesPostgres(text) ? '' : resolve(text),
  databaseUrl: namesPostgres(text) ? text : null,
  databaseConnections: 2,
});

/**
 * Copies everything of one database into another, from a file to a PostgreSQL server or back. The target may
 * hold nothing, unless it may be replaced. Returns the exit code.
 */
export async function copyDatabases(from: string, to: string, replaces: boolean): Promise<number> {
  // A wrong setting is said before anything is opened.
  readConfig(process.env);
  const [source, target] = [addressOf(from), addressOf(to)];
  if (nameOfDatabase(source) === nameOfDatabase(target))
    throw new OperatorError('--from and --to are the same database. Nothing was changed.');
  if (!(await isThere(source)))
    throw new OperatorError(`There is no database of Banso at ${nameOfDatabase(source)} (--from).`);
  const read = await openExisting(source);
  try {
    const { db, release } = await openInstallation(
      { ...target, mustExist: false },
      { mayCreate: true, besideOthers: true },
    );
    try {
      if (!replaces && !(await isWithoutData(db)))
        throw new OperatorError(
          `${nameOfDatabase(target)} holds accounts already. Nothing was changed; with --replace everything in it is replaced.`,
        );
      const sums = await copyEverything(read, db);
      const rows = Object.values(sums).reduce((sum, each) => sum + each.rows, 0);
      for (const [table, sum] of Object.entries(sums))
        if (sum.rows > 0)
          console.log(`${table.padEnd(20)} ${String(sum.rows).padStart(8)}  ${sum.fingerprint}`);
      console.log(
        `${rows} rows were copied to ${nameOfDatabase(target)} and read again there: counts and fingerprints are the same.`,
      );
      return 0;
    } finally {
      await db.destroy();
      release();
    }
  } finally {
    await read.destroy();
  }
}

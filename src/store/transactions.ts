import type { Database } from './database.ts';

/** Runs changes all or nothing: in a transaction of their own, or in the one that is open already. */
export function inTransaction<Result>(
  db: Database,
  changes: (trx: Database) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? changes(db) : db.transaction().execute(changes);
}

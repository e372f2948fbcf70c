import { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';
import { isPostgres } from './engine.ts';
import { forgetLocks, hold, type Lock } from './locks.ts';

/**
 * The one door for changes. Runs them all or nothing: in a transaction of their own, which is durable when
 * this returns, or as part of the one that is open already, with which they stand and fall. Nobody else
 * changes meanwhile what is locked, so what decides is read inside. Changes await all that they begin, and
 * may be begun anew.
 *
 * In a file, where one writes at a time, changes of one turn of the event loop share one durable commit, each
 * behind a savepoint: twenty answers that arrive together wait for the disk once. One that fails takes back
 * its own changes alone; where the commit itself fails, nobody is told that anything was kept. A PostgreSQL
 * server gathers commits by itself.
 */
export function inTransaction<Result>(
  db: Database,
  lock: Lock,
  changes: (trx: Database) => Promise<Result>,
): Promise<Result> {
  const locked = async (trx: Database): Promise<Result> => {
    await hold(trx, lock);
    return changes(trx);
  };
  if (db.isTransaction) return locked(db);
  if (isPostgres(db)) return again(() => db.transaction().execute((trx) => locked(trx.withoutPlugins())));
  return together(db, locked);
}

/** Two that wait for each other, or were not one after the other: one of them was taken back and begins anew. */
const BEGINS_ANEW: ReadonlySet<string | undefined> = new Set(['40001', '40P01']);
const MOST_TIMES = 5;

async function again<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let times = 1; ; times += 1)
    try {
      return await transaction();
    } catch (error) {
      if (times === MOST_TIMES || !BEGINS_ANEW.has((error as { code?: string }).code)) throw error;
    }
}

function together<Result>(db: Database, changes: (trx: Database) => Promise<Result>): Promise<Result> {
  const group = GROUPS.get(db) ?? new CommitGroup(db);
  GROUPS.set(db, group);
  return group.add(changes);
}

const GROUPS = new WeakMap<Database, CommitGroup>();
/** So many share one commit; the others the next one, so that nobody waits for a whole rush. */
const MOST_TOGETHER = 50;

/** Changes that wait for their commit, and who is told what became of them. */
type Job = {
  run: (trx: Database) => Promise<void>;
  /** Why its own changes failed. */
  failure: { error: unknown } | null;
  /** Tells the caller: the result, its own failure, or that of the commit. */
  settle: (commitFailure: { error: unknown } | null) => void;
};

class CommitGroup {
  readonly #db: Database;
  #waiting: Job[] = [];
  #isRunning = false;

  constructor(db: Database) {
    this.#db = db;
  }

  add<Result>(changes: (trx: Database) => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result;
      const job: Job = {
        failure: null,
        run: async (trx) => {
          try {
            result = await changes(trx);
          } catch (error) {
            job.failure = { error };
          }
        },
        settle: (commitFailure) => {
          const failure = job.failure ?? commitFailure;
          if (failure) reject(failure.error);
          else resolve(result);
        },
      };
      this.#waiting.push(job);
      if (!this.#isRunning) void this.#commitAll();
    });
  }

  async #commitAll(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      // Whatever else arrived in this turn of the event loop comes along.
      await new Promise((resolve) => setImmediate(resolve));
      await this.#commit(this.#waiting.splice(0, MOST_TOGETHER));
    }
    this.#isRunning = false;
  }

  async #commit(jobs: readonly Job[]): Promise<void> {
    let commitFailure: Job['failure'] = null;
    try {
      await this.#db.transaction().execute((trx) => runAll(trx.withoutPlugins(), jobs));
    } catch (error) {
      commitFailure = { error };
    }
    for (const job of jobs) job.settle(commitFailure);
  }
}

const SAVEPOINT = CompiledQuery.raw('savepoint job');
const RELEASE = CompiledQuery.raw('release job');
const TAKE_BACK = CompiledQuery.raw('rollback to job');

async function runAll(trx: Database, jobs: readonly Job[]): Promise<void> {
  const isAlone = jobs.length === 1;
  for (const job of jobs) {
    forgetLocks(trx);
    if (!isAlone) await trx.executeQuery(SAVEPOINT);
    await job.run(trx);
    if (isAlone && job.failure) throw job.failure.error;
    if (isAlone) return;
    if (job.failure) await takeBack(trx, job.failure);
    await trx.executeQuery(RELEASE);
  }
}

/** Takes back what one job changed. Where SQLite has taken back everything, such as on a full disk, all failed. */
async function takeBack(trx: Database, { error }: { error: unknown }): Promise<void> {
  try {
    await trx.executeQuery(TAKE_BACK);
  } catch {
    throw error;
  }
}

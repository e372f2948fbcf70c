import Sqlite from 'better-sqlite3';

let commits = 0;

/**
 * Counts what is made durable from now on: commits, and changes outside of a transaction. Before a
 * database is opened.
 */
export function countCommits(): void {
  const { prepare } = Sqlite.prototype;
  Sqlite.prototype.prepare = function counting(this: Sqlite.Database, source: string) {
    const statement = prepare.call(this, source);
    const run = statement.run.bind(statement);
    const isCommit = /^\s*commit\b/i.test(source);
    const isChange = /^\s*(?:insert|update|delete|replace)\b/i.test(source);
    statement.run = (...parameters: [never]) => {
      if (isCommit || (isChange && !this.inTransaction)) commits += 1;
      return run(...parameters);
    };
    return statement;
  } as typeof prepare;
}

/** What the process has used so far: CPU time in microseconds, memory in bytes, durable commits. */
export function usage(): { cpu: number; rss: number; commits: number } {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, rss: process.memoryUsage.rss(), commits };
}

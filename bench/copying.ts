import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyEverything } from '../src/store/copying.ts';
import { openDatabase } from '../src/store/database.ts';
import { openPostgres } from '../src/store/postgres/open.ts';
import { runOn, startPostgres } from '../test/support/postgres.ts';
import { fill } from './chamber-data.ts';

/**
 * Copies more than 200,000 rows from a file to a PostgreSQL server and back into a new file, as `banso copy`
 * does: `node bench/copying.ts`. Prints rows and seconds, and fails where a table is not the same afterwards.
 */
const postgres = await startPostgres();
const folder = mkdtempSync(join(tmpdir(), 'banso-copying-'));
try {
  await runOn(postgres.url('postgres'), 'CREATE DATABASE bench');
  const file = join(folder, 'from.sqlite');
  const from = openDatabase(file);
  await fill(from, { owners: 2000, candidates: 20 });
  const server = await openPostgres({ url: postgres.url('bench') });
  const back = openDatabase(join(folder, 'back.sqlite'));
  const timed = async (what: string, copy: () => ReturnType<typeof copyEverything>) => {
    const began = performance.now();
    const sums = await copy();
    const rows = Object.values(sums).reduce((sum, each) => sum + each.rows, 0);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const rss_mb = Math.round(process.memoryUsage().rss / 1024 ** 2);
    console.log(JSON.stringify({ what, rows, seconds, rss_mb }));
    return JSON.stringify(sums);
  };
  console.log(`${(statSync(file).size / 1024 ** 2).toFixed(0)} MB`);
  const there = await timed('file to server', () => copyEverything(from, server));
  const again = await timed('server to file', () => copyEverything(server, back));
  if (there !== again) throw new Error('what came back is not what went');
  for (const db of [from, server, back]) await db.destroy();
} finally {
  rmSync(folder, { recursive: true, force: true });
  await postgres.remove();
}

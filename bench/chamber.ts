import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSampleVetting } from '../src/samples/sample.ts';
import { copyEverything } from '../src/store/copying.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { createOwner } from '../src/store/owners.ts';
import { openPostgres } from '../src/store/postgres/open.ts';
import { startSession } from '../src/store/sessions.ts';
import { type PostgresServer, runOn, startPostgres } from '../test/support/postgres.ts';
import { fill } from './chamber-data.ts';
import { ask } from './chamber-load.ts';
import { openAll } from './compare.ts';
import { type Server, start } from './load.ts';

/**
 * A chamber of commerce with 2,000 owners of ten candidates each on one machine, all answering at once: `node
 * bench/chamber.ts`. Saves arrive at a rate that does not wait for answers, each of another candidate, and
 * the rate is raised until the server refuses. Prints for each rate what came of it.
 *
 * `node bench/chamber.ts MINUTES` asks at one rate for so long instead, with a comparison, a report and an
 * export every second as well, and prints a line every half minute: what it does to memory.
 *
 * `node bench/chamber.ts servers 3` asks so many servers in turn that share a PostgreSQL server on the same
 * machine, to which everything is copied first.
 */
const OWNERS = 2000;
const CANDIDATES = 10;
const RATES = [100, 200, 400, 800, 1600];
const STEADY_RATE = 50;

const FLAGS = ['--max-semi-space-size=4', '--import', './scripts/prepare.js'];
const [first = '', second = ''] = process.argv.slice(2);
const minutes = Number.parseInt(first, 10) || 0;
const count = first === 'servers' ? Number.parseInt(second, 10) || 3 : 0;
const folder = mkdtempSync(join(tmpdir(), 'banso-chamber-'));
let postgres: PostgresServer | null = null;
try {
  const db = openDatabase(join(folder, 'banso.sqlite'));
  const sessions = await fill(db, { owners: OWNERS, candidates: CANDIDATES });
  const owner = await readableVetting(db);
  await db.destroy();
  const megabytes = statSync(join(folder, 'banso.sqlite')).size / 1024 ** 2;
  console.log(`${OWNERS * CANDIDATES} candidates, ${megabytes.toFixed(0)} MB`);
  if (count > 0) postgres = await movedTo(join(folder, 'banso.sqlite'));
  const servers: Server[] = [];
  for (let n = 0; n < Math.max(1, count); n += 1) servers.push(await start('./served.ts', folder, FLAGS));
  const rows = [];
  if (minutes > 0) {
    const reader = readAsOwner(servers[0] as Server, owner);
    for (let half = 0; half < minutes * 2; half += 1) {
      const row = await ask(servers, sessions, STEADY_RATE, 30);
      rows.push(row);
      console.log(JSON.stringify({ minutes: (half + 1) / 2, ...row }));
    }
    console.log(`${await reader.stop()} comparisons, reports and exports beside it`);
  } else {
    // The first seconds of a server are slower than all that follow.
    await ask(servers, sessions, STEADY_RATE);
    for (const rate of RATES) rows.push(await ask(servers, sessions, rate));
    // How long after the rush a save is as quick as before it.
    rows.push({ ...(await ask(servers, sessions, RATES[0] ?? 0)), rate: `${RATES[0]} after it` });
  }
  console.table(rows);
  for (const server of servers) server.stop();
} finally {
  await postgres?.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** Copies the file to a PostgreSQL server, which the servers started from here on use. */
async function movedTo(file: string): Promise<PostgresServer> {
  const server = await startPostgres();
  await runOn(server.url('postgres'), 'CREATE DATABASE bench');
  const url = server.url('bench');
  const [from, to] = [openDatabase(file), await openPostgres({ url })];
  await copyEverything(from, to);
  await Promise.all([from.destroy(), to.destroy()]);
  process.env.DATABASE_URL = url;
  return server;
}

/** An owner with a vetting to which four have submitted. */
async function readableVetting(db: Database): Promise<{ token: string; pages: string[] }> {
  const account = await createOwner(db, 'reader@example.com', 'none', new Date());
  if (!account) throw new Error('the bench could not be set up');
  const vettingId = await createSampleVetting(db, account.id, 'en', new Date());
  await openAll(db, vettingId, account.id, new Date());
  const base = `/vettings/${vettingId}`;
  const { id } = await db
    .selectFrom('candidates')
    .select('id')
    .where('vetting_id', '=', vettingId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const pages = [
    'comparison',
    `candidates/${id}/report`,
    'export.xlsx',
    'export.json',
    'reading',
    'decision',
  ];
  return {
    token: await startSession(db, account.id, new Date()),
    pages: pages.map((page) => `${base}/${page}`.slice(1)),
  };
}

/** Reads what an owner reads, one page after the other, until it is stopped; throws where one is refused. */
function readAsOwner(server: Server, owner: { token: string; pages: string[] }) {
  let isStopped = false;
  let read = 0;
  const reading = (async () => {
    for (; !isStopped; read += 1) {
      const page = owner.pages[read % owner.pages.length] ?? '';
      const answer = await fetch(`${server.targets.home?.url}${page}`, {
        headers: { cookie: `banso_session=${owner.token}` },
      });
      await answer.arrayBuffer();
      // An account may take so many exports a day.
      if (answer.status !== 200 && answer.status !== 429) throw new Error(`${page}: ${answer.status}`);
      await sleep(300);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await reading;
      return read;
    },
  };
}

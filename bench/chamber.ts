import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createSampleVetting } from '../src/samples/sample.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { createOwner } from '../src/store/owners.ts';
import { startSession } from '../src/store/sessions.ts';
import { makeInterview, TYPED } from './interview.ts';
import { type Server, start } from './load.ts';

/**
 * A chamber of commerce with 2,000 owners of ten candidates each on one machine, all answering at once: `node
 * bench/chamber.ts`. Saves arrive at a rate that does not wait for answers, each of another candidate, and
 * the rate is raised until the server refuses. Prints for each rate what came of it.
 *
 * `node bench/chamber.ts MINUTES` asks at one rate for so long instead, with a comparison, a report and an
 * export every second as well, and prints a line every half minute: what it does to memory.
 */
const OWNERS = 2000;
const CANDIDATES = 10;
const RATES = [100, 200, 400, 800, 1600, 3200];
const SECONDS = 10;
const STEADY_RATE = 50;
const TICK_MS = 4;
const AGENT = new Agent({ keepAlive: true, maxSockets: 1000 });
/** A save a page each so often: a page is loaded now and then, and what is typed is saved all the time. */
const SAVES_A_PAGE = 20;

const folder = mkdtempSync(join(tmpdir(), 'banso-chamber-'));
try {
  const db = openDatabase(join(folder, 'banso.sqlite'));
  const sessions = await fill(db);
  const owner = await readableVetting(db);
  await db.destroy();
  const megabytes = statSync(join(folder, 'banso.sqlite')).size / 1024 ** 2;
  console.log(`${OWNERS * CANDIDATES} candidates, ${megabytes.toFixed(0)} MB`);
  const server = await start('./served.ts', folder, [
    '--max-semi-space-size=4',
    '--import',
    './scripts/prepare.js',
  ]);
  const minutes = Number(process.argv[2] ?? 0);
  const rows = [];
  if (minutes > 0) {
    const reader = readAsOwner(server, owner);
    for (let half = 0; half < minutes * 2; half += 1) {
      const row = await ask(server, sessions, STEADY_RATE, 30);
      rows.push(row);
      console.log(JSON.stringify({ minutes: (half + 1) / 2, ...row }));
    }
    console.log(`${await reader.stop()} comparisons, reports and exports beside it`);
  } else {
    for (const rate of RATES) rows.push(await ask(server, sessions, rate));
    // How long after the rush a save is as quick as before it.
    rows.push({ ...(await ask(server, sessions, RATES[0] ?? 0)), rate: `${RATES[0]} after it` });
  }
  console.table(rows);
  server.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The candidates with the token of each one's browser. */
type Session = { candidateId: string; token: string };

async function fill(db: Database): Promise<Session[]> {
  const { ownerId, vettingId, candidateId } = await makeInterview(db);
  const copy = async (table: string, count: number, changed: Record<string, string>): Promise<void> => {
    const found = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(db);
    const columns = found.rows.map(({ name }) => changed[name] ?? `${table}.${name}`);
    await sql
      .raw(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
         INSERT INTO ${table} SELECT ${columns.join(', ')} FROM ${table}, n`,
      )
      .execute(db);
  };
  const all = OWNERS * CANDIDATES;
  await copy('owners', OWNERS, { id: `'o' || i`, email: `i || '@example.com'` });
  await copy('vettings', OWNERS, { id: `'v' || i`, owner_id: `'o' || i` });
  const inVetting = `'v' || (1 + i % ${OWNERS})`;
  await copy('candidates', all, { id: `'c' || i`, vetting_id: inVetting, name: `'Agency ' || i` });
  await copy('invitations', all, { id: `'i' || i`, candidate_id: `'c' || i`, token_hash: `'h' || i` });
  await copy('interviews', all, { candidate_id: `'c' || i` });
  await sql`DELETE FROM answers WHERE candidate_id NOT IN (SELECT id FROM candidates)`.execute(db);
  await copy('answers', all, { candidate_id: `'c' || i` });
  const at = new Date().toISOString();
  const sessions: Session[] = [];
  await db.transaction().execute(async (trx) => {
    for (let n = 1; n <= all; n += 1) {
      const token = randomBytes(32).toString('base64url');
      const token_hash = createHash('sha256').update(token).digest('hex');
      await trx
        .insertInto('candidate_sessions')
        .values({ token_hash, invitation_id: `i${n}`, created_at: at })
        .execute();
      sessions.push({ candidateId: `c${n}`, token });
    }
  });
  if (!ownerId || !vettingId || !candidateId) throw new Error('the bench could not be set up');
  return sessions;
}

/** An owner with a vetting to which four have submitted. */
async function readableVetting(db: Database): Promise<{ token: string; pages: string[] }> {
  const account = await createOwner(db, 'reader@example.com', 'none', new Date());
  if (!account) throw new Error('the bench could not be set up');
  const base = `/vettings/${await createSampleVetting(db, account.id, 'en', new Date())}`;
  const { id } = await db
    .selectFrom('candidates')
    .select('id')
    .where('vetting_id', '=', base.split('/')[2] ?? '')
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

/** Saves at a rate, each of a candidate chosen at random, with a page now and then. */
async function ask(server: Server, sessions: readonly Session[], rate: number, seconds = SECONDS) {
  const home = server.targets.home?.url ?? '';
  const { cookie: csrfCookie = '', body: csrf = '' } = server.targets.form ?? {};
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const waiting = new Set<Promise<void>>();
  const one = async (number: number): Promise<void> => {
    const { candidateId, token } = sessions[Math.floor(Math.random() * sessions.length)] as Session;
    const isPage = number % SAVES_A_PAGE === 0;
    const fields = { _csrf: csrf, intent: 'autosave', ...TYPED, who: `${TYPED.who} ${rate}-${number}` };
    const began = performance.now();
    const status = await send(`${home}interview/${candidateId}/understand`, {
      cookie: `banso_interview_${candidateId}=${token}; ${csrfCookie}`,
      ...(isPage ? {} : { body: new URLSearchParams(fields).toString() }),
    });
    if (status === 200) times.push(performance.now() - began);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const before = await server.usage();
  const began = performance.now();
  for (let sent = 0; ; ) {
    const elapsed = (performance.now() - began) / 1000;
    if (elapsed >= seconds) break;
    for (; sent < elapsed * rate; sent += 1) {
      const asked = one(sent);
      waiting.add(asked);
      void asked.then(() => waiting.delete(asked));
    }
    await sleep(TICK_MS);
  }
  const after = await server.usage();
  await Promise.all(waiting);
  const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const sorted = times.sort((one_, other) => one_ - other);
  const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  return {
    rate: String(rate),
    answered_per_second: Math.round(times.length / seconds),
    refused_percent: Number(((100 * (statuses.get(503) ?? 0)) / all).toFixed(1)),
    other_percent: Number(((100 * (all - times.length - (statuses.get(503) ?? 0))) / all).toFixed(1)),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    cpu_percent: Math.round((after.cpu - before.cpu) / (seconds * 1e4)),
    commits_per_second: Math.round((after.commits - before.commits) / seconds),
    rss_mb: Math.round(after.rss / 1024 ** 2),
  };
}

/** Sends a save, or asks for the page where there is nothing to save; 0 where the connection broke. */
function send(url: string, { cookie, body }: { cookie: string; body?: string }): Promise<number> {
  return new Promise((resolve) => {
    const form = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const asked = request(
      url,
      { agent: AGENT, method: body ? 'POST' : 'GET', headers: { cookie, ...(body ? form : {}) } },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    asked.once('error', () => resolve(0));
    asked.end(body);
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/store/database.ts';
import { openPostgres } from '../src/store/postgres/open.ts';
import { runOn, startPostgres } from '../test/support/postgres.ts';
import { makeInterview, TYPED } from './interview.ts';
import { measure, type Server, start, type Target } from './load.ts';

/**
 * One candidate's page and save on a SQLite file and on a PostgreSQL server on the same machine, in
 * interleaved rounds: `node bench/engines.ts`. Prints requests a second and CPU microseconds of Banso's own
 * process, medians. PostgreSQL's share of the two cores is not in the latter.
 */
const ROUNDS = 5;
const SECONDS = 3;

const postgres = await startPostgres();
const folder = mkdtempSync(join(tmpdir(), 'banso-engines-'));
try {
  await runOn(postgres.url('postgres'), 'CREATE DATABASE bench');
  const url = postgres.url('bench');
  const engines = [
    { name: 'sqlite', db: openDatabase(join(folder, 'banso.sqlite')), env: {} },
    { name: 'postgres', db: await openPostgres({ url }), env: { DATABASE_URL: url } },
  ];
  const served: { name: string; server: Server; page: Target; save: Target }[] = [];
  for (const { name, db, env } of engines) {
    const { candidateId, session } = await makeInterview(db);
    await db.destroy();
    Object.assign(process.env, env);
    const server = await start('./served.ts', folder, ['--max-semi-space-size=4']);
    const { cookie: csrfCookie = '', body: csrf = '' } = server.targets.form ?? {};
    const cookie = `banso_interview_${candidateId}=${session}; ${csrfCookie}`;
    const address = `${server.targets.home?.url}interview/${candidateId}/understand`;
    const body = new URLSearchParams({ _csrf: csrf, intent: 'autosave', ...TYPED }).toString();
    served.push({
      name,
      server,
      page: { url: address, cookie },
      save: { url: address, cookie, body, accept: 'application/json' },
    });
  }
  const rows = new Map<string, { perSecond: number[]; cpu: number[] }>();
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { name, server, page, save } of served)
      for (const [what, target, connections] of [
        ['page, 1 connection', page, 1],
        ['save, 1 connection', save, 1],
        ['save, 20 connections', save, 20],
      ] as const) {
        const { perSecond, cpu } = await measure(server, target, { seconds: SECONDS, connections });
        // The first round warms up.
        if (round === 0) continue;
        const row = rows.get(`${name}: ${what}`) ?? { perSecond: [], cpu: [] };
        row.perSecond.push(perSecond);
        row.cpu.push(cpu);
        rows.set(`${name}: ${what}`, row);
      }
  const median = (values: number[]): number =>
    Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
  console.table(
    [...rows].map(([what, { perSecond, cpu }]) => ({
      what,
      per_second: median(perSecond),
      cpu_us: median(cpu),
    })),
  );
  for (const { server } of served) server.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
  await postgres.remove();
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/store/database.ts';
import { startSession } from '../src/store/sessions.ts';
import { compareTexts } from '../src/store/shared-texts.ts';
import { findVetting } from '../src/store/vettings.ts';
import { addSubmitted, openAll } from './compare.ts';
import { makeInterview, TYPED } from './interview.ts';
import { median } from './load.ts';

const ROUNDS = 21;
const CANDIDATES = 300;
const DELAY_RESOLUTION_MS = 5;
const QUIET_MS = 3000;
const SAVE_EVERY_MS = 5;
const EXPORTS = 5;

type Desk = {
  report_300_ms: number;
  xlsx_300_longest_block_ms: number;
  save_p99_ms: number;
  save_p99_beside_export_ms: number;
};

/**
 * An owner with 300 submitted candidates: milliseconds (medians) that a report takes, the longest block
 * of the event loop while a workbook of all is made, and within how many milliseconds 99 % of a
 * candidate's saves are answered, by themselves and beside exports.
 */
export async function measureDesk(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'banso-desk-'));
  const file = join(folder, 'banso.sqlite');
  const db = openDatabase(file);
  const config = readConfig({ LOG_LEVEL: 'silent', DATABASE_FILE: file });
  const app = await buildApp({ config, db });
  try {
    const now = new Date();
    const { ownerId, vettingId, candidateId, session } = await makeInterview(db);
    const vetting = await findVetting(db, ownerId, vettingId);
    if (vetting) await addSubmitted(db, vetting, CANDIDATES, now);
    await openAll(db, vettingId, ownerId, now);
    await compareTexts(db);
    const cookies = { banso_session: await startSession(db, ownerId, now) };
    const ids = await db
      .selectFrom('interviews')
      .select('candidate_id')
      .where('submitted_at', 'is not', null)
      .limit(ROUNDS)
      .execute();
    const times: number[] = [];
    for (const { candidate_id } of [...ids, ...ids])
      times.push(await timed(app, `/vettings/${vettingId}/candidates/${candidate_id}/report`, cookies));
    const save = await saver(app, candidateId, session);
    await savesWhile(save, pause(QUIET_MS));
    const quiet = await savesWhile(save, pause(QUIET_MS));
    const exports = Array.from({ length: EXPORTS }, () =>
      timed(app, `/vettings/${vettingId}/export.xlsx`, cookies),
    );
    const beside = await savesWhile(save, Promise.all(exports));
    return {
      save_p99_ms: percentile99(quiet),
      save_p99_beside_export_ms: percentile99(beside),
      // The second time round: what is kept of a report may be kept by then.
      report_300_ms: median(times.slice(ids.length)),
      xlsx_300_longest_block_ms: await longestBlock(() =>
        timed(app, `/vettings/${vettingId}/export.xlsx`, cookies),
      ),
    };
  } finally {
    await app.close();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Saves one answer of a candidate, and says how many milliseconds it took. */
async function saver(
  app: FastifyInstance,
  candidateId: string,
  session: string,
): Promise<() => Promise<number>> {
  const url = `/interview/${candidateId}/understand`;
  const first = await app.inject({ url, cookies: { [`banso_interview_${candidateId}`]: session } });
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(first.body)?.[1] ?? '';
  const cookies = Object.fromEntries(first.cookies.map(({ name, value }) => [name, value]));
  let n = 0;
  return async () => {
    n += 1;
    const began = performance.now();
    const answer = await app.inject({
      method: 'POST',
      url,
      cookies: { ...cookies, [`banso_interview_${candidateId}`]: session },
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      payload: new URLSearchParams({
        _csrf,
        ...TYPED,
        who: `${TYPED.who} ${n}`,
        intent: 'autosave',
      }).toString(),
    });
    if (answer.statusCode !== 200) throw new Error(`the save answered ${answer.statusCode}`);
    return performance.now() - began;
  };
}

/** How long saves took, one after the other, until something is done. */
async function savesWhile(save: () => Promise<number>, work: Promise<unknown>): Promise<number[]> {
  let isDone = false;
  const done = work.then(() => {
    isDone = true;
  });
  const times: number[] = [];
  while (!isDone) {
    times.push(await save());
    await pause(SAVE_EVERY_MS);
  }
  await done;
  return times;
}

const percentile99 = (times: number[]): number =>
  times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.NaN;

async function timed(app: FastifyInstance, url: string, cookies: Record<string, string>): Promise<number> {
  const began = performance.now();
  const answer = await app.inject({ url, cookies });
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  return performance.now() - began;
}

/** The longest time in milliseconds for which the event loop did nothing else. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6 - DELAY_RESOLUTION_MS;
}

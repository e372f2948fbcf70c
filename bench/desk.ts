import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/store/database.ts';
import { startSession } from '../src/store/sessions.ts';
import { compareTexts } from '../src/store/shared-texts.ts';
import { findVetting } from '../src/store/vettings.ts';
import { addSubmitted } from './compare.ts';
import { makeInterview } from './interview.ts';
import { median } from './load.ts';

const ROUNDS = 21;
const CANDIDATES = 300;
const DELAY_RESOLUTION_MS = 5;

/**
 * An owner with 300 submitted candidates: milliseconds (medians) that a report takes, and the longest
 * block of the event loop while a workbook of all is made.
 */
export async function measureDesk(): Promise<{ report_300_ms: number; xlsx_300_longest_block_ms: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'banso-desk-'));
  const file = join(folder, 'banso.sqlite');
  const db = openDatabase(file);
  const config = readConfig({ LOG_LEVEL: 'silent', DATABASE_FILE: file });
  const app = await buildApp({ config, db });
  try {
    const now = new Date();
    const { ownerId, vettingId } = await makeInterview(db);
    const vetting = await findVetting(db, ownerId, vettingId);
    if (vetting) await addSubmitted(db, vetting, CANDIDATES, now);
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
    return {
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

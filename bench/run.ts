import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { measureComparison } from './compare.ts';
import { measureScores } from './scores.ts';

const SECONDS = 5;
const CONNECTIONS = 20;

type Target = { url: string; cookie?: string; body?: string };

/** Requests a second that a target answers with 2xx or 3xx. */
async function requestsPerSecond({ url, cookie, body }: Target): Promise<number> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });
  const answered = result['2xx'] + (result['3xx'] ?? 0);
  if (result.errors > 0 || result['4xx'] > 0 || result['5xx'] > 0)
    throw new Error(`${url}: ${result['4xx']} refused, ${result['5xx']} failed, ${result.errors} errors`);
  return answered / result.duration;
}

/**
 * Starts one of the bench's servers in a process of its own and reads the line that it prints once it
 * answers.
 */
async function start(
  script: string,
  folder: string,
): Promise<{ ready: Record<string, unknown>; milliseconds: number; stop: () => void }> {
  const began = performance.now();
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    const milliseconds = performance.now() - began;
    return { ready: JSON.parse(chunk), milliseconds, stop: () => void child.kill() };
  }
  throw new Error(`${script} ended before it was ready`);
}

const folder = mkdtempSync(join(tmpdir(), 'banso-bench-'));
try {
  const bare = await start('./bare.ts', folder);
  const banso = await start('./banso.ts', folder);
  const { page, save, rss } = banso.ready as { page: Target; save: Target; rss: string };
  const { page: barePage, save: bareSave } = bare.ready as { page: Target; save: Target };
  const size = Buffer.byteLength(
    await (await fetch(page.url, { headers: { cookie: page.cookie ?? '' } })).text(),
  );
  const raw = {
    interview_page_per_second: await requestsPerSecond(page),
    bare_page_per_second: await requestsPerSecond({ ...barePage, url: `${barePage.url}?size=${size}` }),
    save_answer_per_second: await requestsPerSecond(save),
    bare_insert_per_second: await requestsPerSecond(bareSave),
    interview_page_bytes: size,
  };
  const memory = Number(await (await fetch(rss)).text());
  banso.stop();
  bare.stop();
  const compare30 = await measureComparison(30);
  const compare300 = await measureComparison(300);
  const compare300ByAnswer = await measureComparison(300, '?sort=answers.understand.who&blind=yes');
  const figures = {
    interview_page_ratio: raw.interview_page_per_second / raw.bare_page_per_second,
    save_answer_ratio: raw.save_answer_per_second / raw.bare_insert_per_second,
    ...measureScores(SECONDS),
    compare_30_ms: compare30.milliseconds,
    compare_300_ms: compare300.milliseconds,
    compare_300_by_answer_ms: compare300ByAnswer.milliseconds,
    compare_300_bytes: compare300.bytes,
    start_ms: banso.milliseconds,
    rss_mb: memory / 1024 ** 2,
    ...raw,
  };
  const rounded = Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(4))]),
  );
  if (process.argv.includes('--json')) console.log(JSON.stringify(rounded));
  else console.table(rounded);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

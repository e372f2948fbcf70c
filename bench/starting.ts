import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './load.ts';

const STARTS = 5;
/** A clock tick of /proc in milliseconds. */
const TICK_MS = 10;

type Started = { start_ms: number; start_cpu_ms: number; rss_started_mb: number };

/** How long `npm start` takes until it answers, as npm runs it, with an empty database; medians. */
export async function measureStarts(): Promise<Started> {
  const started: Started[] = [];
  for (let n = 0; n <= STARTS; n += 1) started.push(await measureStart());
  // The first one compiles, and leaves what it compiled to the others.
  const all = started.slice(1);
  const of = (key: keyof Started): number => median(all.map((each) => each[key]));
  return {
    start_ms: of('start_ms'),
    start_cpu_ms: of('start_cpu_ms'),
    rss_started_mb: of('rss_started_mb'),
  };
}

async function measureStart(): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'banso-start-'));
  const port = await freePort();
  const command = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start as string;
  const [, ...flags] = command.split(' ');
  const began = performance.now();
  const child = spawn(process.execPath, flags, {
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      DATABASE_FILE: join(folder, 'banso.sqlite'),
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
  try {
    while (!(await answers(port))) await sleep(10);
    const start_ms = performance.now() - began;
    return { start_ms, ...processFigures(child.pid ?? 0) };
  } finally {
    child.kill();
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CPU time and memory of a process; nothing where the system does not tell. */
function processFigures(pid: number): { start_cpu_ms: number; rss_started_mb: number } {
  if (!existsSync(`/proc/${pid}/stat`)) return { start_cpu_ms: Number.NaN, rss_started_mb: Number.NaN };
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    start_cpu_ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    rss_started_mb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
  };
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/livez`).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';

export type Target = { url: string; cookie?: string; body?: string; accept?: string };
export type Usage = { cpu: number; rss: number; commits: number };

/** One of the bench's servers: what it can be asked for, and how long it took to answer. */
export type Server = {
  targets: Record<string, Target>;
  usage: () => Promise<Usage>;
  pid: number;
  milliseconds: number;
  stop: () => void;
};

/** Starts a server in a process of its own and reads the line that it prints once it answers. */
export async function start(script: string, folder: string, flags: string[] = []): Promise<Server> {
  const began = performance.now();
  const file = new URL(script, import.meta.url).pathname;
  const child = spawn(process.execPath, [...flags, file, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    const { usage, ...targets } = JSON.parse(chunk) as { usage: string } & Record<string, Target>;
    return {
      targets: targets as Record<string, Target>,
      usage: async () => {
        // A server that was rushed refuses for a moment.
        for (;;) {
          const answer = await fetch(usage);
          if (answer.ok) return (await answer.json()) as Usage;
          await sleep(100);
        }
      },
      pid: child.pid ?? 0,
      milliseconds: performance.now() - began,
      stop: () => void child.kill(),
    };
  }
  throw new Error(`${script} ended before it was ready`);
}

/** Requests a second, and CPU microseconds and durable commits of the server for each. */
export type Measured = { perSecond: number; cpu: number; commits: number };

/** Asks a server for one thing over so many connections. Throws where it refuses. */
export async function measure(
  server: Server,
  { url, cookie, body, accept }: Target,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Measured> {
  const before = await server.usage();
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(accept ? { accept } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });
  const after = await server.usage();
  const answered = result['2xx'] + (result['3xx'] ?? 0);
  if (result.errors > 0 || result['4xx'] > 0 || result['5xx'] > 0)
    throw new Error(`${url}: ${result['4xx']} refused, ${result['5xx']} failed, ${result.errors} errors`);
  return {
    perSecond: answered / result.duration,
    cpu: (after.cpu - before.cpu) / answered,
    commits: (after.commits - before.commits) / answered,
  };
}

/** Fsyncs a request, counted by strace while a server is asked; null where there is no strace. */
export async function countFsyncs(
  server: Server,
  target: Target,
  load: { seconds: number; connections: number },
): Promise<number | null> {
  if (spawnSync('strace', ['-V']).status !== 0) return null;
  const tracer = spawn('strace', ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-p', String(server.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  tracer.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await sleep(500);
  const { perSecond } = await measure(server, target, load);
  tracer.kill('SIGINT');
  await new Promise((resolve) => tracer.once('close', resolve));
  const calls = [...said.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$/gm)];
  const counted = calls.reduce((sum, [, n]) => sum + Number(n), 0);
  return counted === 0 ? null : counted / (perSecond * load.seconds);
}

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

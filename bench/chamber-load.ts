import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from './chamber-data.ts';
import { TYPED } from './interview.ts';
import type { Server, Usage } from './load.ts';

const SECONDS = 10;
const TICK_MS = 4;
const AGENT = new Agent({ keepAlive: true, maxSockets: 1000 });
/** A save a page each so often: a page is loaded now and then, and what is typed is saved all the time. */
const SAVES_A_PAGE = 20;

/**
 * Saves at a rate that waits for nobody, each of a candidate chosen at random and at another of the servers
 * in turn, with a page now and then. Returns what came of it; processor time and memory are those of all
 * servers together.
 */
export async function ask(
  servers: readonly Server[],
  sessions: readonly Session[],
  rate: number,
  seconds = SECONDS,
) {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const waiting = new Set<Promise<void>>();
  const one = async (number: number): Promise<void> => {
    const { candidateId, token } = sessions[Math.floor(Math.random() * sessions.length)] as Session;
    const { home, form } = (servers[number % servers.length] as Server).targets;
    const { cookie: csrfCookie = '', body: csrf = '' } = form ?? {};
    const isPage = number % SAVES_A_PAGE === 0;
    const fields = { _csrf: csrf, intent: 'autosave', ...TYPED, who: `${TYPED.who} ${rate}-${number}` };
    const began = performance.now();
    const status = await send(`${home?.url}interview/${candidateId}/understand`, {
      cookie: `banso_interview_${candidateId}=${token}; ${csrfCookie}`,
      ...(isPage ? {} : { body: new URLSearchParams(fields).toString() }),
    });
    if (status === 200) times.push(performance.now() - began);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const before = await usageOf(servers);
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
  const after = await usageOf(servers);
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

async function usageOf(servers: readonly Server[]): Promise<Usage> {
  const all = await Promise.all(servers.map((server) => server.usage()));
  const sum = (what: keyof Usage): number => all.reduce((total, usage) => total + usage[what], 0);
  return { cpu: sum('cpu'), rss: sum('rss'), commits: sum('commits') };
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

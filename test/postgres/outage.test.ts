import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { runOn, startPostgres } from '../support/postgres.ts';
import { type Server, startServer } from '../support/server.ts';
import { Visitor } from '../support/visitor.ts';

t.setTimeout(300_000);
const server = await startPostgres();
t.teardown(() => server.remove());
await runOn(server.url('postgres'), 'CREATE DATABASE outage');
const url = server.url('outage');
const servers = [await startServer(url), await startServer(url)] as [Server, Server];
t.teardown(() => {
  for (const { child } of servers) child.kill('SIGKILL');
});
// The code that was printed last counts.
const owner = await Visitor.firstOwner(servers[1]);
const WRITERS = 6;
const pages: string[] = [];
for (let n = 0; n < WRITERS; n += 1) pages.push(await owner.newVetting());

/** Everybody saves without a pause at either server, until it is stopped; tells what was acknowledged. */
function load(bases: readonly Server[]) {
  const acknowledged = pages.map(() => 0);
  const statuses = new Map<number, number>();
  const times: { at: number; status: number }[] = [];
  let isRunning = true;
  const visitors = bases.map((base) => owner.at(base));
  const writers = pages.map(async (page, index) => {
    for (let n = 1; isRunning; n += 1) {
      const visitor = visitors[(index + n) % visitors.length] as Visitor;
      const { status, body } = await visitor
        .tries(`${page}/value`, { text: `words ${n}.` })
        .catch(() => ({ status: 0, body: '' }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      times.push({ at: Date.now(), status });
      if (status === 303) acknowledged[index] = n;
      if (status === 503 && !body.includes(`words ${n}.`) && !body.includes('kept=')) statuses.set(-1, 1);
      if (status !== 303) await sleep(50);
    }
  });
  return {
    stop: async () => {
      isRunning = false;
      await Promise.all(writers);
      return { acknowledged, statuses, times };
    },
  };
}

async function lost(acknowledged: readonly number[]): Promise<number> {
  const db = await openPostgres({ url, connections: 2 });
  let missing = 0;
  for (const [index, page] of pages.entries()) {
    const { brief } = await db
      .selectFrom('vettings')
      .select('brief')
      .where('id', '=', page.split('/')[2] ?? '')
      .executeTakeFirstOrThrow();
    const kept = Number(/words (\d+)\./.exec(brief)?.[1] ?? 0);
    if (kept < (acknowledged[index] ?? 0)) missing += 1;
  }
  await db.destroy();
  return missing;
}

t.test(
  'PostgreSQL ends in the middle of it and comes back: both servers live on, nothing acknowledged is lost',
  async (t) => {
    const running = load(servers);
    await sleep(1500);
    await server.stop('immediate');
    await sleep(1500);
    for (const { base } of servers) {
      const ready = await fetch(`${base}/readyz`);
      t.equal(ready.status, 503, 'readyz says so');
    }
    await server.start();
    const back = Date.now();
    await sleep(2500);
    const { acknowledged, statuses, times } = await running.stop();
    const first = times.find(({ at, status }) => at > back && status === 303);
    t.ok(
      first && first.at - back <= 2000,
      `the first save ${first ? first.at - back : '–'} ms after it is there again`,
    );
    t.comment(JSON.stringify([...statuses]));
    t.same(
      [...statuses.keys()].filter((status) => ![303, 503].includes(status)),
      [],
      'taken, or refused with what was typed',
    );
    t.ok((statuses.get(503) ?? 0) > 0);
    t.equal(await lost(acknowledged), 0);
    for (const { child } of servers) t.equal(child.exitCode, null, 'it lives');
  },
);

t.test('one server after the other is replaced behind a proxy: nobody is refused', async (t) => {
  const ready = new Map(servers.map((each) => [each, true]));
  const looking = setInterval(() => {
    for (const each of ready.keys())
      fetch(`${each.base}/readyz`)
        .then(({ ok }) => ready.has(each) && ready.set(each, ok))
        .catch(() => ready.has(each) && ready.set(each, false));
  }, 50);
  let turn = 0;
  const proxy = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => pass(Buffer.concat(chunks), 3));
    // As proxies do: who cannot be reached is left out, and another is asked.
    function pass(body: Buffer, tries: number): void {
      const able = [...ready].filter(([, isReady]) => isReady).map(([each]) => each);
      turn += 1;
      const chosen = able[turn % Math.max(able.length, 1)];
      if (!chosen) return void outgoing.writeHead(502).end();
      const { method, url: path, headers } = incoming;
      const asked = request({ port: chosen.port, host: 'localhost', method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      asked.on('error', (error: NodeJS.ErrnoException) => {
        ready.set(chosen, false);
        if (error.code === 'ECONNREFUSED' && tries > 1) pass(body, tries - 1);
        else outgoing.writeHead(502).end();
      });
      asked.end(body);
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as { port: number };
  const running = load([{ ...servers[0], base: `http://127.0.0.1:${port}` }]);
  await sleep(1000);
  for (const old of [...servers]) {
    old.child.kill('SIGTERM');
    await once(old.child, 'exit');
    ready.delete(old);
    const next = await startServer(url);
    servers[servers.indexOf(old)] = next;
    ready.set(next, true);
    await sleep(500);
  }
  const { acknowledged, statuses } = await running.stop();
  clearInterval(looking);
  proxy.close();
  proxy.closeAllConnections();
  t.comment(JSON.stringify([...statuses]));
  t.same([...statuses.keys()], [303], 'every save was taken');
  t.equal(await lost(acknowledged), 0);
});

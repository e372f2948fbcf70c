import { once } from 'node:events';
import { Agent, request } from 'node:http';
import t from 'tap';
import { openDatabase } from '../../src/store/database.ts';
import { createOwner } from '../../src/store/owners.ts';
import { runProgram } from '../support/programs.ts';
import { startServer } from '../support/server.ts';

t.setTimeout(300_000);

type Outcome = { sentAt: number; status?: number; failed?: string };

/** Asks for a page on a connection that is kept open, as browsers do. */
const ask = (base: string, agent: Agent, outcomes: Outcome[]): Promise<boolean> =>
  new Promise((resolve) => {
    const outcome: Outcome = { sentAt: Date.now() };
    outcomes.push(outcome);
    const sent = request(`${base}/setup`, { agent }, (answer) => {
      outcome.status = answer.statusCode ?? 0;
      answer.resume();
      answer.on('end', () => resolve(true));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      outcome.failed = error.code ?? error.message;
      resolve(false);
    });
    sent.end();
  });

t.test('stopping under load cuts no request that was sent before it', async (t) => {
  let [sent, cut] = [0, 0];
  for (let round = 0; round < 4; round += 1) {
    const server = await startServer(`${t.testdir()}/banso.sqlite`);
    const outcomes: Outcome[] = [];
    const visitors = Array.from({ length: 20 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (await ask(server.base, agent, outcomes));
      agent.destroy();
    });
    await new Promise((resolve) => setTimeout(resolve, 300 + 137 * round));
    const stoppedAt = Date.now();
    server.child.kill('SIGTERM');
    const [code] = await once(server.child, 'exit');
    await Promise.all(visitors);
    t.equal(code, 0, 'and it ends by itself');
    const before = outcomes.filter(({ sentAt }) => sentAt < stoppedAt);
    sent += before.length;
    cut += before.filter(({ failed }) => failed).length;
    t.ok(before.some(({ status }) => status === 200));
  }
  t.equal(cut, 0, `${cut} of ${sent} requests were cut`);
});

t.test('npm passes the signal on, so that nothing is left running', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const db = openDatabase(file);
  await createOwner(db, 'owner@example.com', 'x', new Date());
  await db.destroy();
  const { spawn } = await import('node:child_process');
  const { freePort } = await import('../support/port.ts');
  const port = await freePort();
  const npm = spawn('npm', ['start'], {
    env: { ...process.env, PORT: String(port), DATABASE_FILE: file, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of npm.stdout) if (String(chunk).includes('Banso is running')) break;
  npm.kill('SIGTERM');
  await once(npm, 'exit');
  const isGone = async (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/livez`).then(
      () => false,
      () => true,
    );
  let gone = await isGone();
  for (let n = 0; !gone && n < 100; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    gone = await isGone();
  }
  t.ok(gone, 'nobody answers any more');
  const checked = await runProgram('.', 'cli', ['check'], { DATABASE_FILE: file });
  t.match(checked, { code: 0, out: /pages ok/ }, 'and the file was closed');
});

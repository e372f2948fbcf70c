import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';
import { PASSWORD } from '../support/world.ts';

type Server = { child: ChildProcess; base: string; output: () => string };

async function start(file: string): Promise<Server> {
  const port = 23_000 + Math.floor(Math.random() * 20_000);
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, PORT: String(port), DATABASE_FILE: file, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  while (!output.includes('Banso is running')) {
    if (child.exitCode !== null) throw new Error(output);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { child, base: `http://127.0.0.1:${port}`, output: () => output };
}

t.test('the server says where it is, keeps secrets out of its log, and ends gracefully', async (t) => {
  const { child, base, output } = await start(`${t.testdir()}/banso.sqlite`);
  const token = 'secret-token-of-a-candidate-0123456789abcdef';
  t.same(await (await fetch(`${base}/healthz`)).json(), { status: 'ok' });
  t.equal((await fetch(`${base}/i/${token}`)).status, 404);
  t.equal((await fetch(`${base}/nope/${token}?q=${token}`)).status, 404);
  t.equal((await fetch(`${base}/i/${token}`, { method: 'POST', body: new URLSearchParams({ text: token }) })).status, 403);
  t.equal((await fetch(`${base}/sign-in`, { method: 'POST', body: new URLSearchParams({ password: PASSWORD }) })).status, 403);
  t.equal((await fetch(`${base}/sign-in`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status, 415);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  t.equal(code, 0);
  t.match(output(), '"route":"/i/:token"', 'requests are logged by their route');
  t.notMatch(output(), token);
  t.notMatch(output(), PASSWORD);
});

t.test('a page that was acknowledged is there after kill -9 and a restart', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const first = await start(file);
  const jar = new Map<string, string>();
  const visit = async (server: Server, path: string, fields?: Record<string, string>): Promise<Response> => {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(server.base + path, { headers, redirect: 'manual', ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}) });
    for (const cookie of answer.headers.getSetCookie()) jar.set(cookie.split('=')[0] ?? '', cookie.split(';')[0]?.replace(/^[^=]+=/, '') ?? '');
    return answer;
  };
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await (await visit(first, '/setup')).text())?.[1] ?? '';
  t.equal((await visit(first, '/setup', { _csrf: csrf, email: 'owner@example.com', password: PASSWORD })).status, 303);
  const started = await visit(first, '/vettings', { _csrf: csrf, template: 'empty', locale: 'en' });
  const page = String(started.headers.get('location')).replace('business', 'value');
  t.equal((await visit(first, page, { _csrf: csrf, text: 'acknowledged words' })).status, 303);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start(file);
  t.match(await (await visit(second, page)).text(), 'acknowledged words', 'the text, the account and the session are there');
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
});

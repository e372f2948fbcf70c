import { once } from 'node:events';
import t from 'tap';
import { type Server, startServer } from '../support/server.ts';
import { PASSWORD } from '../support/world.ts';

t.test('the server says where it is, keeps secrets out of its log, and ends gracefully', async (t) => {
  const { child, base, output } = await startServer(`${t.testdir()}/banso.sqlite`);
  const token = 'secret-token-of-a-candidate-0123456789abcdef';
  t.same(await (await fetch(`${base}/healthz`)).json(), { status: 'ok' });
  t.equal((await fetch(`${base}/i/${token}`)).status, 404);
  t.equal((await fetch(`${base}/nope/${token}?q=${token}`)).status, 404);
  t.equal(
    (await fetch(`${base}/i/${token}`, { method: 'POST', body: new URLSearchParams({ text: token }) }))
      .status,
    403,
  );
  t.equal(
    (await fetch(`${base}/sign-in`, { method: 'POST', body: new URLSearchParams({ password: PASSWORD }) }))
      .status,
    403,
  );
  t.equal(
    (
      await fetch(`${base}/sign-in`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      })
    ).status,
    415,
  );
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  t.equal(code, 0);
  t.match(output(), '"route":"/i/:token"', 'requests are logged by their route');
  t.notMatch(output(), token);
  t.notMatch(output(), PASSWORD);
});

t.test('a page that was acknowledged is there after kill -9 and a restart', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const first = await startServer(file);
  const jar = new Map<string, string>();
  const visit = async (server: Server, path: string, fields?: Record<string, string>): Promise<Response> => {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(server.base + path, {
      headers,
      redirect: 'manual',
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie())
      jar.set(cookie.split('=')[0] ?? '', cookie.split(';')[0]?.replace(/^[^=]+=/, '') ?? '');
    return answer;
  };
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await (await visit(first, '/setup')).text())?.[1] ?? '';
  const guessed = { _csrf: csrf, email: 'owner@example.com', password: PASSWORD, code: 'ABC' };
  t.match(
    (await visit(first, '/setup', guessed)).headers.get('location'),
    '/setup?kept=',
    'not without the code',
  );
  const code = /code=([\w-]+)/.exec(first.output())?.[1] ?? '';
  const account = { _csrf: csrf, email: 'owner@example.com', password: PASSWORD, code: code.toLowerCase() };
  t.equal((await visit(first, '/setup', account)).headers.get('location'), '/vettings');
  const started = await visit(first, '/vettings', {
    _csrf: csrf,
    template: 'empty',
    locale: 'en',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  });
  const page = String(started.headers.get('location')).replace('business', 'value');
  t.equal((await visit(first, page, { _csrf: csrf, text: 'acknowledged words' })).status, 303);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await startServer(file);
  t.match(
    await (await visit(second, page)).text(),
    'acknowledged words',
    'the text, the account and the session are there',
  );
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
});

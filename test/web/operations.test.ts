import { request as call } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { postgres } from '../support/database.ts';
import { makeReadOnly } from '../support/read-only.ts';
import { World } from '../support/world.ts';

t.test('livez says that it runs, readyz that answers can be saved', async (t) => {
  const world = await World.open(t);
  const get = (url: string) => world.app.inject({ url });
  t.same((await get('/livez')).json(), { status: 'ok' });
  t.same((await get('/readyz')).json(), { status: 'ok', database: 'ok', disk: 'ok', server: 'ok' });
  const written = await world.db.selectFrom('heartbeat').selectAll().execute();
  t.same(written, [{ one: 1, at: world.clock.now.toISOString() }], 'it has written');
  world.app.parts.traffic.isStopping = true;
  const stopping = await get('/readyz');
  t.equal(stopping.statusCode, 503);
  t.match(stopping.json(), { server: 'stopping' });
  t.equal(stopping.headers.connection, 'close');
});

t.test('readyz says that nothing can be saved, and looks no more often than every few seconds', async (t) => {
  const world = await World.open(t);
  const end = await makeReadOnly(world.db);
  const first = await world.app.inject({ url: '/readyz' });
  t.match([first.statusCode, first.json()], [503, { status: 'unavailable', database: /READONLY|25006/ }]);
  await end();
  t.equal((await world.app.inject({ url: '/readyz' })).statusCode, 503, 'the same look');
  t.equal((await world.app.inject({ url: '/livez' })).statusCode, 200);
});

t.test('metrics are there for whoever has the token, and name nobody', async (t) => {
  const without = await World.open(t);
  t.equal((await without.app.inject({ url: '/metrics' })).statusCode, 404);
  const metricsToken = 'a token of sixteen or more';
  const world = await World.open(t, { metricsToken });
  const owner = await world.owner('somebody@example.com');
  const vetting = await world.vetting(owner.id);
  const { token } = await world.invite(vetting, 'Recognisable Agency');
  await world.browser().get(`/i/${token}`);
  const read = (authorization?: string) =>
    world.app.inject({ url: '/metrics', headers: authorization ? { authorization } : {} });
  for (const wrong of [undefined, 'Bearer', `Bearer ${metricsToken}x`, metricsToken])
    t.equal((await read(wrong)).statusCode, 404, String(wrong));
  const { statusCode, body } = await read(`Bearer ${metricsToken}`);
  t.equal(statusCode, 200);
  for (const name of [
    'banso_request_seconds_count{method="GET",route="/i/:token",status="200"} 1',
    'banso_open_requests',
    ...(postgres() === '' ? ['banso_free_bytes'] : []),
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    t.match(body, name);
  for (const secret of [token, 'somebody', 'Recognisable', vetting.id, owner.id]) t.notMatch(body, secret);
});

t.test('in a rush the queue stays short, and what was typed is shown', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const { traffic } = world.app.parts;
  traffic.open = 200;
  const page = await world.app.inject({ url: '/sign-in' });
  t.equal(page.statusCode, 503);
  t.match(page.headers['retry-after'], /^\d+$/);
  t.match(
    (await world.app.inject({ url: '/sign-in', headers: { 'accept-language': 'ja' } })).body,
    '混み合って',
  );
  const refused = await browser.submit(`/vettings/${vetting.id}/brief/value`, {
    text: 'words that took an hour',
  });
  t.equal(refused.statusCode, 503);
  t.match(refused.body, 'words that took an hour');
  traffic.open = 400;
  t.equal((await browser.submit(`/vettings/${vetting.id}/brief/value`, { text: 'x' })).statusCode, 503);
  traffic.open = 0;
  const saved = await browser.submit(`/vettings/${vetting.id}/brief/value`, {
    text: 'words that took an hour',
  });
  t.equal(saved.statusCode, 303);
});

t.test('in a rush a form that comes over the network is refused as one that can come again', async (t) => {
  const { world, base } = await World.listening(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const page = (await browser.get(`/vettings/${vetting.id}/brief/value`)).body;
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  world.app.parts.traffic.open = 200;
  const refused = await fetch(`${base}/vettings/${vetting.id}/brief/value`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    body: new URLSearchParams({ _csrf, text: 'words that took an hour' }),
  });
  t.equal(refused.status, 503);
  t.match(refused.headers.get('retry-after'), /^\d+$/);
  t.match(await refused.text(), 'words that took an hour');
});

t.test('whoever sends slowly keeps nobody from reading, nor from being watched', async (t) => {
  const { world, base } = await World.listening(t);
  const { port } = new URL(base);
  const slow = Array.from({ length: 120 }, () => connect(Number(port), '127.0.0.1'));
  t.teardown(() => {
    for (const socket of slow) socket.destroy();
  });
  const head = 'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n';
  for (const socket of slow) socket.write(`${head}Content-Type: application/x-www-form-urlencoded\r\n\r\na=`);
  while (world.app.parts.traffic.open < 100) await sleep(10);
  for (const path of ['/sign-in', '/livez', '/readyz'])
    t.equal((await fetch(`${base}${path}`)).status, 200, path);
  const refused = await fetch(`${base}/sign-in`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
  t.equal(refused.status, 503, 'of forms, one address has so many on their way');
  for (const socket of slow) socket.destroy();
  while (world.app.parts.traffic.open > 0) await sleep(10);
  const { status } = await fetch(`${base}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ a: 'b' }),
  });
  t.not(status, 503, 'and is heard again afterwards');
  world.app.parts.traffic.open = 500;
  t.equal((await fetch(`${base}/livez`)).status, 200, 'in any rush');
  world.app.parts.traffic.open = 0;
});

t.test('no form of more than four megabytes is read, whoever sends it', async (t) => {
  const world = await World.open(t);
  const posts = world.app.parts.routes.filter(({ method, url }) => method === 'POST' && !/import$/.test(url));
  t.ok(posts.length > 50);
  const payload = 'a=&'.repeat(1_400_000);
  for (const { url } of posts) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { statusCode } = await world.app.inject({ method: 'POST', url, headers, payload });
    t.equal(statusCode, 413, url);
  }
  const many = await world.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a=1&'.repeat(250_000),
  });
  t.equal(many.statusCode, 403, 'more fields than any page has are none');
});

const HEADERS = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control'];

t.test('an address that cannot be read is a page of ours, with all headers', async (t) => {
  const world = await World.open(t);
  for (const url of ['/i/%zz', '/%ff', `/i/${'x'.repeat(65)}`, `/i/${'x'.repeat(9000)}`, '/a//b/%', '/%00']) {
    const { statusCode, headers, body } = await world.app.inject({ url });
    t.equal(statusCode, 404, url.slice(0, 20));
    t.match(body, '<h1');
    t.notMatch(body, 'FST_ERR');
    for (const name of HEADERS) t.ok(headers[name], `${name} of ${url.slice(0, 20)}`);
  }
  const owner = await world.owner();
  const language = await owner.browser.submit('/language', { _language: 'ja', back: '/日本 x' });
  t.equal(language.statusCode, 303, 'nor does an address in other letters break a redirect');
  const back = await owner.browser.submit('/language', { _language: 'en', back: '/vettings?find=日本' });
  t.equal(back.headers.location, `/vettings?find=${encodeURIComponent('日本')}`);
});

t.test('what is no HTTP is answered in words, with headers', async (t) => {
  const { base } = await World.listening(t);
  const { port } = new URL(base);
  const say = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      let said = '';
      socket.on('data', (chunk) => {
        said += chunk;
      });
      socket.on('close', () => resolve(said));
    });
  const nonsense = await say('NONSENSE\r\n\r\n');
  t.match(nonsense, /^HTTP\/1\.1 400 /);
  for (const name of HEADERS) t.match(nonsense.toLowerCase(), `${name}: `);
  t.match(nonsense, '読み取れませんでした');
  t.match(await say(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /);
});

t.test('a form of another site is refused, also where the browser says little', async (t) => {
  const { world, base } = await World.listening(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const page = await browser.get(`/vettings/${vetting.id}/settings`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = (origin: string | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = call(
        `${base}/vettings/${vetting.id}/archive`,
        {
          method: 'POST',
          headers: {
            cookie,
            'content-type': 'application/x-www-form-urlencoded',
            ...(origin ? { origin } : {}),
          },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.end(new URLSearchParams({ _csrf: csrf }).toString());
    });
  t.equal(await send('https://evil.example'), 403);
  t.equal(await send(`${base}.evil.example`), 403);
  for (const own of [base, 'null', undefined]) t.not(await send(own), 403, String(own));
});

t.test('over https only this host is bound to https', async (t) => {
  const world = await World.open(t, { publicUrl: 'https://banso.example.jp' });
  const { headers } = await world.app.inject({ url: '/sign-in' });
  t.equal(headers['strict-transport-security'], 'max-age=31536000');
});

t.test('a proxy that nobody named is said once; one that is named is believed', async (t) => {
  for (const [trustedProxy, said] of [
    [[], 1],
    [['127.0.0.1'], 0],
  ] as const) {
    const lines: string[] = [];
    const settings = { logLevel: 'warn', trustedProxy: [...trustedProxy] };
    const world = await World.open(t, settings, { write: (line) => lines.push(line) });
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    for (let n = 0; n < 3; n += 1) await world.app.inject({ url: '/livez', headers });
    t.equal(lines.filter((line) => line.includes('TRUSTED_PROXY')).length, said);
  }
});

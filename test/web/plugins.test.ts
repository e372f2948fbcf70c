import t, { type Test } from 'tap';
import { revokeInvitations } from '../../src/store/candidates.ts';
import { PASSWORD, World } from '../support/world.ts';

const HTTPS = { publicUrl: 'https://banso.example.com' };

/** Every kind of answer: a page, a redirect, a refusal, a file, what is not there, and what is not allowed. */
async function answersOf(t: Test, world: World): Promise<[string, Record<string, unknown>][]> {
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const browser = world.browser();
  const answers = [
    ['page', await browser.get('/sign-in')],
    ['redirect', await browser.get('/vettings')],
    ['private page', await owner.browser.get(`/vettings/${vetting.id}`)],
    [
      'refusal',
      await owner.browser.submit(`/vettings/${vetting.id}/brief/profit`, { grossMarginPercent: 'x' }),
    ],
    ['file', await owner.browser.get(`/vettings/${vetting.id}/export.csv`)],
    ['not found', await browser.get('/nowhere')],
    ['not allowed', await browser.post('/sign-in', {})],
  ] as const;
  t.same(
    answers.map(([, { statusCode }]) => statusCode),
    [200, 303, 200, 422, 200, 404, 403],
  );
  return answers.map(([name, { headers }]) => [name, headers]);
}

t.test('every kind of answer carries every header, to the letter', async (t) => {
  for (const [name, headers] of await answersOf(t, await World.open(t))) {
    t.equal(
      headers['content-security-policy'],
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';" +
        "form-action 'self';base-uri 'none';frame-ancestors 'none'",
      name,
    );
    t.equal(headers['referrer-policy'], 'no-referrer', name);
    t.equal(headers['x-content-type-options'], 'nosniff', name);
    t.equal(headers['x-robots-tag'], 'noindex, nofollow', name);
    t.equal(headers['cache-control'], 'no-store', name);
    t.equal(headers['strict-transport-security'], undefined, `${name}: nothing of the kind over plain http`);
    t.equal(headers['access-control-allow-origin'], undefined, name);
    t.equal(headers['x-powered-by'], undefined, name);
  }
  const browser = (await World.open(t)).browser();
  const page = (await browser.get('/setup')).body;
  const assets = [...page.matchAll(/(?:href|src)="(\/public\/[^"]+)"/g)].map(([, url]) => url ?? '');
  t.ok(assets.length >= 3, assets.join());
  for (const url of assets) {
    const { headers, statusCode } = await browser.get(url);
    t.equal(statusCode, 200, url);
    t.equal(
      headers['cache-control'],
      'public, max-age=31536000, immutable',
      'what is the same for everybody is kept',
    );
    t.equal(headers['x-content-type-options'], 'nosniff');
  }
  const [css = ''] = assets.filter((url) => url.endsWith('.css'));
  const current = await browser.get(css);
  const other = await browser.get(css.replace(/public\/[^/]+/, 'public/another'));
  t.equal(other.body, current.body, 'a page of another version finds it too');
  t.equal(other.headers['cache-control'], 'public, max-age=0', 'and asks again the next time');
  for (const url of [
    '/public/x/..%2f..%2fpackage.json',
    '/public/x/%2e%2e%2fpackage.json',
    '/public/x/none.css',
  ])
    t.match((await browser.get(url)).statusCode, /40[034]/, url);
});

t.test('over https the browser is told to stay there', async (t) => {
  for (const [name, headers] of await answersOf(t, await World.open(t, HTTPS)))
    t.match(headers['strict-transport-security'], /^max-age=\d{8,}/, name);
});

for (const [scheme, settings, secure] of [
  ['http', {}, undefined],
  ['https', HTTPS, true],
] as const) {
  t.test(`${scheme}: every cookie, with its flags`, async (t) => {
    const world = await World.open(t, settings);
    const owner = await world.owner();
    const signedIn = await world
      .browser()
      .submit('/sign-in', { email: 'owner@example.com', password: PASSWORD });
    const { token, candidateId } = await world.invite(await world.vetting(owner.id));
    const entered = await world.browser().submit(`/i/${token}`, {});
    const language = await world.browser().submit('/language', { _language: 'ja', back: '/sign-in' });
    const first = await world.browser().get('/sign-in');
    const cookies = [signedIn, entered, language, first].flatMap((answer) => answer.cookies);
    const byName = new Map(cookies.map((cookie) => [cookie.name, cookie]));
    const host = secure ? '__Host-' : '';
    t.same(
      new Set(byName.keys()),
      new Set([
        `${host}_csrf`,
        `${host}banso_browser`,
        `${host}banso_interview_${candidateId}`,
        `${host}banso_known`,
        'banso_language',
        `${host}banso_session`,
      ]),
    );
    for (const [name, cookie] of byName) {
      t.equal(cookie.httpOnly, true, `${name} is out of reach for scripts`);
      t.equal(cookie.sameSite, 'Lax', name);
      t.equal(cookie.path, '/', name);
      if (name !== 'banso_language') t.equal(cookie.secure, secure, `${name} and ${scheme}`);
    }
    t.equal(byName.get(`${host}banso_session`)?.expires, undefined, 'ends with the browser');
    t.ok(byName.get(`${host}banso_interview_${candidateId}`)?.expires, 'ends with the link');
    const signedOut = await owner.browser.submit('/sign-out', {});
    for (const cleared of signedOut.cookies.filter(
      ({ name }) => name.includes('banso_') && !name.includes('done'),
    ))
      t.equal(cleared.secure, secure, `a browser takes ${cleared.name} away only as it was given`);
  });
}

t.test('over https a cookie that a neighbour under the same domain can set opens nothing', async (t) => {
  const world = await World.open(t, HTTPS);
  const owner = await world.owner();
  const { token, candidateId } = await world.invite(await world.vetting(owner.id));
  const candidate = await world.enter(token);
  for (const [browser, page] of [
    [owner.browser, '/vettings'],
    [candidate, `/interview/${candidateId}/welcome`],
  ] as const) {
    t.equal((await browser.get(page)).statusCode, 200);
    const plain = world.browser();
    for (const [name, value] of browser.cookies) plain.cookies.set(name.replace(/^__Host-/, ''), value);
    t.not((await plain.get(page)).statusCode, 200, page);
  }
});

t.test('a form without the token, or from another site, changes nothing', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const path = `/vettings/${vetting.id}/closure`;
  t.equal((await browser.post(path, {})).statusCode, 403);
  const invented = await browser.post(path, { _csrf: 'invented' });
  t.equal(invented.statusCode, 403);
  t.match(invented.body, 'This form could not be accepted');
  const page = await browser.get(`/vettings/${vetting.id}/settings`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const from = (site: string) =>
    world.app.inject({
      method: 'POST',
      url: path,
      headers: {
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': site,
      },
      payload: new URLSearchParams({ _csrf: csrf }).toString(),
    });
  for (const site of ['cross-site', 'same-site']) t.equal((await from(site)).statusCode, 403, site);
  const state = async () =>
    (await world.db.selectFrom('vettings').select('state').executeTakeFirstOrThrow()).state;
  t.equal(await state(), 'draft');
  t.equal(
    (
      await world.app.inject({
        method: 'POST',
        url: path,
        payload: '{}',
        headers: { 'content-type': 'application/json' },
      })
    ).statusCode,
    415,
  );
});

t.test('after the language is chosen one is where one was, and never on another site', async (t) => {
  const world = await World.open(t);
  await world.owner();
  const back = async (address: string) =>
    (await world.browser().submit('/language', { _language: 'ja', back: address })).headers.location;
  t.equal(await back('/how-the-score-works'), '/how-the-score-works');
  t.equal(await back('/vettings?archived=1'), '/vettings?archived=1');
  for (const hostile of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a b',
    '/\\/evil',
  ])
    t.equal(await back(hostile), '/vettings', hostile);
  t.equal(await back(''), '/');
});

t.test(
  "the language is the person's choice, then the vetting's, then the browser's, then Japanese",
  async (t) => {
    const world = await World.open(t);
    const owner = await world.owner();
    const { token } = await world.invite(await world.vetting(owner.id, 'en'));
    const page = async (url: string, headers: Record<string, string>) =>
      /<html lang="(\w+)"/.exec((await world.app.inject({ url, headers })).body)?.[1];
    t.equal(await page('/sign-in', { 'accept-language': 'en-GB,ja;q=0.5' }), 'en');
    t.equal(await page('/sign-in', { 'accept-language': 'fr, ja;q=0.9, en;q=0.8' }), 'ja');
    t.equal(await page('/sign-in', {}), 'ja');
    t.equal(await page(`/i/${token}`, { 'accept-language': 'ja' }), 'en', "the vetting's");
    t.equal(
      await page(`/i/${token}`, { 'accept-language': 'en', cookie: 'banso_language=ja' }),
      'ja',
      'chosen',
    );
    t.equal(
      await page('/sign-in', { 'accept-language': 'en', cookie: 'banso_language=xx' }),
      'en',
      'nonsense',
    );
  },
);

t.test('links that lead to nothing are counted, good ones never', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const { token } = await world.invite(await world.vetting(owner.id));
  const browser = world.browser();
  for (let guess = 0; guess < 60; guess += 1)
    t.equal((await browser.get(`/i/guess-${guess}`)).statusCode, 404);
  const refused = await browser.get('/i/one-too-many');
  t.equal(refused.statusCode, 429);
  t.match(Number(refused.headers['retry-after']), /^[1-9]\d?$/);
  t.equal((await browser.get('/join/one-too-many')).statusCode, 429, 'whatever kind of link it is');
  t.equal((await browser.get('/reset/one-too-many')).statusCode, 429);
  t.equal((await browser.get(`/i/${token}`)).statusCode, 200, 'a good link opens all the same');
});

t.test('failures come as pages that say what happened and show what was typed', async (t) => {
  const world = await World.open(t);
  world.app.get('/breaks/:code', { config: { access: 'public' } }, async (request) => {
    const { code } = request.params as { code: string };
    throw Object.assign(new Error('inner words'), { code });
  });
  const { browser } = await world.owner();
  for (const code of ['SQLITE_FULL', 'SQLITE_IOERR_WRITE']) {
    const { statusCode, body } = await browser.get(`/breaks/${code}`);
    t.equal(statusCode, 503, code);
    t.notMatch(body, 'inner words');
  }
  const broken = await browser.get('/breaks/ANYTHING');
  t.equal(broken.statusCode, 500);
  t.match(broken.body, /req-\w+/, 'with the number under which it stands in the log');
  t.notMatch(broken.body, 'inner words');
  t.equal((await browser.get('/nowhere')).statusCode, 404);
  const tooLarge = await browser.submit('/vettings', { template: 'x'.repeat(1_200_000) });
  t.equal(tooLarge.statusCode, 413);
});

t.test("the page's own fields are never part of an answer", async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const { candidateId, token } = await world.invite(await world.vetting(owner.id));
  const browser = await world.enter(token);
  await browser.submit(`/interview/${candidateId}/welcome`, {
    respondentName: 'Aoi',
    consent: 'yes',
    _own: 'x',
    invented: 'y',
  });
  const { typed } = await world.db.selectFrom('answers').select('typed').executeTakeFirstOrThrow();
  t.same(JSON.parse(typed), { respondentName: 'Aoi', consent: 'yes' });

  await revokeInvitations(world.db, candidateId, world.clock.now);
  const late = await browser.submit(`/interview/${candidateId}/understand`, { who: 'typed', _own: 'x' });
  const shown = [...late.body.matchAll(/class="said typed">([^<]*)</g)].map(([, text]) => text);
  t.same(shown, ['typed'], 'nor shown as something that was typed');
});

t.test('addresses of strangers count only where a trusted proxy names them', async (t) => {
  const seen = async (trustedProxy: string[], forwarded: string) => {
    const log: string[] = [];
    const world = await World.open(
      t,
      { trustedProxy, logLevel: 'info' },
      { write: (line) => log.push(line) },
    );
    await world.app.inject({ url: '/nowhere', headers: { 'x-forwarded-for': forwarded } });
    return JSON.parse(log.find((line) => line.includes('incoming request')) ?? '{}').req?.ip;
  };
  t.equal(await seen([], '203.0.113.9'), '127.0.0.1');
  t.equal(await seen(['127.0.0.1'], '203.0.113.9'), '203.0.113.9');
  t.equal(
    await seen(['127.0.0.1'], '198.51.100.7, 203.0.113.9'),
    '203.0.113.9',
    'not what the visitor claims',
  );
});

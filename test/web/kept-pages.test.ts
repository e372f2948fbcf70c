import t, { type Test } from 'tap';
import { keepHouse } from '../../src/housekeeping.ts';
import { PASSWORD, World } from '../support/world.ts';

/** The address to which a posted form was answered, with the form's own id as the page gives it. */
async function desk(t: Test, locale: 'ja' | 'en' = 'en') {
  const world = await World.open(t);
  const { id, browser } = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(id, locale);
  const base = `/vettings/${vetting.id}`;
  const csrfOn = (body: string): string => /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
  /** Posts without following where the answer leads. */
  const post = async (url: string, fields: Record<string, string>) => {
    const { body } = await browser.get('/vettings/new');
    return world.app.inject({
      method: 'POST',
      url,
      headers: {
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: csrfOn(body), ...fields }).toString(),
    });
  };
  const count = async () =>
    Number(
      (
        await world.db
          .selectFrom('candidates')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  return { world, vetting, base, browser, post, count };
}

t.test(
  'a refused form has an address that can be loaded again, by this browser and account alone',
  async (t) => {
    const { world, base, browser, post } = await desk(t);
    const typed = { name: '', email: 'wrong but typed' };
    const raw = await post(`${base}/candidates`, typed);
    t.equal(raw.statusCode, 303);
    t.match(String(raw.headers.location), new RegExp(`^${base}/candidates\\?kept=[\\w-]{16}$`));
    const refused = await browser.submit(`${base}/candidates`, typed);
    t.equal(refused.statusCode, 422);
    const kept = await world.db.selectFrom('kept_pages').selectAll().execute();
    t.notMatch(JSON.stringify(kept), 'wrong but typed', 'what is kept cannot be read in the database');

    const pages = await Promise.all(
      kept.map(({ id }) => browser.get(`${base}/candidates?kept=${id}`).then(({ body }) => body)),
    );
    t.equal(
      pages.filter((body) => body.includes('wrong but typed')).length,
      2,
      'each of the two that were kept',
    );
    const mine = kept[pages.findIndex((body) => body.includes('wrong but typed'))]?.id ?? '';
    for (const loaded of [1, 2]) {
      const again = await browser.get(`${base}/candidates?kept=${mine}`);
      t.match(again.body, 'wrong but typed', `loaded again, ${loaded}`);
      t.equal(again.statusCode, 422);
    }
    const elsewhere = world.browser();
    await elsewhere.submit('/sign-in', { email: 'owner@example.com', password: PASSWORD });
    const plain = await elsewhere.get(`${base}/candidates?kept=${mine}`);
    t.equal(plain.statusCode, 200);
    t.notMatch(plain.body, 'wrong but typed', 'another browser of the same owner has no key');
    const other = await world.owner('other@example.com');
    other.browser.cookies.set('banso_browser', browser.cookies.get('banso_browser') ?? '');
    t.equal((await other.browser.get(`${base}/candidates?kept=${mine}`)).statusCode, 404);
    t.notMatch((await other.browser.get(`/vettings/new?kept=${mine}`)).body, 'wrong but typed');
    world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000);
    await browser.submit('/sign-in', { email: 'owner@example.com', password: PASSWORD });
    const late = await browser.get(`${base}/candidates?kept=${mine}`);
    t.equal(late.statusCode, 200);
    t.notMatch(late.body, 'wrong but typed', 'after a day the page is as it stands');
  },
);

t.test(
  'an error page that shows what was typed can be loaded again, in the other language too',
  async (t) => {
    const { world, base, browser } = await desk(t);
    const { id } = await world.owner('viewer@example.com');
    const viewer = world.browser();
    await viewer.submit('/sign-in', { email: 'viewer@example.com', password: PASSWORD });
    const row = { owner_id: id, role: 'viewer', joined_at: world.clock.now.toISOString() };
    await world.db
      .insertInto('members')
      .values({ ...row, vetting_id: base.split('/')[2] ?? '' })
      .execute();
    t.ok(browser);
    const refused = await viewer.submit(`${base}/brief/value`, { text: 'typed by a viewer' });
    t.equal(refused.statusCode, 403);
    t.match(refused.body, 'typed by a viewer');
    const back = /name="back" value="([^"]+)"/.exec(refused.body)?.[1]?.replace('&#x3D;', '=') ?? '';
    t.match(back, /^\/kept\?kept=/);
    await viewer.submit('/language', { back, _language: 'ja' });
    const again = await viewer.get(back);
    t.match(again.body, 'typed by a viewer');
    t.match(again.body, '<html lang="ja">');
    t.equal((await world.browser().get(back)).statusCode, 404);
  },
);

t.test('every form that is answered with a page gets an address for it', async (t) => {
  const { world, base, post } = await desk(t);
  const posts = world.app.parts.routes.filter(
    ({ method, access }) => method === 'POST' && access !== 'link' && access !== 'candidate',
  );
  let refused = 0;
  for (const { url } of posts) {
    if (url === '/sign-out' || url === '/account/sessions/revocation') continue;
    const path = url.replace(':vettingId', base.split('/')[2] ?? '').replace(':page', 'value');
    if (path.includes(':')) continue;
    const answer = await post(path, { text: '', marker: 'typed' });
    t.equal(answer.statusCode, 303, `${path} ${answer.body.slice(0, 200)}`);
    if (String(answer.headers.location).includes('kept=')) refused += 1;
  }
  t.ok(refused >= 12, `${refused} of ${posts.length} refused an empty form`);
});

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: sixty new links stay in view until they are put away`, async (t) => {
    const { world, base, browser, count } = await desk(t, locale);
    const list = Array.from({ length: 60 }, (_, n) => `Agency ${n + 1},a${n + 1}@example.jp`).join('\n');
    const shown = await browser.submit(`${base}/candidates/import`, { list, intent: 'add' });
    t.equal(await count(), 60);
    const tokens = [...new Set([...shown.body.matchAll(/\/i\/([\w-]{43})/g)].map(([, token = '']) => token))];
    t.equal(tokens.length, 60);
    const [{ id } = { id: '' }] = await world.db.selectFrom('kept_pages').select('id').execute();
    const address = `${base}/links?kept=${id}`;
    t.equal((await browser.get(address)).body.match(/id="link-/g)?.length, 60, 'after a reload');
    const all = /<textarea id="all"[^>]*>([\s\S]*?)<\/textarea>/.exec(shown.body)?.[1] ?? '';
    t.equal(all.trim().split('\n').length, 60, 'to copy all at once');
    const file = await browser.get(`${base}/links.csv?kept=${id}`);
    t.equal(file.body.trim().split('\r\n').length, 61, 'and to download');
    t.match(file.body, tokens[59]);
    const tables = JSON.stringify(await world.db.selectFrom('kept_pages').selectAll().execute());
    t.notOk(
      tokens.some((token) => tables.includes(token)),
      'a stolen database holds no link',
    );
    t.match((await browser.get(`${base}/candidates`)).body, `/links?kept&#x3D;${id}`, 'the list leads there');
    const candidate = await world.db.selectFrom('candidates').select('id').where('name', '=', 'Agency 1');
    const first = (await candidate.executeTakeFirstOrThrow()).id;
    await browser.submit(`${base}/candidates/${first}/revocation`, {});
    const later = await browser.get(address);
    t.equal(later.body.match(/id="link-/g)?.length, 59, 'a link that was withdrawn is not shown as one');
    await browser.submit(`${base}/links/put-away?kept=${id}`, {});
    t.equal((await browser.get(address)).headers.location, `${base}/candidates`);
    t.notMatch((await browser.get(`${base}/candidates`)).body, 'links?kept');
  });
}

t.test('signing out takes the key and what it opens', async (t) => {
  const { world, base, browser } = await desk(t);
  await browser.submit(`${base}/candidates`, { name: 'Agency', email: '' });
  t.equal((await world.db.selectFrom('kept_pages').select('id').execute()).length, 1);
  await browser.submit('/sign-out', {});
  t.same(await world.db.selectFrom('kept_pages').select('id').execute(), []);
  t.notOk(browser.cookies.has('banso_browser'));
});

t.test(
  'whoever was shown a form has the key already, so that both clicks of a double click carry it',
  async (t) => {
    const { world, base, browser, post } = await desk(t);
    const { body } = await browser.get(`${base}/candidates`);
    const key = browser.cookies.get('banso_browser');
    t.match(key, /^[\w-]{43}$/);
    const _form = /name="_form" value="([\w-]{16})"/.exec(body)?.[1] ?? '';
    const fields = { name: 'Agency', email: '', _form };
    const [, second] = await Promise.all([
      post(`${base}/candidates`, fields),
      post(`${base}/candidates`, fields),
    ]);
    // What the first answer set is thrown away, as by a browser that went on with the second.
    const shown = await browser.get(String(second.headers.location));
    t.equal(shown.statusCode, 200);
    t.match(shown.body, /\/i\/[\w-]{43}/, 'the link is there');
    t.equal((await world.db.selectFrom('candidates').select('id').execute()).length, 1);
  },
);

t.test('the same form twice does its work once, and leads to the same place', async (t) => {
  const { world, base, browser, post, count } = await desk(t);
  const { body } = await browser.get(`${base}/candidates`);
  const _form = /name="_form" value="([\w-]{16})"/.exec(body)?.[1] ?? '';
  const fields = { name: 'Agency', email: '', _form };
  const [first, second] = await Promise.all([
    post(`${base}/candidates`, fields),
    post(`${base}/candidates`, fields),
  ]);
  t.match(String(first.headers.location), /\/links\?kept=/);
  t.equal(second.headers.location, first.headers.location, 'a double click');
  t.equal((await post(`${base}/candidates`, fields)).headers.location, first.headers.location, 'a reload');
  t.equal(await count(), 1);
  const links = await world.db.selectFrom('invitations').select('id').execute();
  t.equal(links.length, 1);
  const changed = await post(`${base}/candidates`, { ...fields, name: 'Another' });
  t.not(changed.headers.location, first.headers.location, 'other words are another form');
  t.equal(await count(), 2);
  const copies = { _form };
  await Promise.all([post(`${base}/copies`, copies), post(`${base}/copies`, copies)]);
  t.equal((await world.db.selectFrom('vettings').select('id').execute()).length, 2);
});

t.test('a form that was refused can be sent again and is read anew', async (t) => {
  const { world, base, browser, post } = await desk(t);
  const { body } = await browser.get(`${base}/candidates`);
  const _form = /name="_form" value="([\w-]{16})"/.exec(body)?.[1] ?? '';
  const fields = { name: 'Agency', email: '', _form };
  await post(`${base}/candidates`, { ...fields, _form: 'x'.repeat(16) });
  t.match(String((await post(`${base}/candidates`, fields)).headers.location), /candidates\?kept=/);
  await world.db.deleteFrom('invitations').execute();
  await world.db.deleteFrom('candidates').execute();
  t.match(String((await post(`${base}/candidates`, fields)).headers.location), /links\?kept=/);
});

t.test('looking at a list twice reads it anew, and a link that was put away can be made again', async (t) => {
  const { world, base, browser, post, count } = await desk(t);
  const { body } = await browser.get(`${base}/candidates/import`);
  const _form = /name="_form" value="([\w-]{16})"/.exec(body)?.[1] ?? '';
  const look = { list: 'Aoba', intent: 'preview', _form };
  t.match((await browser.submit(`${base}/candidates/import`, look)).body, 'can be added');
  await browser.submit(`${base}/candidates`, { name: 'Aoba', email: '' });
  t.match((await browser.submit(`${base}/candidates/import`, look)).body, 'already in this vetting');
  t.equal(await count(), 1);
  const { id } = await world.db.selectFrom('candidates').select('id').executeTakeFirstOrThrow();
  const again = `${base}/candidates/${id}/invitations`;
  const keptIn = (location: unknown): string => /kept=([\w-]{16})/.exec(String(location))?.[1] ?? '';
  await browser.submit(again, { _form });
  const { location } = (await post(again, { _form })).headers;
  await browser.submit(`${base}/links/put-away?kept=${keptIn(location)}`, {});
  const anew = (await post(again, { _form })).headers.location;
  t.match(anew, /\/links\?kept=/);
  t.not(anew, location, 'not the page that was put away');
});

t.test('nothing of an owner’s try is kept, and what is kept goes when its time is over', async (t) => {
  const { world, base, browser } = await desk(t);
  const entered = await browser.submit(`${base}/preview`, {});
  const welcome = `${entered.headers.location}/welcome`;
  const refused = await browser.submit(welcome, { respondentName: 'tried for a look' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'tried for a look');
  const kept = () => world.db.selectFrom('kept_pages').select('id').execute();
  t.same(await kept(), []);
  await browser.submit(`${base}/candidates`, { name: '', email: '' });
  t.equal((await kept()).length, 1);
  const later = new Date(world.clock.now.getTime() + 25 * 3_600_000);
  await keepHouse({ db: world.app.parts.db, sendsMail: false, now: () => later });
  t.same(await kept(), []);
});

/** Forms that only change what is there: posting them twice is the same as once. */
const CHANGES = [
  '/account/confirmation',
  '/account/deletion',
  '/account/password',
  '/account/sessions/:sessionId/end',
  '/account/sessions/revocation',
  '/confirm/:token',
  '/forgotten',
  '/i/:token',
  '/i/:token/decline',
  '/interview/:candidateId/:step',
  '/interview/:candidateId/check',
  '/interview/:candidateId/erasure',
  '/interview/:candidateId/facts',
  '/interview/:candidateId/further',
  '/interview/:candidateId/leaving',
  '/interview/:candidateId/revision',
  '/interview/:candidateId/withdrawal',
  '/join/:token',
  '/language',
  '/reset/:token',
  '/setup',
  '/sign-in',
  '/sign-in/code',
  '/sign-out',
  '/vettings/:vettingId/archive',
  '/vettings/:vettingId/archive/removal',
  '/vettings/:vettingId/brief/:page',
  '/vettings/:vettingId/candidates/:candidateId/deadline',
  '/vettings/:vettingId/candidates/:candidateId/details',
  '/vettings/:vettingId/candidates/:candidateId/removal',
  '/vettings/:vettingId/questions/:questionId/closure',
  '/vettings/:vettingId/candidates/:candidateId/letter',
  '/vettings/:vettingId/candidates/:candidateId/meeting',
  '/vettings/:vettingId/candidates/:candidateId/meeting/questions',
  '/vettings/:vettingId/candidates/:candidateId/meeting/questions/reset',
  '/vettings/:vettingId/candidates/:candidateId/note',
  '/vettings/:vettingId/candidates/:candidateId/corrections',
  '/vettings/:vettingId/candidates/:candidateId/judgements/:subject',
  '/vettings/:vettingId/candidates/:candidateId/judgements/:subject/withdrawal',
  '/vettings/:vettingId/candidates/:candidateId/revocation',
  '/vettings/:vettingId/closure',
  '/vettings/:vettingId/deadline',
  '/vettings/:vettingId/decision',
  '/vettings/:vettingId/deletion',
  '/vettings/:vettingId/letters',
  '/vettings/:vettingId/letters/told',
  '/vettings/:vettingId/links/put-away',
  '/vettings/:vettingId/opening',
  '/vettings/:vettingId/candidates/:candidateId/opening',
  '/vettings/:vettingId/reading/:subject',
  '/vettings/:vettingId/reading/end',
  '/vettings/:vettingId/member-invitations/:invitationId/withdrawal',
  '/vettings/:vettingId/members/:memberId/removal',
  '/vettings/:vettingId/own-questions/:ownId/removal',
  '/vettings/:vettingId/preview',
  '/vettings/:vettingId/questions/:questionId/reply',
  '/vettings/:vettingId/reopening',
  '/vettings/:vettingId/settings',
  '/vettings/:vettingId/shortlist',
  '/vettings/:vettingId/shortlist/ticks',
  '/vettings/:vettingId/unsealing',
  '/vettings/:vettingId/weights',
];

t.test('every form either makes something once, or only changes what is there', async (t) => {
  const { world } = await desk(t);
  const unsaid = world.app.parts.routes
    .filter(({ method, once, url }) => method === 'POST' && !once && !CHANGES.includes(url))
    .map(({ url }) => url);
  t.same(unsaid, []);
});

t.test('a form that is answered at another address is answered once', async (t) => {
  const lines: string[] = [];
  const world = await World.open(t, { logLevel: 'warn' }, { write: (line) => lines.push(line) });
  const { browser } = await world.owner();
  await browser.get('/vettings/new');
  t.equal((await browser.submit('/vettings', { template: 'no such' })).statusCode, 422);
  t.equal((await browser.submit('/no/such/page', { text: 'typed' })).statusCode, 404);
  t.same(lines, [], 'nothing is sent twice');
});

t.test('links that were replaced or withdrawn are offered no more', async (t) => {
  const { world, base, browser } = await desk(t);
  const offered = async (): Promise<number> =>
    (await browser.get(`${base}/candidates`)).body.match(/\/links\?kept/g)?.length ?? 0;
  await browser.submit(`${base}/candidates/import`, { list: 'Aoba\nMidori', intent: 'add' });
  t.equal(await offered(), 1);
  const [first, second] = await world.db
    .selectFrom('candidates')
    .select('id')
    .orderBy('created_at')
    .execute();
  await browser.submit(`${base}/candidates/${first?.id}/revocation`, {});
  t.match((await browser.get(`${base}/candidates`)).body, 'Midori');
  t.equal(await offered(), 1, 'one of the two still leads somewhere');
  await browser.submit(`${base}/candidates/${second?.id}/invitations`, {});
  t.equal(await offered(), 1, 'the new one alone');
  await browser.submit(`${base}/candidates/${second?.id}/revocation`, {});
  t.equal(await offered(), 0);
});

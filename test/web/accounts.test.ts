import t from 'tap';
import { passwordProblem } from '../../src/accounts/passwords.ts';
import { setMayCreate } from '../../src/store/accounts.ts';
import { addCandidate } from '../../src/store/candidates.ts';
import { createFirstOwner } from '../../src/store/owners.ts';
import { PASSWORD, World } from '../support/world.ts';

const MINUTE = 60_000;
const OWNER = 'owner@example.com';

t.test('what anybody would try is no password', async (t) => {
  for (const [password, problem] of [
    ['bansobansobanso', 'password_own'],
    ['owner@example.com', 'password_own'],
    ['Owner.Example.2026', 'password_own'],
    ['companyname12', 'password_common'],
    ['agency marketing 1', 'password_own'],
    ['adminadmin123', 'password_common'],
    ['abcabcabcabc', 'password_common'],
    ['monkeydragon1', 'password_common'],
    ['seven quiet herons at dawn', null],
    ['さくらの下で昼寝をする猫', null],
    ['our owner feeds nine crows', null],
  ] as const)
    t.equal(await passwordProblem(password, [OWNER]), problem, password);
});

t.test('of two first owners at once there is one', async (t) => {
  const world = await World.open(t);
  const made = await Promise.all(
    ['a@example.com', 'b@example.com', 'c@example.com'].map((email) =>
      createFirstOwner(world.db, email, 'x', world.clock.now),
    ),
  );
  t.equal(made.filter(Boolean).length, 1);
  const { owners } = await world.db
    .selectFrom('owners')
    .select(({ fn }) => fn.countAll<number>().as('owners'))
    .executeTakeFirstOrThrow();
  t.equal(Number(owners), 1);
});

t.test('the first account needs the code that was printed, however it is typed', async (t) => {
  const world = await World.open(t, {}, undefined, ':memory:', 'K7QM-2XWD-9TRF');
  const browser = world.browser();
  t.match((await browser.get('/setup?code=K7QM-2XWD-9TRF')).body, /value="K7QM-2XWD-9TRF"/);
  const account = { email: OWNER, password: PASSWORD };
  for (const code of ['', 'K7QM-2XWD-9TRX', 'x'.repeat(41)]) {
    const refused = await browser.submit('/setup', { ...account, code });
    t.equal(refused.statusCode, 422, code);
    t.notMatch(refused.body, PASSWORD);
  }
  const made = await browser.submit('/setup', { ...account, code: ' k7qm 2xwd９ｔｒｆ' });
  t.equal(made.headers.location, '/vettings');
});

t.test('a session ends without use, at its end, one by one, and with the account', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const isIn = async (): Promise<boolean> => (await browser.get('/vettings')).statusCode === 200;
  const later = (minutes: number): void => {
    world.clock.now = new Date(world.clock.now.getTime() + minutes * MINUTE);
  };
  const signIn = () => browser.submit('/sign-in', { email: OWNER, password: PASSWORD });
  for (let n = 0; n < 4; n += 1) {
    later(170);
    t.ok(await isIn(), 'used every three hours it goes on');
  }
  later(60);
  t.notOk(await isIn(), 'for twelve hours');
  await signIn();
  later(181);
  t.notOk(await isIn(), 'and not used for three hours it ends');

  await signIn();
  const cookie = browser.cookies.get('banso_session') ?? '';
  await signIn();
  const old = world.browser();
  old.cookies.set('banso_session', cookie);
  t.equal((await old.get('/vettings')).statusCode, 303, 'signing in again ends the earlier session');

  const other = world.browser();
  await other.submit('/sign-in', { email: OWNER, password: PASSWORD });
  const end =
    /action="(\/account\/sessions\/[^"]+\/end)"/.exec((await browser.get('/account')).body)?.[1] ?? '';
  t.match((await browser.submit(end, {})).headers.location, 'done=ended');
  t.equal((await other.get('/vettings')).statusCode, 303, 'the other one');
  t.ok(await isIn(), 'and not this');

  await world.db.updateTable('owners').set({ disabled_at: '2026-01-01' }).where('id', '=', id).execute();
  t.notOk(await isIn(), 'a switched-off account is signed in nowhere');
  t.equal((await signIn()).statusCode, 401, 'and signs in no more');
});

t.test('nobody ends a session of somebody else', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const stranger = await world.owner('stranger@example.com');
  const { id } = await world.db
    .selectFrom('sessions')
    .select('id')
    .where('owner_id', '!=', stranger.id)
    .executeTakeFirstOrThrow();
  await stranger.browser.submit(`/account/sessions/${id}/end`, {});
  t.equal((await browser.get('/vettings')).statusCode, 200);
});

t.test('what cannot be taken back asks for the password again, and loses nothing', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const candidateId = await addCandidate(world.db, vetting, 'Agency', null, world.clock.now);
  const fill = (url: string): string =>
    url.replace(':vettingId', vetting.id).replace(':candidateId', candidateId ?? '');
  world.clock.now = new Date(world.clock.now.getTime() + 31 * MINUTE);
  const fresh = world.app.parts.routes.filter((route) => route.fresh && route.method !== 'HEAD');
  t.same([...new Set(fresh.map(({ method, url }) => `${method} ${url}`))].sort(), [
    'GET /vettings/:vettingId/candidates/:candidateId/removal',
    'GET /vettings/:vettingId/deletion',
    'GET /vettings/:vettingId/export.csv',
    'GET /vettings/:vettingId/export.json',
    'GET /vettings/:vettingId/export.xlsx',
    'POST /account/two-step',
    'POST /account/two-step/change',
    'POST /account/two-step/new',
    'POST /vettings/:vettingId/candidates/:candidateId/removal',
    'POST /vettings/:vettingId/deletion',
    'POST /vettings/:vettingId/members',
    'POST /vettings/:vettingId/unsealing',
  ]);
  for (const { method, url } of fresh) {
    const asked =
      method === 'GET'
        ? await browser.get(fill(url))
        : await browser.submit(fill(url), { note: 'typed <b>' });
    if (method === 'GET') t.match(asked.headers.location, '/sign-in?next=', url);
    else {
      t.equal(asked.statusCode, 401, url);
      t.match(asked.body, 'give your password once more');
      t.match(asked.body, 'typed &lt;b&gt;', 'what was sent travels along');
    }
  }
  const [again] = fresh.filter(({ method }) => method === 'GET');
  const next = fill(again?.url ?? '');
  t.match((await browser.get(`/sign-in?next=${next}&again`)).body, OWNER, 'the address is filled in');
  const back = await browser.submit('/sign-in', { email: OWNER, password: PASSWORD, next });
  t.equal(back.headers.location, next);
  t.not((await browser.get(next)).statusCode, 303, 'and then it opens');
});

t.test('an account is deleted by its password only, with everything of its own', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  await world.vetting(id);
  const page = await browser.get('/account/deletion');
  t.match(page.body, 'Choice of a marketing partner', 'it names what goes');
  const wrong = { currentPassword: 'wrong', confirm: 'yes' };
  t.equal((await browser.submit('/account/deletion', wrong)).statusCode, 422);
  t.equal((await browser.submit('/account/deletion', { currentPassword: PASSWORD })).statusCode, 422);
  const gone = await browser.submit('/account/deletion', { currentPassword: PASSWORD, confirm: 'yes' });
  t.equal(gone.headers.location, '/sign-in');
  for (const table of [
    'owners',
    'sessions',
    'vettings',
    'account_events',
    'known_browsers',
    'history',
  ] as const)
    t.same(await world.db.selectFrom(table).selectAll().execute(), [], table);
});

t.test('an invitation is for the invited address, and tells nobody whether it has an account', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  await world.owner('known@example.com');
  const invite = async (email: string): Promise<string> =>
    /value="http:\/\/192.168.1.20:3000(\/join\/[\w-]+)"/.exec(
      (await browser.submit(`/vettings/${vetting.id}/members`, { email, role: 'viewer' })).body,
    )?.[1] ?? '';
  const [known, unknown] = [await invite('known@example.com'), await invite('new@example.com')];
  const words = async (link: string): Promise<string> =>
    (await world.browser().get(link)).body
      .replaceAll(/value="[^"]*"/g, '')
      .replaceAll(/(?:known|new)@example\.com/g, '')
      .replaceAll(link, '');
  t.equal(await words(known), await words(unknown), 'the same page for both');

  const stranger = await world.owner('stranger@example.com');
  t.match((await stranger.browser.get(known)).body, 'This invitation is for known@example.com');
  t.equal((await stranger.browser.submit(known, {})).statusCode, 403);
  const guess = world.browser();
  t.equal((await guess.submit(known, { password: 'nine brave otters at noon' })).statusCode, 422);
  t.equal((await guess.submit(known, { password: PASSWORD })).headers.location, `/vettings/${vetting.id}`);
  const page = await browser.get(`/vettings/${vetting.id}/members`);
  t.match(page.body, /known@example\.com[\s\S]{0,200}address not confirmed/);
});

t.test('whoever only takes part makes no vetting, by whatever way, and is shown none', async (t) => {
  const world = await World.open(t, { membersMayCreate: false });
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const invited = await browser.submit(`/vettings/${vetting.id}/members`, {
    email: 'colleague@example.com',
    role: 'viewer',
  });
  const token = /\/join\/([\w-]{43})/.exec(invited.body)?.[1] ?? '';
  const colleague = world.browser();
  await colleague.submit(`/join/${token}`, { password: PASSWORD });
  t.equal((await colleague.get(`/vettings/${vetting.id}`)).statusCode, 200, 'it takes part');
  const list = (await colleague.get('/vettings')).body;
  t.notMatch(list, 'href="/vettings/new"');
  t.notMatch(list, 'action="/vettings/example"');
  const making = world.app.parts.routes.filter(({ spends }) => spends === 'vettings');
  t.equal(making.length, 3);
  for (const { url } of making.filter((route) => !route.url.includes(':vettingId'))) {
    const refused = await colleague.submit(url, {
      template: 'empty',
      locale: 'en',
      currency: 'JPY',
      timeZone: 'UTC',
    });
    t.equal(refused.statusCode, 403, url);
    t.match(refused.body, 'takes part in other people');
  }
  const { id: colleagueId } = await world.db
    .selectFrom('owners')
    .select('id')
    .where('email', '=', 'colleague@example.com')
    .executeTakeFirstOrThrow();
  await setMayCreate(world.db, colleagueId, true);
  t.match((await colleague.get('/vettings')).body, 'href="/vettings/new"');
  await setMayCreate(world.db, id, false);
  const copied = await browser.submit(`/vettings/${vetting.id}/copies`, {});
  t.equal(copied.statusCode, 403, 'nor by copying one that it has');
  t.notMatch((await browser.get(`/vettings/${vetting.id}/settings`)).body, '/copies');
});

import { Secret, TOTP } from 'otpauth';
import t from 'tap';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { changePassword } from '../../src/store/accounts.ts';
import { takeCode, turnOffTwoStep } from '../../src/store/two-step.ts';
import { PASSWORD, TestBrowser, World } from '../support/world.ts';

const OWNER = 'owner@example.com';
const HALF_MINUTE = 30_000;

/** Where the form of a page is sent that was kept for the browser. */
const actionIn = (page: string): string =>
  (/action="(\/(?:account|sign-in)\/[^"?]+\?kept[^"]+)"/.exec(page)?.[1] ?? '').replace('&#x3D;', '=');

/** An owner who has turned two-step verification on, as a person does: from the account's page, with an app. */
async function withTwoStep(world: World, browser: TestBrowser) {
  const page = (await browser.submit('/account/two-step/new', {})).body;
  const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '');
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (): string => totp.generate({ timestamp: world.clock.now.getTime() });
  const turnOn = actionIn(page);
  return { secret, code, turnOn, page };
}

const later = (world: World, milliseconds: number): void => {
  world.clock.now = new Date(world.clock.now.getTime() + milliseconds);
};

/** Signs in up to the code and returns where it is asked for. */
async function toCode(browser: TestBrowser, more: Record<string, string> = {}): Promise<string> {
  const asked = await browser.submit('/sign-in', { email: OWNER, password: PASSWORD, ...more });
  return asked.headers.location ?? actionIn(asked.body);
}

t.test('with an app the password alone signs nobody in, and a code works once', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  t.match((await browser.get('/account')).body, 'href="/account/two-step"');
  const { code, turnOn, secret, page } = await withTwoStep(world, browser);
  t.match(page, 'data:image/svg+xml;base64,');
  const wrong = await browser.submit(turnOn, { verificationCode: '000000' });
  t.equal(wrong.statusCode, 422);
  t.match(wrong.body, 'This code is wrong');
  const first = code();
  const on = await browser.submit(turnOn, { verificationCode: ` ${first.slice(0, 3)} ${first.slice(3)} ` });
  const codes = [...on.body.matchAll(/<code>([a-z0-9-]{14})<\/code>/g)].map(([, each]) => each ?? '');
  t.equal(new Set(codes).size, 10);
  t.match(on.body, 'On since');
  t.notMatch(
    (await browser.get('/account/two-step')).body,
    codes[0],
    'without the address they are not shown',
  );

  const stored = JSON.stringify([
    await world.db.selectFrom('recovery_codes').selectAll().execute(),
    await world.db.selectFrom('kept_pages').selectAll().execute(),
  ]);
  for (const each of [...codes, ...codes.map((one) => one.replaceAll('-', '')), secret])
    t.notMatch(stored, each, 'codes are hashes, and what is kept for a browser is encrypted');

  later(world, HALF_MINUTE);
  const other = world.browser();
  const asked = await toCode(other);
  t.match(asked, /^\/sign-in\/code\?kept=/);
  t.notOk(other.cookies.get('banso_session'), 'nobody is signed in yet');
  t.equal((await other.get('/vettings')).statusCode, 303);
  t.equal(
    (await other.submit(asked, { verificationCode: first })).statusCode,
    401,
    'a code that was used before',
  );
  t.notOk(other.cookies.get('banso_session'));
  const refused = await other.submit(asked, { verificationCode: '' });
  t.equal(refused.statusCode, 422);
  const now = code();
  t.equal((await other.submit(asked, { verificationCode: now })).headers.location, '/vettings');
  t.equal((await other.get('/vettings')).statusCode, 200);

  const third = world.browser();
  const again = await toCode(third);
  t.equal(
    (await third.submit(again, { verificationCode: now })).statusCode,
    401,
    'the same code at the same time',
  );
  const stranger = world.browser();
  t.equal(
    (await stranger.submit(again, { verificationCode: codes[0] ?? '' })).headers.location,
    '/sign-in',
    'no other browser',
  );
  later(world, 60_000);
  const recovered = await third.submit(again, {
    verificationCode: (codes[0] ?? '').toUpperCase().replaceAll('-', ' '),
  });
  t.equal(recovered.headers.location, '/vettings', 'a recovery code, however it is typed');
  t.equal(await takeCode(world.db, id, codes[0] ?? '', world.clock.now), null, 'once');
  const account = (await third.get('/account')).body;
  t.match(account, 'Recovery codes left: 9');
  t.match(account, 'Signed in with a recovery code');
  t.match(account, 'wrong code');
});

t.test('of many that send one code at once, one gets in', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const { code, turnOn } = await withTwoStep(world, browser);
  const on = await browser.submit(turnOn, { verificationCode: code() });
  const recovery = /<code>([a-z0-9-]{14})<\/code>/.exec(on.body)?.[1] ?? '';
  later(world, HALF_MINUTE);
  for (const each of [code(), recovery]) {
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => takeCode(world.db, id, each, world.clock.now)),
    );
    t.equal(taken.filter(Boolean).length, 1, each);
  }
});

t.test('guessing codes is slowed down, and the right password in between does not help', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const { code, turnOn } = await withTwoStep(world, browser);
  await browser.submit(turnOn, { verificationCode: code() });
  const thief = world.browser();
  let tried = 0;
  for (; tried < 60; tried += 1) {
    const asked = await toCode(thief);
    if (!asked.startsWith('/sign-in/code')) break;
    const answer = await thief.submit(asked, { verificationCode: String(100_000 + tried) });
    if (answer.statusCode === 429) break;
  }
  t.ok(tried > 2 && tried < 15, `${tried} guesses`);
});

t.test('what was typed before is sent after both steps; a code has ten minutes', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const { code, turnOn } = await withTwoStep(world, browser);
  await browser.submit(turnOn, { verificationCode: code() });
  later(world, HALF_MINUTE);
  const resumed = { resumePath: '/vettings/new', resumeBody: JSON.stringify({ title: '新しい選定' }) };
  const other = world.browser('ja');
  const asked = await toCode(other, resumed);
  const done = await other.submit(asked, { verificationCode: code() });
  t.match(done.body, '新しい選定');
  t.match(done.body, 'action="/vettings/new"');
  const late = world.browser();
  const page = await toCode(late);
  t.match((await late.get(page)).body, 'authenticator app');
  later(world, 11 * 60_000);
  t.equal((await late.submit(page, { verificationCode: code() })).headers.location, '/sign-in');
  t.equal((await late.get(page)).headers.location, '/sign-in');
});

t.test('it is changed only shortly after the password, and only once', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const { code, turnOn } = await withTwoStep(world, browser);
  await browser.submit(turnOn, { verificationCode: code() });
  t.equal((await browser.submit('/account/two-step/new', {})).statusCode, 409, 'it is on already');
  later(world, HALF_MINUTE);
  const change = '/account/two-step/change';
  t.equal((await browser.submit(change, { intent: 'codes', verificationCode: '000000' })).statusCode, 422);
  t.match(
    (await browser.submit(change, { intent: 'off' })).statusCode,
    422,
    'a session alone turns nothing off',
  );
  const made = await browser.submit(change, { intent: 'codes', verificationCode: code() });
  t.match(made.body, '<code>');
  later(world, 31 * 60_000);
  for (const route of [change, turnOn])
    t.equal((await browser.submit(route, { verificationCode: code() })).statusCode, 401, route);
  t.match((await browser.get('/account/two-step')).body, 'On since');
  await turnOffTwoStep(world.db, id);
  const other = world.browser();
  t.equal(await toCode(other), '/vettings');
  t.equal((await other.submit(change, { intent: 'off', verificationCode: '1' })).statusCode, 409);
});

t.test('turning it on ends every other session, and twice at once makes one set of codes', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const thief = world.browser();
  t.equal(await toCode(thief), '/vettings');
  const { code, turnOn } = await withTwoStep(world, browser);
  const both = await Promise.all([1, 2].map(() => browser.submit(turnOn, { verificationCode: code() })));
  const shown = both.flatMap(({ body }) =>
    [...body.matchAll(/<code>([a-z0-9-]{14})<\/code>/g)].map(([, each]) => each ?? ''),
  );
  t.ok(shown.length >= 10);
  later(world, HALF_MINUTE);
  t.ok(await takeCode(world.db, id, shown[0] ?? '', world.clock.now), 'the codes that are shown work');
  t.equal((await thief.get('/vettings')).statusCode, 303, 'whoever was signed in elsewhere is not any more');
  t.equal((await browser.get('/vettings')).statusCode, 200);
});

t.test('the right password before it was changed is worth nothing after it', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const { code, turnOn } = await withTwoStep(world, browser);
  await browser.submit(turnOn, { verificationCode: code() });
  later(world, HALF_MINUTE);
  const thief = world.browser();
  const asked = await toCode(thief);
  await changePassword(world.db, id, await hashPassword('nine brave otters at noon'));
  t.equal((await thief.submit(asked, { verificationCode: code() })).statusCode, 401);
  t.equal((await thief.get('/vettings')).statusCode, 303);
});

t.test(
  'guesses that come at once, or from everywhere, are as few as those that come one by one',
  async (t) => {
    const world = await World.open(t);
    const { browser } = await world.owner();
    const passwords = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        world.browser().submit('/sign-in', { email: OWNER, password: `guess number ${n}` }),
      ),
    );
    const tried = passwords.filter(({ statusCode }) => statusCode === 401).length;
    t.ok(tried <= 6, `${tried} passwords tried at once`);
    later(world, 2 * 3_600_000);
    const { code, turnOn } = await withTwoStep(world, await signedInAgain(browser));
    await browser.submit(turnOn, { verificationCode: code() });
    later(world, HALF_MINUTE);
    let codes = 0;
    for (let n = 0; n < 30; n += 1) {
      const thief = new TestBrowser(world.app, 'en', `2001:db8:0:${n.toString(16)}::1`);
      const asked = await toCode(thief);
      const answers = await Promise.all(
        [1, 2, 3].map((each) => thief.submit(asked, { verificationCode: String(100_000 + n * 3 + each) })),
      );
      codes += answers.filter(({ statusCode }) => statusCode === 401).length;
    }
    t.ok(codes <= 6, `${codes} codes tried from thirty networks`);
  },
);

/** The owner's browser, signed in a moment ago. */
async function signedInAgain(browser: TestBrowser): Promise<TestBrowser> {
  await browser.submit('/sign-in', { email: OWNER, password: PASSWORD });
  return browser;
}

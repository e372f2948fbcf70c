import t from 'tap';
import { PACES, waitMs } from '../../src/domain/people/throttle.ts';
import { networkOf } from '../../src/web/accounts/attempt.ts';
import { PASSWORD, TestBrowser, World } from '../support/world.ts';

const OWNER = 'owner@example.com';

t.test('after some free failures the wait doubles up to the longest, and is forgotten', async (t) => {
  const now = new Date('2026-11-20T01:00:00Z');
  const { pair } = PACES;
  const after = (failures: number, secondsAgo = 0): number =>
    waitMs({ failures, lastAt: new Date(now.getTime() - secondsAgo * 1000) }, pair, now);
  t.equal(waitMs(null, pair, now), 0);
  t.equal(after(4), 0);
  t.same(
    [5, 6, 7, 8].map((failures) => after(failures)),
    [1000, 2000, 4000, 8000],
  );
  t.equal(after(500), pair.longestMs);
  t.equal(after(8, 5), 3000);
  t.equal(after(8, 8), 0);
  t.equal(after(500, pair.forgottenMs / 1000), 0);
});

t.test('an IPv6 caller is its network, an IPv4 caller its address', async (t) => {
  t.equal(networkOf('192.0.2.7'), '192.0.2.7');
  t.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
  t.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::9'));
  t.not(networkOf('2001:db8:1:2::9'), networkOf('2001:db8:1:3::9'));
  t.equal(networkOf('::1'), '0000:0000:0000:0000');
});

/** Tries to sign in from an address. */
const trying =
  (world: World, address: string, browser = new TestBrowser(world.app, 'en', address)) =>
  (password: string, email = OWNER) =>
    browser.submit('/sign-in', { email, password });

t.test('guessing at one account from one address is slowed down, and the page says until when', async (t) => {
  const world = await World.open(t);
  await world.owner();
  const attempt = trying(world, '192.0.2.1');
  for (let n = 0; n < 5; n += 1) t.equal((await attempt('wrong')).statusCode, 401);
  const refused = await attempt(PASSWORD);
  t.equal(refused.statusCode, 429, 'the right password too: it was not looked at');
  t.match(Number(refused.headers['retry-after']), /^[12]$/);
  t.match(refused.body, `wait about ${refused.headers['retry-after']} seconds`);
  world.clock.now = new Date(world.clock.now.getTime() + 2000);
  t.equal((await attempt(PASSWORD)).statusCode, 303);
});

t.test('one who guesses from a hundred addresses is slowed down, and shuts nobody out', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const statuses: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    const attempt = trying(world, `198.51.100.${n}`);
    for (let again = 0; again < 3; again += 1) statuses.push((await attempt('wrong')).statusCode);
  }
  const looked = statuses.filter((status) => status === 401).length;
  t.ok(looked <= 120, `${looked} of 300 were looked at`);
  t.equal((await trying(world, '203.0.113.9')(PASSWORD)).statusCode, 303, 'a new browser, at its first try');
  for (let n = 100; n < 140; n += 1) await trying(world, `198.51.100.${n}`)('wrong');
  const known = await trying(world, '198.51.100.7', owner.browser)(PASSWORD);
  t.equal(known.statusCode, 303, 'and the known one');
});

t.test(
  'one address that fails everywhere does not keep its neighbours out of their own browsers',
  async (t) => {
    const world = await World.open(t);
    const owner = await world.owner();
    const attempt = trying(world, '127.0.0.1');
    let refused = 0;
    for (let n = 0; n < 40; n += 1)
      refused += (await attempt('wrong', `stranger${n}@example.com`)).statusCode === 429 ? 1 : 0;
    t.ok(refused >= 15, `${refused} of 40 were not looked at`);
    t.equal((await owner.browser.submit('/sign-in', { email: OWNER, password: PASSWORD })).statusCode, 303);
  },
);

t.test('the current password cannot be guessed by whoever has the session', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const change = (currentPassword: string) =>
    browser.submit('/account/password', { currentPassword, newPassword: 'twelve grey cranes at dusk' });
  for (let n = 0; n < 5; n += 1) t.equal((await change('wrong')).statusCode, 422);
  t.equal((await change(PASSWORD)).statusCode, 429);
  world.clock.now = new Date(world.clock.now.getTime() + 2000);
  t.equal((await change(PASSWORD)).statusCode, 303);
});

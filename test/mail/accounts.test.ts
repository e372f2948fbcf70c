import t, { type Test } from 'tap';
import { deliverDue, type OutboxParts } from '../../src/mail/outbox.ts';
import { smtpSender } from '../../src/mail/transport.ts';
import { mayMailAccount, queueAccountMail } from '../../src/store/outbox.ts';
import { PostOffice } from '../support/post-office.ts';
import { PASSWORD, World } from '../support/world.ts';

t.setTimeout(240_000);

const FROM = 'Banso <banso@example.com>';
const OWNER = 'owner@example.com';
const FRESH = 'twelve grey cranes at dusk';

async function posting(t: Test, locale: 'ja' | 'en') {
  const office = await PostOffice.open(t);
  const mail = { url: office.url, from: FROM };
  const world = await World.open(t, { mail });
  const owner = await world.owner(OWNER, locale);
  const { config } = world.app.parts;
  const parts: OutboxParts = {
    db: world.app.parts.db,
    config,
    send: smtpSender(mail, config.publicUrl),
    now: () => world.clock.now,
  };
  return { office, world, owner, deliver: () => deliverDue(parts) };
}

const linkIn = (text = '', kind: string): string => new RegExp(`/${kind}/[\\w-]{43}`).exec(text)?.[0] ?? '';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: a forgotten password is set anew by a link that works once`, async (t) => {
    const { office, world, owner, deliver } = await posting(t, locale);
    const browser = world.browser(locale);
    t.match((await browser.get('/sign-in')).body, 'href="/forgotten"');
    const known = await browser.submit('/forgotten', { email: OWNER });
    const unknown = await browser.submit('/forgotten', { email: 'nobody@example.com' });
    t.equal(known.statusCode, 200);
    t.equal(
      known.body.replaceAll(/value="[^"]*"/g, ''),
      unknown.body.replaceAll(/value="[^"]*"/g, ''),
      'the answer does not tell who has an account',
    );
    await browser.submit('/forgotten', { email: OWNER });
    t.notMatch(JSON.stringify(await world.db.selectFrom('outbox').selectAll().execute()), '/reset/');
    await deliver();
    t.equal(office.letters.length, 1, 'one mail, however often it was asked for');
    t.same(office.letters[0]?.to, [OWNER]);
    t.match(office.letters[0]?.subject, locale === 'ja' ? 'パスワードの再設定' : 'a new password');
    const link = linkIn(office.letters[0]?.text, 'reset');
    t.match((await browser.get(link)).body, OWNER);
    t.equal((await browser.submit(link, { password: 'short' })).statusCode, 422);
    const rival = world.browser(locale);
    await rival.get(link);
    const both = await Promise.all([
      browser.submit(link, { password: FRESH }),
      rival.submit(link, { password: FRESH }),
    ]);
    t.same(both.map(({ statusCode }) => statusCode).sort(), [303, 410], 'of two at once one is taken');
    const [set = both[0]] = both.filter(({ statusCode }) => statusCode === 303);
    t.equal(set.headers.location, '/vettings', 'and signs in');
    t.equal((await owner.browser.get('/vettings')).statusCode, 303, 'everywhere else one is signed out');
    t.equal((await browser.get(link)).statusCode, 410, 'the link works once');
    t.equal((await browser.submit(link, { password: PASSWORD })).statusCode, 410);
    const signIn = (password: string) => world.browser(locale).submit('/sign-in', { email: OWNER, password });
    t.equal((await signIn(PASSWORD)).statusCode, 401);
    t.equal((await signIn(FRESH)).statusCode, 303);
    const again = world.browser(locale);
    await again.submit('/sign-in', { email: OWNER, password: FRESH });
    t.match((await again.get('/account')).body, locale === 'ja' ? '確認済み' : '>confirmed<');
    await deliver();
    const told = office.letters.map(({ subject }) => subject).join();
    t.match(told, locale === 'ja' ? 'パスワードが変わりました' : 'password was changed');
    t.notMatch(office.letters.map(({ text }) => text).join(), FRESH);
  });

  t.test(`${locale}: a link ends after two hours, and with a changed password`, async (t) => {
    const { office, world, owner, deliver } = await posting(t, locale);
    const ask = async (): Promise<string> => {
      await owner.browser.submit('/forgotten', { email: OWNER });
      await deliver();
      return linkIn(office.letters.at(-1)?.text, 'reset');
    };
    const wait = (minutes: number): void => {
      world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000);
    };
    const first = await ask();
    t.equal(await ask(), first, 'no second one at once');
    t.equal(office.letters.length, 1);
    wait(6);
    const second = await ask();
    t.not(second, first);
    t.equal((await world.browser(locale).get(first)).statusCode, 200, 'whoever asks again takes none away');
    wait(115);
    t.equal((await world.browser(locale).get(first)).statusCode, 410);
    t.equal((await world.browser(locale).get(second)).statusCode, 200);
    const third = await ask();
    await owner.browser.submit('/account/password', { currentPassword: PASSWORD, newPassword: FRESH });
    for (const link of [second, third])
      t.equal((await world.browser(locale).get(link)).statusCode, 410, 'a changed password ends them all');
    // Past the limit of one address, as many addresses would.
    const press = async (): Promise<void> => {
      const about = { id: owner.id, email: OWNER };
      if (await mayMailAccount(world.db, owner.id, 'reset', world.clock.now))
        await queueAccountMail(world.db, about, { event: 'reset', locale, agent: '' }, world.clock.now);
      await deliver();
    };
    for (let n = 0; n < 12; n += 1) {
      wait(6);
      await press();
    }
    const resets = office.letters.filter(({ text }) => text.includes('/reset/'));
    t.equal(resets.length, 8, 'and nobody is flooded');
    wait(180);
    await press();
    const last = linkIn(office.letters.at(-1)?.text, 'reset');
    t.equal((await world.browser(locale).get(last)).statusCode, 200, 'nor kept out: no other link lived');
  });

  t.test(
    `${locale}: an address is confirmed by the button behind the link, not by looking at it`,
    async (t) => {
      const { office, owner, deliver } = await posting(t, locale);
      const { browser } = owner;
      const isConfirmed = async (): Promise<boolean> =>
        /class="tag">(?:確認済み|confirmed)</.test((await browser.get('/account')).body);
      t.match((await browser.submit('/account/confirmation', {})).headers.location, 'done=sent');
      await deliver();
      const link = linkIn(office.letters[0]?.text, 'confirm');
      t.equal((await browser.get(link)).statusCode, 200);
      t.notOk(await isConfirmed(), 'whoever looks at links in mails confirms nothing');
      t.equal((await browser.submit(link, {})).headers.location, '/account');
      t.ok(await isConfirmed());
      t.equal((await browser.get(link)).statusCode, 410);
    },
  );

  t.test(`${locale}: a sign-in from a new browser is told, from a known one it is not`, async (t) => {
    const { office, world, owner, deliver } = await posting(t, locale);
    await deliver();
    t.equal(office.letters.length, 0, 'the first browser of all is no news');
    await owner.browser.submit('/sign-in', { email: OWNER, password: PASSWORD });
    await deliver();
    t.equal(office.letters.length, 0);
    await world.browser(locale).submit('/sign-in', { email: OWNER, password: PASSWORD });
    await deliver();
    t.equal(office.letters.length, 1);
    t.match(office.letters[0]?.subject, locale === 'ja' ? '新しい端末' : 'a new browser');
    const page = await owner.browser.get('/account');
    t.match(page.body, locale === 'ja' ? 'アカウントの記録' : 'What happened to this account');
    await world.browser(locale).submit('/sign-in', { email: OWNER, password: 'wrong' });
    t.match(
      (await owner.browser.get('/account')).body,
      locale === 'ja' ? 'ログインの失敗' : 'Sign-in refused',
    );
  });
}

t.test('without a mail server the page says whom to ask', async (t) => {
  const world = await World.open(t);
  await world.owner();
  const browser = world.browser();
  t.match((await browser.get('/forgotten')).body, 'banso owner password');
  t.equal((await browser.submit('/forgotten', { email: OWNER })).statusCode, 404);
});

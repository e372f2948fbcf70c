import t from 'tap';
import { PASSWORD, World } from '../support/world.ts';

t.test('the first visit leads to creating the owner account, and only once', async (t) => {
  const world = await World.open(t);
  const browser = world.browser();
  t.equal((await browser.get('/')).headers.location, '/setup');
  t.match((await browser.get('/setup')).body, 'create your account');

  const short = await browser.submit('/setup', { email: 'a@example.com', password: 'short' });
  t.equal(short.statusCode, 422);
  t.match(short.body, 'at least 12 characters');
  t.match(short.body, 'value="a@example.com"', 'the address that was typed is kept');
  t.notMatch(short.body, 'value="short"', 'a password is never sent back');
  for (const common of ['passwordpassword', '123456789012', 'qwertyuiopas', 'password123456']) {
    t.match(
      (await browser.submit('/setup', { email: 'a@example.com', password: common })).body,
      'used by many people',
      common,
    );
  }

  const made = await browser.submit('/setup', { email: 'Ａ@example.com', password: PASSWORD });
  t.equal(made.headers.location, '/vettings');
  t.equal((await browser.get('/vettings')).statusCode, 200);
  t.equal((await browser.get('/setup')).headers.location, '/sign-in');
  t.equal((await browser.submit('/setup', { email: 'b@example.com', password: PASSWORD })).statusCode, 404);
});

t.test('a wrong password and an unknown address are refused with the same words', async (t) => {
  const world = await World.open(t);
  await world.owner();
  const browser = world.browser();
  const wrong = await browser.submit('/sign-in', {
    email: 'owner@example.com',
    password: 'not the right one',
  });
  const unknown = await browser.submit('/sign-in', {
    email: 'nobody@example.com',
    password: 'not the right one',
  });
  t.equal(wrong.statusCode, 401);
  t.equal(unknown.statusCode, 401);
  t.match(wrong.body, 'The e-mail address or the password is not right');
  t.match(unknown.body, 'The e-mail address or the password is not right');
  t.match(wrong.body, 'owner@example.com');
});

t.test(
  "a form without the page's token, or from another site, is refused and what was typed is shown",
  async (t) => {
    const world = await World.open(t);
    const { browser } = await world.owner();
    const forged = await browser.post('/vettings', { template: 'empty', locale: 'en', note: 'typed words' });
    t.equal(forged.statusCode, 403);
    t.match(forged.body, 'typed words');
  },
);

t.test('a session that ended loses nothing that was typed', async (t) => {
  const world = await World.open(t);
  const { id, browser } = await world.owner();
  const vetting = await world.vetting(id);
  await browser.get(`/vettings/${vetting.id}/brief/value`);
  world.clock.now = new Date(world.clock.now.getTime() + 13 * 3_600_000);
  const refused = await browser.submit(`/vettings/${vetting.id}/brief/value`, {
    text: 'Typed just before the session ended ✍️',
  });
  t.equal(refused.statusCode, 401);
  t.match(refused.body, 'Typed just before the session ended');
  const body = /name="resumeBody" value="([^"]*)"/.exec(refused.body)?.[1]?.replaceAll('&quot;', '"') ?? '';
  const back = await browser.submit('/sign-in', {
    email: 'owner@example.com',
    password: PASSWORD,
    resumePath: `/vettings/${vetting.id}/brief/value`,
    resumeBody: body,
  });
  t.match(back.body, `action="/vettings/${vetting.id}/brief/value"`);
  t.match(back.body, 'Typed just before the session ended ✍️');
  t.equal((await browser.submit(`/vettings/${vetting.id}/brief/value`, JSON.parse(body))).statusCode, 303);
  t.match(
    (await browser.get(`/vettings/${vetting.id}/brief/value`)).body,
    'Typed just before the session ended ✍️',
  );
});

t.test('signing out ends the session; signing out everywhere ends all of them', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const other = world.browser();
  await other.submit('/sign-in', { email: 'owner@example.com', password: PASSWORD });
  t.equal((await browser.get('/account')).body.split('Last used on').length - 1, 2);
  await browser.submit('/account/sessions/revocation', {});
  t.match((await other.get('/vettings')).headers.location, '/sign-in');
});

t.test('after signing in, nobody is sent to another site', async (t) => {
  const world = await World.open(t);
  await world.owner();
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    const reply = await world
      .browser()
      .submit('/sign-in', { email: 'owner@example.com', password: PASSWORD, next });
    t.equal(reply.headers.location, '/vettings', next);
  }
});

t.test('the password can be changed by who knows it, which ends their other sessions', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const stranger = await world.owner('stranger@example.com');
  const other = world.browser();
  await other.submit('/sign-in', { email: 'owner@example.com', password: PASSWORD });
  t.equal(
    (
      await browser.submit('/account/password', {
        currentPassword: 'wrong wrong wrong',
        newPassword: 'a wholly new sentence',
      })
    ).statusCode,
    422,
  );
  const changed = await browser.submit('/account/password', {
    currentPassword: PASSWORD,
    newPassword: 'a wholly new sentence',
  });
  t.match((await browser.get(String(changed.headers.location))).body, 'has been changed');
  t.equal((await browser.get('/vettings')).statusCode, 200);
  t.equal((await other.get('/vettings')).statusCode, 303);
  t.equal((await stranger.browser.get('/vettings')).statusCode, 200, 'and nobody else is signed out');
});

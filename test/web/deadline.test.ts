import t from 'tap';
import { listCandidates } from '../../src/store/candidates.ts';
import { findVetting } from '../../src/store/vettings.ts';
import { PASSWORD, World } from '../support/world.ts';

const DAY = 86_400_000;

/** A vetting that has no deadline yet, on 20 November 2026 in Tokyo. */
async function undated(t: Parameters<typeof World.open>[0], locale: 'ja' | 'en' = 'en') {
  const world = await World.open(t, {
    mail: { url: 'smtp://127.0.0.1:1', from: 'banso@example.com' } as never,
  });
  const { id, browser } = await world.owner('owner@example.com', locale);
  const { answersBy: _, ...brief } = (await world.vetting(id, locale)).brief;
  await world.db
    .updateTable('vettings')
    .set({ brief: JSON.stringify(brief) })
    .execute();
  const vettings = await world.db.selectFrom('vettings').select('id').execute();
  const vettingId = vettings[0]?.id ?? '';
  const now = async () => {
    const vetting = await findVetting(world.db, id, vettingId);
    if (!vetting) throw new Error('the vetting is gone');
    return vetting;
  };
  const base = `/vettings/${vettingId}`;
  const ends = async (): Promise<(string | undefined)[]> =>
    (await listCandidates(world.db, await now())).map(({ link }) => link?.expiresAt);
  return { world, browser, base, ends, now, ownerId: id };
}

t.test('with the first invitation the deadline of all is set, and asked for once', async (t) => {
  const { browser, base, ends, now } = await undated(t);
  t.match((await browser.get(`${base}/candidates`)).body, 'value="2026-12-11"', 'three weeks are offered');
  for (const [answersBy, words] of [
    ['', 'is empty'],
    ['19 November 2026', 'is in the past'],
    ['1 January 2030', 'more than a year away'],
    ['soon', 'could not be read'],
  ] as const) {
    const refused = await browser.submit(`${base}/candidates`, { name: 'Aoba', answersBy });
    t.equal(refused.statusCode, 422, answersBy);
    t.match(refused.body, words);
    t.match(refused.body, 'Aoba');
  }
  t.same(await ends(), []);
  await browser.submit(`${base}/candidates`, { name: 'Aoba', answersBy: '20 December 2026' });
  t.equal((await now()).brief.answersBy, '2026-12-20');
  const { body } = await browser.get(`${base}/candidates`);
  t.match(body, 'Deadline for answers: 20 December 2026 (30 days left)');
  t.notMatch(body, 'name="answersBy"');
  await browser.submit(`${base}/candidates/import`, { list: 'Sora\nMidori', intent: 'add' });
  t.same(await ends(), Array(3).fill('2026-12-20T14:59:59.999Z'), 'the end of the day in Tokyo');
});

t.test('a list of candidates sets it too', async (t) => {
  const { browser, base, ends } = await undated(t);
  const refused = await browser.submit(`${base}/candidates/import`, {
    list: 'Sora',
    answersBy: '',
    intent: 'add',
  });
  t.equal(refused.statusCode, 422);
  await browser.submit(`${base}/candidates/import`, { list: 'Sora', answersBy: '2026/12/20', intent: 'add' });
  t.same(await ends(), ['2026-12-20T14:59:59.999Z']);
});

t.test('extended for all, links work again, and those who have addresses can be told', async (t) => {
  const { browser, base, ends, world } = await undated(t);
  await browser.submit(`${base}/candidates`, {
    name: 'Aoba',
    email: 'a@example.com',
    answersBy: '2026-12-01',
  });
  const link = /\/i\/([\w-]{43})/.exec((await browser.get(`${base}/candidates`)).body)?.[1];
  t.equal(link, undefined);
  world.clock.now = new Date(world.clock.now.getTime() + 12 * DAY);
  await browser.submit('/sign-in', { email: 'owner@example.com', password: PASSWORD });
  t.match((await browser.get(`${base}/candidates`)).body, '1 December 2026 (over)');
  const late = await browser.submit(`${base}/candidates`, { name: 'Late', email: '' });
  t.equal(late.statusCode, 409, 'no link is made that is over at once');
  t.match(late.body, 'Late');
  t.equal((await browser.submit(`${base}/deadline`, { answersBy: '2026-12-01' })).statusCode, 422);
  await browser.submit(`${base}/deadline`, { answersBy: '2026-12-25', tell: 'yes' });
  t.same(await ends(), ['2026-12-25T14:59:59.999Z']);
  const mails = await world.db.selectFrom('outbox').select(['recipient', 'details']).execute();
  t.same(
    mails.map(({ recipient, details }) => [recipient, JSON.parse(details)]),
    [['a@example.com', { kind: 'extended', until: '2026-12-25' }]],
  );
  t.match((await browser.get(`${base}/history`)).body, /Deadline changed[\s\S]*25 December 2026/);
  await browser.submit(`${base}/deadline`, { answersBy: '2026-12-20', tell: 'yes' });
  t.equal((await world.db.selectFrom('outbox').select('id').execute()).length, 1, 'earlier is no extension');
});

t.test('one candidate is given longer, knowingly', async (t) => {
  const { browser, base, ends, now, world } = await undated(t);
  await browser.submit(`${base}/candidates`, { name: 'Aoba', answersBy: '2026-12-01' });
  await browser.submit(`${base}/candidates`, { name: 'Sora' });
  const [aoba] = await listCandidates(world.db, await now());
  const own = `${base}/candidates/${aoba?.id}`;
  t.match((await browser.get(`${own}/deadline`)).body, 'makes conditions unequal');
  t.equal(
    (await browser.submit(`${own}/deadline`, { answersBy: '2026-12-01' })).statusCode,
    422,
    'not later',
  );
  await browser.submit(`${own}/deadline`, { answersBy: '2026-12-10' });
  t.match((await browser.get(own)).body, '10 December 2026 (longer than the others have)');
  t.same(await ends(), ['2026-12-10T14:59:59.999Z', '2026-12-01T14:59:59.999Z']);
  await browser.submit(`${base}/deadline`, { answersBy: '2026-12-05' });
  t.same(await ends(), ['2026-12-10T14:59:59.999Z', '2026-12-05T14:59:59.999Z'], 'the later one stays');
  await browser.submit(`${base}/deadline`, { answersBy: '2026-12-15' });
  t.same(await ends(), Array(2).fill('2026-12-15T14:59:59.999Z'));
  await browser.submit(`${own}/deadline`, { answersBy: '' });
  await browser.submit(`${base}/deadline`, { answersBy: '2026-12-08' });
  t.same(await ends(), Array(2).fill('2026-12-08T14:59:59.999Z'), 'taken back');
});

t.test('a withdrawn link does not come back with a later deadline; a copy has none', async (t) => {
  const { browser, base, now, world, ownerId } = await undated(t);
  await browser.submit(`${base}/candidates`, { name: 'Aoba', answersBy: '2026-12-01' });
  const [aoba] = await listCandidates(world.db, await now());
  await browser.submit(`${base}/candidates/${aoba?.id}/revocation`, {});
  await browser.submit(`${base}/deadline`, { answersBy: '2026-12-10' });
  const [row] = await world.db.selectFrom('invitations').selectAll().execute();
  t.ok(row?.revoked_at);
  t.equal(row?.expires_at, '2026-12-01T14:59:59.999Z');
  await browser.submit(`${base}/copies`, {});
  const copies = await world.db
    .selectFrom('vettings')
    .select('brief')
    .where('owner_id', '=', ownerId)
    .execute();
  t.same(copies.map(({ brief }) => JSON.parse(brief).answersBy ?? null).sort(), ['2026-12-10', null].sort());
});

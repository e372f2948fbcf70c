import t from 'tap';
import { inviteMember } from '../../src/store/members.ts';
import { submittedWorld } from '../support/submitted.ts';
import type { World } from '../support/world.ts';

const readAt = async ({ db }: World): Promise<(string | null)[]> =>
  (await db.selectFrom('candidates').select('read_at').orderBy('created_at').execute()).map(
    ({ read_at }) => read_at,
  );

t.test('every page that shows levels waits for a click of its owner, and leads on to itself', async (t) => {
  const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
  const [first = ''] = ids;
  const shows = world.app.parts.routes.filter(({ method, levels }) => method === 'GET' && levels);
  t.ok(shows.length >= 10, `${shows.length} pages show levels`);
  for (const { url, levels } of shows) {
    const path = url
      .replace(':vettingId', vetting.id)
      .replace(':candidateId', first)
      .replace(':subject', 'business_model');
    const { statusCode, headers } = await owner.browser.look(path);
    t.equal(statusCode, 303, path);
    const opening = levels === 'candidate' ? `${base}/candidates/${first}/opening` : `${base}/opening`;
    t.equal(headers.location, `${opening}?${new URLSearchParams({ next: path })}`, path);
    const page = await owner.browser.look(String(headers.location));
    t.equal(page.statusCode, 200);
    t.match(page.body, `name="next" value="${path.replaceAll('=', '&#x3D;')}"`);
    t.notMatch(page.body, /level [0-4]/i);
  }
  t.same(await readAt(world), [null, null, null, null], 'nothing counts as read');

  const opened = await owner.browser.submit(`${base}/candidates/${first}/opening`, {});
  t.equal(opened.headers.location, `${base}/candidates/${first}/report`);
  t.equal((await owner.browser.look(`${base}/candidates/${first}/report`)).statusCode, 200);
  t.same(
    (await readAt(world)).map((at) => at !== null),
    [true, false, false, false],
    'this one, and no other',
  );
  t.match((await owner.browser.look(`${base}/history`)).body, 'Agency partner');
  t.equal((await owner.browser.look(`${base}/comparison`)).statusCode, 303, 'three are still to be opened');
  await owner.browser.submit(`${base}/opening`, { next: `${base}/comparison?sort=name` });
  t.equal((await owner.browser.look(`${base}/comparison`)).statusCode, 200);
  const report = await owner.browser.look(`${base}/candidates/${ids[1]}/report`);
  t.equal(report.headers.location, `${base}/candidates/${ids[1]}/opening`, 'seeing levels is not reading');
  t.same((await readAt(world)).filter((at) => at !== null).length, 1);
});

t.test('whoever has finished reading is asked nothing', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  await owner.browser.submit(`${base}/reading/end`, {});
  for (const id of ids) {
    const report = await owner.browser.look(`${base}/candidates/${id}/report`);
    t.equal(report.statusCode, 200);
    const again = await owner.browser.look(`${base}/candidates/${id}/opening`);
    t.equal(again.headers.location, `${base}/candidates/${id}/report`, 'open already');
  }
  t.equal((await owner.browser.look(`${base}/comparison`)).statusCode, 200);
  t.equal((await owner.browser.look(`${base}/opening`)).headers.location, `${base}/comparison`);
});

t.test('it leads to pages of this vetting alone', async (t) => {
  const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
  const other = await world.vetting(owner.id);
  for (const next of [
    'https://example.com/',
    '//example.com',
    '/vettings',
    `/vettings/${other.id}/comparison`,
    `/vettings/${vetting.id}`,
    `/vettings?next=/vettings/${vetting.id}/comparison`,
    '',
  ]) {
    const all = await owner.browser.submit(`${base}/opening`, { next });
    t.equal(all.headers.location, `${base}/comparison`, next);
    const one = await owner.browser.submit(`${base}/candidates/${ids[0]}/opening`, { next });
    t.equal(one.headers.location, `${base}/candidates/${ids[0]}/report`, next);
  }
});

t.test('only the owner opens, only what was submitted; viewers read without it', async (t) => {
  const { world, vetting, owner, ids, base } = await submittedWorld(t, 'en');
  const invited = await world.invite(vetting, 'Later');
  const early = `${base}/candidates/${invited.candidateId}/opening`;
  t.equal((await owner.browser.submit(early, {})).statusCode, 303);
  t.same(await readAt(world), [null, null, null, null, null]);
  for (const role of ['viewer', 'evaluator'] as const) {
    const email = `${role}@example.com`;
    const { browser } = await world.owner(email);
    const { token } = await inviteMember(world.db, vetting, { email, role }, world.clock.now);
    await browser.submit(`/join/${token}`, {});
    t.equal((await browser.submit(`${base}/opening`, {})).statusCode, 403, role);
    t.equal((await browser.submit(`${base}/candidates/${ids[0]}/opening`, {})).statusCode, 403, role);
    const report = await browser.look(`${base}/candidates/${ids[0]}/report`);
    t.equal(report.statusCode, role === 'viewer' ? 200 : 303, role);
  }
  const seen = await world.db.selectFrom('levels_seen').selectAll().execute();
  t.same(seen, [], 'looking at a report notes nothing');
});

import t from 'tap';
import { addSubmitted } from '../../bench/compare.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.test('a shortlist of three hundred is kept whole, and the decision among them too', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  await addSubmitted(world.db, vetting, 300, world.clock.now);
  const ids = (await world.db.selectFrom('candidates').select('id').orderBy('created_at').execute()).map(
    ({ id }) => id,
  );
  const typed = Object.fromEntries(
    ids.flatMap((id, index) => [
      [`rank_${id}`, ''],
      [`note_${id}`, `note ${index}`],
      ...(index % 2 ? [[`keep_${id}`, 'yes']] : []),
    ]),
  );
  t.equal((await owner.browser.submit(`/vettings/${vetting.id}/shortlist`, typed)).statusCode, 200);
  const kept = await world.db
    .selectFrom('candidates')
    .select(['shortlisted', 'note'])
    .orderBy('created_at')
    .execute();
  t.equal(kept.filter(({ shortlisted }) => shortlisted === 1).length, 150);
  t.ok(kept.every(({ note }, index) => note === `note ${index}`));
  const decided = await owner.browser.submit(`/vettings/${vetting.id}/decision`, {
    chosen: ids[7] ?? '',
    reason: 'They asked first.',
  });
  t.equal(decided.statusCode, 303);
  t.equal(
    (await world.db.selectFrom('candidates').select('id').where('decision', '=', 'declined').execute())
      .length,
    299,
  );
});

t.test('a save leaves alone whoever was not on the page', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const [first = '', second = ''] = ids;
  await owner.browser.submit(`${base}/candidates/${second}/note`, { note: 'came in meanwhile' });
  await owner.browser.submit(`${base}/shortlist`, {
    [`keep_${first}`]: 'yes',
    [`rank_${first}`]: '1',
    [`note_${first}`]: '',
  });
  const notes = await world.db
    .selectFrom('candidates')
    .select('note')
    .where('id', '=', second)
    .executeTakeFirstOrThrow();
  t.equal(notes.note, 'came in meanwhile');
});

t.test('buttons for the order are spoken of where there are some', async (t) => {
  const { owner, base, ids } = await submittedWorld(t, 'en');
  const page = async (): Promise<string> => (await owner.browser.get(`${base}/shortlist`)).body;
  const empty = await page();
  t.notMatch(empty, 'Change the order with the buttons');
  t.notMatch(empty, '↑');
  await owner.browser.submit(`${base}/shortlist`, { [`keep_${ids[1]}`]: 'yes' });
  const some = await page();
  t.match(some, 'Change the order with the buttons');
  t.match(some, '↑');
});

t.test('a table that was refused shows all that stands beside what is to be mended', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const [first = ''] = ids;
  await owner.browser.submit(`${base}/shortlist`, { [`keep_${first}`]: 'yes', [`rank_${first}`]: '1' });
  await world.db.updateTable('vettings').set({ unsealed_at: world.clock.now.toISOString() }).execute();
  const { body } = await owner.browser.get(`${base}/shortlist`);
  const [price = ''] = /¥[\d,]+/.exec(body) ?? [];
  t.match(price, /\d{3}/);
  const refused = await owner.browser.submit(`${base}/shortlist`, {
    [`keep_${first}`]: 'yes',
    [`rank_${first}`]: 'first',
  });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, price, 'the price stands there still');
});

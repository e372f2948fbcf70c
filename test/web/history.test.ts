import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import t from 'tap';
import { isPostgres } from '../../src/store/engine.ts';
import { ACTS } from '../../src/store/history.ts';
import { submittedWorld } from '../support/submitted.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: what changes or discloses something stands in the history, with time and person`,
    async (t) => {
      const { world, owner, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const [first = ''] = ids;
      const acts = async (): Promise<string[]> =>
        (await world.db.selectFrom('history').select('act').orderBy('position').execute()).map(
          ({ act }) => act,
        );
      const before = await acts();
      t.equal(before.filter((act) => act === 'submitted').length, 4, 'each submission');
      await browser.get(`${base}/candidates/${first}/report`);
      await browser.get(`${base}/candidates/${first}/report`);
      await browser.submit(`${base}/candidates/${first}/judgements/fit`, {
        level: '2',
        reason: 'too general',
      });
      await browser.submit(`${base}/candidates/${first}/judgements/fit`, { level: '9', reason: '' });
      await browser.submit(`${base}/candidates/${first}/judgements/fit/withdrawal`, {});
      await browser.submit(`${base}/shortlist`, { [`keep_${first}`]: 'yes' });
      for (const format of ['csv', 'xlsx', 'json']) await browser.get(`${base}/export.${format}`);
      await browser.submit(`${base}/unsealing`, {});
      await browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
      await browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
      await browser.submit(`${base}/candidates/${first}/revocation`, {});
      t.same((await acts()).slice(before.length), [
        'report_read',
        'level_given',
        'level_withdrawn',
        'shortlist_saved',
        ...['exported', 'exported', 'exported'],
        'unsealed',
        'link_revoked',
      ]);
      const { at, person } = await world.db
        .selectFrom('history')
        .selectAll()
        .where('act', '=', 'unsealed')
        .executeTakeFirstOrThrow();
      t.same([at, person], [world.clock.now.toISOString(), 'owner@example.com']);
      const all = (await browser.get(`${base}/history`)).body;
      t.match(all, locale === 'ja' ? /価格・納期を開けた/ : /Prices and delivery dates opened/);
      t.equal(
        (await browser.get(`${base}/history?act=exported`)).body.match(/<tr>\s*<td /g)?.length,
        3,
        'filtered by act',
      );
      const csv: string[][] = parse((await browser.get(`${base}/history.csv`)).body, { bom: true });
      t.equal(csv.length, 1 + (await acts()).length);
    },
  );
}

t.test('every act has its words in both languages', async (t) => {
  const { owner, base } = await submittedWorld(t, 'en');
  const { body } = await owner.browser.get(`${base}/history`);
  for (const act of ACTS) t.match(body, `<option value="${act}"`);
});

t.test('the database itself refuses to change or take away a line', async (t) => {
  const { world, vetting } = await submittedWorld(t, 'en');
  const { db } = world;
  await t.rejects(db.updateTable('history').set({ person: 'somebody else' }).execute(), /append-only/);
  await t.rejects(db.deleteFrom('history').execute(), /append-only/);
  // Only SQLite has a way of putting a row in the place of another.
  const replace = sql`INSERT OR REPLACE INTO history
    SELECT id, owner_id, vetting_id, position, at, 'x', act, details FROM history`;
  if (!isPostgres(db)) await t.rejects(replace.execute(db), /append-only/);
  const lines = Number(
    (
      await db
        .selectFrom('history')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
  t.ok(lines > 4);
  await db.deleteFrom('vettings').where('id', '=', vetting.id).execute();
  t.same(
    await db.selectFrom('history').select('id').execute(),
    [],
    'a deleted vetting takes its history along',
  );
});

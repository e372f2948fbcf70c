import t from 'tap';
import { submittedWorld } from '../support/submitted.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: a candidate is corrected, and removed with everything of its own`, async (t) => {
    const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
    const { browser } = owner;
    const [first = '', second = ''] = ids;
    const at = `${base}/candidates/${second}`;
    const refused = await browser.submit(`${at}/details`, { name: 'Ａｇｅｎｃｙ partner', email: 'x@' });
    t.equal(refused.statusCode, 422);
    t.match(refused.body, 'Ａｇｅｎｃｙ partner', 'what was typed stays');
    t.equal(
      (await browser.submit(`${at}/details`, { name: 'ＡＧＥＮＣＹ partner', email: '' })).statusCode,
      422,
      'another candidate has that name, however written',
    );
    const given = { name: 'Agency Promising Ltd', email: 'new@example.com' };
    t.equal((await browser.submit(`${at}/details`, given)).headers.location, at);
    t.match((await browser.get(at)).body, /Agency Promising Ltd[\s\S]*new@example\.com/);

    await browser.submit(`${base}/reading/fit`, { level_1: '3', level_2: '2', level_3: '1', level_4: '0' });
    await browser.submit(`${base}/reading/end`, {});
    await browser.submit(`${at}/meeting`, { metOn: '2026-11-19', level_fit: '3' });
    t.equal((await browser.submit(`${at}/removal`, {})).statusCode, 422, 'only with a yes');
    await browser.submit(`${at}/removal`, { confirm: 'yes' });
    t.equal((await browser.get(at)).statusCode, 404);
    for (const { name, columns } of await world.db.introspection.getTables()) {
      if (!columns.some((column) => column.name === 'candidate_id')) continue;
      const left = await world.db
        .selectFrom(name as 'answers')
        .select('candidate_id')
        .where('candidate_id', '=', second)
        .execute();
      t.same(left, [], `nothing is left in ${name}`);
    }
    const lines = await world.db.selectFrom('history').select(['act', 'person', 'details']).execute();
    t.notMatch(JSON.stringify(lines), /promising/i, 'no line names it');
    t.match(JSON.stringify(lines), 'Agency partner', 'the others keep their names');
    t.equal(lines.filter(({ act }) => act === 'candidate_removed').length, 1);
    t.equal(lines.filter(({ act }) => act === 'submitted').length, 4, 'the lines themselves stay');
    t.match(
      (await browser.get(`${base}/history`)).body,
      locale === 'ja' ? '削除された候補' : 'a removed candidate',
    );
    t.equal((await browser.get(`${base}/comparison`)).statusCode, 200);
    t.equal((await browser.get(`${base}/candidates/${first}/report`)).statusCode, 200);
    const { id } = await world.db
      .selectFrom('history')
      .select('id')
      .where('act', '=', 'created')
      .executeTakeFirstOrThrow();
    for (const change of [{ person: 'x' }, { details: '{}' }, { act: 'deleted' }])
      await t.rejects(
        world.db.updateTable('history').set(change).where('id', '=', id).execute(),
        /append-only/,
        'everything else stays as it was written',
      );
    await t.rejects(
      world.db
        .updateTable('history')
        .set({ person: '' })
        .where('details', 'like', `%${second}%`)
        .where('person', '=', 'owner@example.com')
        .execute(),
      /append-only/,
      'nor does a person leave the lines about it',
    );
    const stranger = await world.owner('other@example.com');
    t.equal(
      (await stranger.browser.submit(`${base}/candidates/${first}/removal`, { confirm: 'yes' })).statusCode,
      404,
    );
    t.ok(vetting.id);
  });

  t.test(`${locale}: a link is made anew or ended only after a question`, async (t) => {
    const { owner, ids, base } = await submittedWorld(t, locale);
    const list = (await owner.browser.get(`${base}/candidates`)).body;
    t.notMatch(list, /<form method="post" action="[^"]*\/(invitations|revocation)"/);
    for (const what of ['invitations', 'revocation']) {
      const page = (await owner.browser.get(`${base}/candidates/${ids[0]}/${what}`)).body;
      t.match(page, 'Agency partner');
      t.match(page, new RegExp(`action="${base}/candidates/${ids[0]}/${what}"`));
    }
  });
}

t.test('a question is closed without an answer, a reply is corrected', async (t) => {
  const { world, owner, base } = await submittedWorld(t, 'en');
  const { browser } = owner;
  const rows = await world.db.selectFrom('asked_questions').select('id').where('facts', '=', '').execute();
  const [first, second] = rows.map(({ id }) => id);
  const open = async (): Promise<number> =>
    (await browser.get(`${base}/questions`)).body.split('/closure"').length - 1;
  const before = await open();
  await browser.submit(`${base}/questions/${first}/closure`, {});
  t.equal(await open(), before - 1);
  t.match((await browser.get(`${base}/questions`)).body, 'Closed without an answer');
  t.match((await browser.get(base)).body, `${before - 1} waiting`);
  await browser.submit(`${base}/questions/${first}/reply`, { reply: 'After all: yes.' });
  t.match((await browser.get(`${base}/questions`)).body, 'After all: yes.');
  await browser.submit(`${base}/questions/${second}/reply`, { reply: 'Twenty.' });
  t.equal(
    (await browser.submit(`${base}/questions/${second}/reply`, { reply: 'Thirty.' })).statusCode,
    409,
    'not by a window that knows nothing of the first reply',
  );
  await browser.submit(`${base}/questions/${second}/reply`, { reply: 'Thirty.', corrects: 'yes' });
  const page = (await browser.get(`${base}/questions`)).body;
  t.match(page, '<p class="said">Thirty.</p>');
  t.notMatch(page, 'Twenty.');
  t.equal((await browser.submit(`${base}/questions/${second}/closure`, {})).statusCode, 303);
  t.match((await browser.get(`${base}/questions`)).body, 'Thirty.', 'what is answered is not closed');
});

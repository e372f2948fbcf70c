import t from 'tap';
import { submittedWorld } from '../support/submitted.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: the questions for the meeting can be edited, printed and taken back; notes stay with the candidate`,
    async (t) => {
      const { owner, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const at = `${base}/candidates/${ids[1]}`;
      const questionsIn = async (): Promise<string[]> =>
        [...(await browser.get(`${at}/meeting`)).body.matchAll(/<h2 id="question_\d+">\d+\. ([^<]*)/g)].map(
          ([, text = '']) => text,
        );
      const suggested = await questionsIn();
      t.ok(suggested.length >= 2, 'suggestions come first');
      const many = await browser.submit(`${at}/meeting/questions`, {
        questions: Array.from({ length: 13 }, (_, n) => `Question ${n}`).join('\n'),
      });
      t.equal(many.statusCode, 422);
      t.match(many.body, 'Question 12', 'what was typed is kept');
      await browser.submit(`${at}/meeting/questions`, { questions: 'Who does the work?\n\n <b>When?</b> ' });
      t.same(await questionsIn(), ['Who does the work?', '&lt;b&gt;When?&lt;/b&gt;']);
      t.match(
        (await browser.get(`${at}/report`)).body,
        /<li>Who does the work\?<\/li><li>&lt;b&gt;When\?&lt;\/b&gt;<\/li>/,
      );
      await browser.submit(`${at}/meeting/questions/reset`, {});
      t.same(await questionsIn(), suggested);
      await browser.submit(`${at}/note`, { note: 'Met at the trade show.' });
      t.match((await browser.get(`${at}/report`)).body, 'Met at the trade show.');
      t.match(
        (await browser.get(`${base}/shortlist`)).body,
        'Met at the trade show.',
        'the same note as on the shortlist',
      );
      const long = await browser.submit(`${at}/note`, { note: 'y'.repeat(2001) });
      t.equal(long.statusCode, 422);
      t.match(long.body, 'y'.repeat(2001), 'what was typed is shown');
    },
  );

  t.test(`${locale}: marked words lead to the criterion that they count for`, async (t) => {
    const { owner, ids, base } = await submittedWorld(t, locale);
    const { body } = await owner.browser.get(`${base}/candidates/${ids[0]}/report`);
    const links = [...body.matchAll(/<\/mark><span class="why">\s*<a href="#(\w+)"/g)].map(
      (match) => match[1],
    );
    t.ok(links.length > 3, `${links.length} marks`);
    for (const key of new Set(links)) t.match(body, `id="${key}"`);
  });
}

const levelsOf = (html: string): string[] =>
  [...html.matchAll(/<option value="([\d.]+)" selected>/g)].map(([, level = '']) => level);

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: a meeting is noted and judged; paper and meeting stand side by side`, async (t) => {
    const { world, owner, ids, base } = await submittedWorld(t, locale);
    const { browser } = owner;
    const at = `${base}/candidates/${ids[0]}`;
    const total = async (): Promise<string> =>
      /data-figure="understanding">(\d+)</.exec((await browser.get(`${at}/report`)).body)?.[1] ?? '';
    const before = await total();
    const sheet = (await browser.get(`${at}/meeting`)).body;
    t.match(sheet, locale === 'ja' ? /良い答えにあるもの/ : /A good answer holds/);
    t.notMatch(sheet, locale === 'ja' ? /書面と面談/ : /On paper and in the meeting/);
    const typed = {
      metOn: '2026-11-19',
      note_0: 'Two people, <named>.',
      level_business_model: '1',
      reason_business_model: 'Could not say who buys.',
      level_fit: '2',
      level_partnership: '1',
    };
    const saved = (await browser.submit(`${at}/meeting`, typed)).body;
    t.match(saved, 'Two people, &lt;named&gt;.');
    t.match(saved, 'Could not say who buys.');
    t.same(levelsOf(saved), ['1', '2', '1']);
    t.match(saved, locale === 'ja' ? /書面ほどには、話せていません/ : /writes better than it talks/);
    t.equal(await total(), before, 'the total is that of the paper');
    const report = (await browser.get(`${at}/report`)).body;
    t.match(report, locale === 'ja' ? /（面談のあと）：レベル1/ : /\(after the meeting\): level 1/);
    t.match(
      (await browser.get(`${base}/comparison`)).body,
      locale === 'ja' ? '面談後 1' : 'after the meeting 1',
    );
    t.equal((await browser.submit(`${at}/meeting`, { ...typed, metOn: 'soon' })).statusCode, 422);
    const ahead = await browser.submit(`${at}/meeting`, { ...typed, metOn: '2026-12-05' });
    t.equal(ahead.statusCode, 422, 'nobody has met yet on a day that is still to come');
    t.equal((await browser.submit(`${at}/meeting`, { ...typed, level_fit: '7' })).statusCode, 422);

    // Questions that are edited later leave what was noted to the earlier ones.
    await browser.submit(`${at}/meeting/questions`, { questions: 'Another question?' });
    t.match((await browser.get(`${at}/meeting`)).body, 'Two people, &lt;named&gt;.');

    // Nor does a window lose what it notes while another edits the questions.
    const elsewhere = { ...typed, question_0: 'Asked in this window?', note_0: 'Heard in this window.' };
    await browser.submit(`${at}/meeting`, elsewhere);
    const both = (await browser.get(`${at}/meeting`)).body;
    t.match(both, 'Asked in this window?');
    t.match(both, 'Heard in this window.');

    // A level that is taken back is gone, and its history stays.
    await browser.submit(`${at}/meeting`, { ...typed, level_business_model: '', note_0: '', note_1: 'x' });
    t.same(levelsOf((await browser.get(`${at}/meeting`)).body), ['2', '1']);
    const kept = await world.db
      .selectFrom('judgements')
      .select(['subject', 'level'])
      .where('stage', '=', 'meeting')
      .orderBy('position')
      .execute();
    t.same(
      kept.map(({ subject, level }) => [subject, level]),
      [
        ['business_model', 1],
        ['fit', 2],
        ['partnership', 1],
        ['business_model', null],
      ],
    );
    t.match((await browser.get(`${base}/meetings`)).body, locale === 'ja' ? /最終候補を選ぶと/ : /shortlist/);
    await browser.submit(`${base}/shortlist`, { [`keep_${ids[0]}`]: 'yes', [`keep_${ids[1]}`]: 'yes' });
    t.match(
      (await browser.get(base)).body,
      locale === 'ja' ? '最終候補2社のうち1社' : '1 of 2 on the shortlist',
      'the overview counts whom one has met',
    );
  });
}

t.test("what a person notes in a meeting is that person's alone; levels are everybody's", async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const at = `${base}/candidates/${ids[0]}/meeting`;
  await owner.browser.submit(at, { note_0: 'Owner heard this', level_fit: '3' });
  const eva = await world.owner('eva@example.com', 'en');
  const { id } = await world.db.selectFrom('vettings').select('id').executeTakeFirstOrThrow();
  await world.db
    .insertInto('members')
    .values({ vetting_id: id, owner_id: eva.id, role: 'evaluator', joined_at: '2026-01-01' })
    .execute();
  t.equal((await eva.browser.get(at)).statusCode, 303, 'not before reading');
  await eva.browser.submit(`${base}/reading/end`, {});
  t.notMatch((await eva.browser.get(at)).body, 'Owner heard this');
  await eva.browser.submit(at, { note_0: 'Eva heard that', level_fit: '1' });
  t.match((await owner.browser.get(at)).body, 'Owner heard this');
  t.notMatch((await owner.browser.get(at)).body, 'Eva heard that');
  t.match(
    (await owner.browser.get(`${base}/candidates/${ids[0]}/report`)).body,
    /eva@example.com \(after the meeting\): level 1/,
  );
});

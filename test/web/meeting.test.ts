import t from 'tap';
import { submittedWorld } from '../support/submitted.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: the questions for the meeting can be edited, printed and taken back; notes stay with the candidate`,
    async (t) => {
      const { owner, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const at = `${base}/candidates/${ids[1]}`;
      const suggested =
        (await browser.get(`${at}/meeting`)).body.match(/<ol class="sheet">.*<\/ol>/s)?.[0] ?? '';
      t.ok((suggested.match(/<li>/g)?.length ?? 0) >= 2, 'suggestions come first');
      const many = await browser.submit(`${at}/meeting`, {
        questions: Array.from({ length: 13 }, (_, n) => `Question ${n}`).join('\n'),
      });
      t.equal(many.statusCode, 422);
      t.match(many.body, 'Question 12', 'what was typed is kept');
      await browser.submit(`${at}/meeting`, { questions: 'Who does the work?\n\n <b>When?</b> ' });
      for (const page of [`${at}/meeting`, `${at}/report`]) {
        t.match(
          (await browser.get(page)).body,
          /<li>Who does the work\?<\/li><li>&lt;b&gt;When\?&lt;\/b&gt;<\/li>/,
          page,
        );
      }
      await browser.submit(`${at}/meeting/reset`, {});
      t.equal((await browser.get(`${at}/meeting`)).body.match(/<ol class="sheet">.*<\/ol>/s)?.[0], suggested);
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

import t from 'tap';
import { submittedWorld } from '../support/submitted.ts';

const WORDS = {
  ja: {
    counts: '全4社：提出済み4社',
    more: '全13社：提出済み4社、招待済み9社',
    declined: '見送り',
    none: '青空',
  },
  en: {
    counts: '4 candidates: 4 submitted',
    more: '13 candidates: 4 submitted, 9 invited',
    declined: 'Declined',
    none: 'nobody',
  },
};

for (const locale of ['ja', 'en'] as const) {
  const words = WORDS[locale];
  t.test(
    `${locale}: the overview counts the candidates, leads to each, and finds one among many`,
    async (t) => {
      const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      const page = async (query = ''): Promise<string> => (await browser.get(`${base}${query}`)).body;
      const linked = (body: string): number => new Set(body.match(/\/candidates\/[\w-]{10,}/g)).size;
      const few = await page('?find=zzz');
      t.match(few, words.counts);
      t.notMatch(few, 'type="search"', 'four are not searched');
      t.equal(linked(few), 4);

      for (let index = 0; index < 9; index += 1)
        await world.invite(vetting, `${'ＡＯＢＡ 株式会社'} ${index}`);
      const many = await page();
      t.match(many, words.more);
      t.equal(linked(many), 13, 'who has not submitted has a page as well');
      t.equal(linked(await page('?find=aoba')), 9, 'however it is written');
      t.equal(linked(await page('?find=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%203')), 1);
      const none = await page(`?find=${encodeURIComponent(`${words.none}<b>`)}`);
      t.equal(linked(none), 0);
      t.match(none, `${words.none}&lt;b&gt;`);
      t.equal((await browser.get(`${base}?find=${'x'.repeat(200)}`)).statusCode, 200);

      await world.db
        .updateTable('candidates')
        .set({ decision: 'declined' })
        .where('id', '=', ids[1] ?? '')
        .execute();
      t.match(
        await page(),
        new RegExp(`${ids[1]}/report(?:(?!</li>)[^])*<span class="tag">${words.declined}</span>`),
      );
    },
  );
}

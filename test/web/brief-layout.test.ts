import t from 'tap';
import { World } from '../support/world.ts';

const WORDS = {
  ja: {
    example: '例を見る',
    business: 'サンプル精密工業',
    order: '48,000円',
    day: '2027年12月31日',
    own: '自分の言葉',
  },
  en: {
    example: 'Show an example',
    business: 'Sample Precision Works',
    order: '48,000',
    day: '31 December 2027',
    own: 'Own words',
  },
};

for (const locale of ['ja', 'en'] as const) {
  const words = WORDS[locale];
  t.test(`${locale}: a page of the brief shows an example, unless it is one itself`, async (t) => {
    const world = await World.open(t);
    const { browser } = await world.owner('owner@example.com', locale);
    const start = async (template: string): Promise<string> => {
      const answer = await browser.submit('/vettings', {
        template,
        locale,
        currency: 'JPY',
        timeZone: 'Asia/Tokyo',
      });
      return String(answer.headers.location).replace(/\/business$/, '');
    };
    const empty = await start('empty');
    const business = (await browser.get(`${empty}/business`)).body;
    t.match(business, new RegExp(`${words.example}[^]*${words.business}`));
    t.match((await browser.get(`${empty}/goal`)).body, words.day, 'days as people write them');
    t.match((await browser.get(`${empty}/unit_price`)).body, words.order, 'figures too');
    t.match((await browser.get(`${empty}/sales_process`)).body, /<output data-sum>0<\/output>/);

    const filled = await start('b2b_manufacturer');
    t.notMatch((await browser.get(`${filled}/sales_process`)).body, words.example, 'it is the example');
    const check = (await browser.get(filled)).body;
    t.match(check, words.order);
    t.match(check, words.day);
    t.notMatch(check, /48000|2027-12-31/);
    t.match((await browser.get(`${filled}/sales_process`)).body, /<output data-sum>100<\/output>/);
    const text = words.own;
    await browser.submit(`${filled}/sales_process`, { text, share_website: '６０', share_referral: '12.5' });
    const written = (await browser.get(`${filled}/sales_process`)).body;
    t.match(written, words.example, 'not any more');
    t.match(written, /<output data-sum>72\.5<\/output>/);
    const wrong = await browser.submit(`${filled}/sales_process`, { text, share_website: 'half' });
    t.equal(wrong.statusCode, 422);
    t.match(wrong.body, /<output data-sum>–<\/output>/, 'no sum of what is no number');
    t.match(wrong.body, 'value="half"');
  });

  t.test(
    `${locale}: what a channel is thought of, one line each, with what is wrong in its line`,
    async (t) => {
      const world = await World.open(t);
      const owner = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(owner.id, locale);
      const at = `/vettings/${vetting.id}/brief/channels`;
      const page = (await owner.browser.get(at)).body;
      t.equal(page.match(/<fieldset class="opinion/g)?.length, 16);
      const wrong = await owner.browser.submit(at, {
        fit_x: 'unfit',
        reason_x: 'あ'.repeat(301),
        fit_line: 'maybe',
      });
      t.equal(wrong.statusCode, 422);
      t.match(wrong.body, /id="reason_x-error"/);
      t.match(wrong.body, /id="fit_line-error"/);
      t.match(wrong.body, 'あ'.repeat(301), 'what was typed stays');
      t.match(wrong.body, /href="#reason_x"/);
      await owner.browser.submit(at, { fit_x: 'unfit', reason_x: 'Nobody here' });
      const saved = (await owner.browser.get(at)).body;
      t.match(saved, /name="fit_x"\s+value="unfit"\s+checked/);
      t.match(saved, 'value="Nobody here"');
    },
  );
}

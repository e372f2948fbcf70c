import t from 'tap';
import { BRIEF_PAGES } from '../../src/domain/brief/brief.ts';
import { briefFields, pageValues } from '../../src/domain/brief/brief-form.ts';
import { TEMPLATES, templateDraft } from '../../src/locales/templates/templates.ts';
import { World } from '../support/world.ts';

t.test('a brief is written page by page from empty, left and continued', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const started = await browser.submit('/vettings', {
    template: 'empty',
    locale: 'en',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  });
  const first = String(started.headers.location);
  const base = first.replace('/business', '');
  const { draft } = templateDraft('b2b_manufacturer', 'en');
  for (const page of BRIEF_PAGES) {
    const saved = await browser.submit(`${base}/${page}`, pageValues(draft, page));
    t.equal(saved.statusCode, 303, page);
  }
  const check = await browser.get(base);
  t.match(check.body, 'All the pages that are needed are written');
  t.match(check.body, /48,000/);
});

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `every ${locale} template passes its own forms and is marked as a sample until overwritten`,
    async (t) => {
      const world = await World.open(t);
      const { browser } = await world.owner('owner@example.com', locale);
      for (const template of TEMPLATES) {
        const { draft, samplePages } = templateDraft(template, locale);
        const started = await browser.submit('/vettings', {
          template,
          locale,
          currency: 'JPY',
          timeZone: 'Asia/Tokyo',
        });
        const base = String(started.headers.location).replace('/business', '');
        t.match(
          (await browser.get(`${base}/goal`)).body,
          locale === 'ja' ? '記入例のまま' : 'still holds the example',
        );
        for (const page of samplePages) {
          const example = pageValues(draft, page);
          const [text] = briefFields(page, draft).filter(({ kind }) => kind === 'longtext');
          const isOwn = text === undefined || !example[text.name];
          const untouched = await browser.submit(`${base}/${page}`, { ...example });
          if (!isOwn) t.equal(untouched.statusCode, 422, `${template} ${page} is still the example`);
          const own = isOwn ? example : { ...example, [text.name]: `${example[text.name]} 1` };
          const saved = await browser.submit(`${base}/${page}`, { ...own });
          t.equal(
            saved.statusCode,
            303,
            `${template} ${page}: ${/class="error"[^<]*<[^<]*/.exec(saved.body)?.[0] ?? ''}`,
          );
        }
        t.notMatch(
          (await browser.get(`${base}/goal`)).body,
          locale === 'ja' ? '記入例のまま' : 'still holds the example',
        );
      }
    },
  );
}

t.test('implausible and malformed figures are refused at the field, and what was typed stays', async (t) => {
  const world = await World.open(t);
  const { id, browser } = await world.owner();
  const vetting = await world.vetting(id);
  const page = (name: string): string => `/vettings/${vetting.id}/brief/${name}`;
  const refused = async (name: string, fields: Record<string, string>, words: string): Promise<void> => {
    const reply = await browser.submit(page(name), fields);
    t.equal(reply.statusCode, 422, words);
    t.match(reply.body, words);
    t.match(reply.body, 'Please check the following');
    for (const value of Object.values(fields)) t.ok(reply.body.includes(value), `kept: ${value}`);
  };
  await refused(
    'profit',
    { text: 'kept words', grossMarginPercent: '140' },
    '“Gross margin” must be 100 or less',
  );
  await refused(
    'profit',
    { text: 'kept words', grossMarginPercent: 'much' },
    'Gross margin: “much” could not be read',
  );
  await refused('profit', { text: 'kept words', grossMarginPercent: '30〜40' }, 'not a range');
  await refused(
    'sales_process',
    { text: 'kept words', closeRatePercent: '0' },
    '“Close rate” must be more than 0',
  );
  await refused(
    'sales_process',
    { text: 'kept words', share_referral: '80', share_website: '60' },
    'add up to 140%',
  );
  await refused(
    'goal',
    { statement: 'More', measure: 'customers', current: '60', target: '40', by: '2027-12-31' },
    'The target is not above',
  );
  await refused(
    'goal',
    { statement: 'More', measure: 'customers', current: '40', target: '60', by: '2027-02-31' },
    'could not be read',
  );
  await refused('value', { text: '' }, '“In your own words” is empty');

  const wide = await browser.submit(page('unit_price'), {
    text: 'words',
    averageOrderValue: '４万８千円',
    ordersPerYear: '１２３',
    yearsRetained: '2.5',
  });
  t.equal(wide.statusCode, 303);
  t.match((await browser.get(page('unit_price'))).body, 'value="48000"');
  t.match((await browser.get(page('unit_price'))).body, 'value="123"');
});

t.test('a change after the first invitation is shown to the owner as such', async (t) => {
  const world = await World.open(t);
  const { id, browser } = await world.owner();
  const vetting = await world.vetting(id);
  await world.invite(vetting);
  t.match(
    (await browser.get(`/vettings/${vetting.id}/brief/value`)).body,
    'Candidates have been invited. What you change',
  );
  await browser.submit(`/vettings/${vetting.id}/brief/value`, { text: 'Something new' });
  t.match(
    (await browser.get(`/vettings/${vetting.id}/brief`)).body,
    'Pages changed after the first invitation',
  );
});

t.test('switching the language keeps what was typed and saves nothing', async (t) => {
  const world = await World.open(t);
  const { id, browser } = await world.owner();
  const vetting = await world.vetting(id);
  const switched = await browser.submit(`/vettings/${vetting.id}/brief/value`, {
    text: 'half a sentence',
    _language: 'ja',
  });
  t.match(switched.body, 'lang="ja"');
  t.match(switched.body, '選ばれる理由');
  t.match(switched.body, 'half a sentence');
  t.notMatch((await browser.get(`/vettings/${vetting.id}/brief/value`)).body, 'half a sentence');
});

import t from 'tap';
import { addSubmitted } from '../../bench/compare.ts';
import type { OwnQuestion } from '../../src/domain/brief/brief.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

const OWN_QUESTION: Pick<OwnQuestion, 'step' | 'required' | 'weight' | 'levels'> = {
  step: 'understand',
  required: false,
  weight: 20,
  levels: ['', '', '', '', ''],
};
const OWN_QUESTIONS: OwnQuestion[] = [
  { ...OWN_QUESTION, id: 'own_0000000a', kind: 'number', text: 'How many people?' },
  { ...OWN_QUESTION, id: 'own_0000000b', kind: 'text', text: 'Who would do the work?' },
];
/** What each candidate answers and asks for, so that every row gives another order. */
const APART = [
  { name: 'A', people: 2, who: 'ours', level: 1, initialPrice: 300, customers: 7 },
  { name: 'B', people: 10, who: 'freelancers', level: 4, initialPrice: 200, customers: 9 },
  { name: 'C', people: 3, who: 'interns', level: 2, initialPrice: null, customers: 8 },
] as const;

const heads = (html: string): string[] =>
  [
    ...(/<table class="compare[^>]*>.*?<\/thead>/s.exec(html)?.[0] ?? '').matchAll(
      /<th role="columnheader" scope="col">\s*(?:<a [^>]*>)?([^<]+)/g,
    ),
  ]
    .slice(1)
    .map((match) => (match[1] ?? '').trim());

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: columns are hidden and pinned, equal rows left out, and the address keeps the view`,
    async (t) => {
      const { owner, ids, base } = await submittedWorld(t, locale);
      const get = async (query: string): Promise<string> =>
        (await owner.browser.get(`${base}/comparison?${query}`)).body;
      t.equal(heads(await get('')).length, 4);
      t.same(heads(await get(`hide=${ids[0]}&hide=${ids[2]}&sort=name`)), [
        'Agency price_deadline',
        'Agency promising',
      ]);
      t.equal(
        heads(await get(`pin=${ids[3]}`))[0],
        'Agency price_deadline',
        'a pinned candidate stands first',
      );
      const same = await get(`hide=${ids[1]}&hide=${ids[2]}&hide=${ids[3]}&only=differences`);
      t.match(same, locale === 'ja' ? /違いのある行はありません/ : /do not differ in any row/);
      const differing = await get('only=differences');
      t.ok(
        (differing.match(/<th role="rowheader" scope="row">/g)?.length ?? 0) <
          ((await get('')).match(/<th role="rowheader" scope="row">/g)?.length ?? 0),
      );
      t.match(
        await get(ids.map((id) => `hide=${id}`).join('&')),
        locale === 'ja' ? /すべて表示する/ : /Show all again/,
      );
      t.match(
        await get(`sort=fit&pin=${ids[3]}`),
        `/comparison?sort&#x3D;questioning&amp;pin&#x3D;${ids[3]}`,
        'rows lead to their sorting and keep the rest',
      );
      t.equal(
        (await owner.browser.get(`${base}/comparison?sort=evil&page=x&hide[]=1&pin=${'x'.repeat(500)}`))
          .statusCode,
        200,
        'nonsense in the address is not given',
      );
    },
  );

  t.test(
    `${locale}: blind, nobody's name or contact stands on the page, not even in an answer or in the map`,
    async (t) => {
      const { world, owner, vetting, base } = await submittedWorld(t, locale);
      const response = world.sampleResponse('partner', locale);
      const told = 'Zebra Works, ask at kuroda@zebra-works.jp or 03-1234-5678, www.zebra-works.jp';
      await world.takeInterview(vetting, 'Zebra Works Ltd', {
        ...response,
        propose: { ...response.propose, wouldNotDo: told },
      });
      const open = (await owner.browser.get(`${base}/comparison`)).body;
      t.match(open, 'kuroda@zebra-works.jp');
      for (const page of [`${base}/comparison?blind=yes`, `${base}/map.svg?blind=yes`]) {
        const { body } = await owner.browser.get(page);
        t.notMatch(body, /zebra|kuroda|1234-5678|Agency (partner|promising|metric|price)/i, page);
      }
      t.match((await owner.browser.get(`${base}/map.svg`)).body, 'Zebra Works Ltd');
    },
  );
}

t.test('every row sorts: own questions, answers and, once unsealed, the terms', async (t) => {
  const world = await World.open(t);
  const { id: ownerId, browser } = await world.owner();
  const vetting = await world.vetting(ownerId, 'en', OWN_QUESTIONS);
  const base = `/vettings/${vetting.id}`;
  const sample = world.sampleResponse('partner');
  for (const { name, people, who, level, initialPrice, customers } of APART) {
    const id = await world.takeInterview(vetting, name, {
      ...sample,
      askedQuestions: sample.askedQuestions?.slice(0, people),
      numbers: {
        ...sample.numbers,
        customersNeeded: { ...sample.numbers?.customersNeeded, value: customers },
      },
      ownAnswers: { own_0000000a: people, own_0000000b: who },
      terms: { initialPrice, text: `only ${name}` },
    });
    await browser.submit(`${base}/candidates/${id}/judgements/own_0000000b`, {
      level: String(level),
      reason: 'read',
    });
  }
  const page = async (sort: string): Promise<string> =>
    (await browser.get(`${base}/comparison?sort=${sort}`)).body;
  const orderBy = async (sort: string): Promise<string> => heads(await page(sort)).join('');
  const selected = (html: string): string | undefined => /<option value="([^"]+)" selected>/.exec(html)?.[1];
  t.equal(await orderBy('own.own_0000000b'), 'BCA', 'levels of an own question');
  t.equal(await orderBy('own.combined'), 'BCA', 'the figure with own questions');
  t.equal(await orderBy('answers.ownAnswers.own_0000000a'), 'BCA', 'figures by size, not as text');
  t.equal(await orderBy('answers.ownAnswers.own_0000000b'), 'BCA', 'words by the alphabet');
  t.equal(await orderBy('answers.numbers.customersNeeded.value'), 'BCA', 'numbers of the interview');
  t.equal(await orderBy('parts.askedQuestions'), 'BCA', 'parts by how much is in them');
  for (const sort of ['terms.initialPrice', 'terms.text']) {
    const sealed = await page(sort);
    t.equal(heads(sealed).join(''), 'ABC', `sealed, ${sort} orders nobody`);
    t.equal(selected(sealed), 'name', 'and the page says so');
    t.notMatch(sealed, 'value="terms.', 'nor is it offered');
  }
  await browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
  const open = await page('terms.initialPrice');
  t.equal(heads(open).join(''), 'BAC', 'the lowest price first, none last');
  t.equal(selected(open), 'terms.initialPrice');
  const rows = [...open.matchAll(/<th role="rowheader" scope="row">\s*(<a|On the shortlist)?/g)];
  t.ok(
    rows.length > 30 && rows.every(([, link]) => link),
    `all ${rows.length} rows of the table lead to their sorting`,
  );
  t.equal(selected(await page('own.own_ffffffff')), 'name', 'a row that is not there');
});

t.test('the map is a picture by itself, with names escaped', async (t) => {
  const { world, owner, vetting, base } = await submittedWorld(t, 'en');
  await world.takeInterview(vetting, '<script>x</script>', world.sampleResponse('promising'));
  const answer = await owner.browser.get(`${base}/map.svg`);
  t.match(answer.headers, { 'content-type': /image\/svg\+xml/, 'content-disposition': /_2026-11-20\.svg/ });
  t.notMatch(answer.body, '<script>');
  t.match(answer.body, '&lt;script&gt;');
});

t.test('three hundred candidates are a list, of which some are set side by side', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  await addSubmitted(world.db, vetting, 300, world.clock.now);
  const base = `/vettings/${vetting.id}/comparison`;
  const get = async (query: string): Promise<string> => (await owner.browser.get(`${base}?${query}`)).body;
  const list = await owner.browser.get(base);
  t.ok(list.rawPayload.length < 600_000, `${list.rawPayload.length} bytes`);
  const names = [...list.body.matchAll(/<th role="rowheader" scope="row">\s*<a [^>]*>([^<]+)/g)].map(
    ([, name = '']) => name,
  );
  t.equal(new Set(names).size, 300, 'everybody stands on it');
  const totals = [...list.body.matchAll(/<span class="figure">(\d+)</g)].map(([, figure]) => Number(figure));
  t.same(
    totals,
    [...totals].sort((a, b) => b - a),
    'the best first',
  );
  const [wanted = ''] = names.slice(7);
  const found = await get(`find=${encodeURIComponent(wanted)}`);
  t.match(found, new RegExp(`report">${wanted}<`));
  t.ok([...found.matchAll(/name="pin"/g)].length < 20);
  t.match(await get('find=nobody-of-that-name'), 'No candidate matches');
  const ids = [...list.body.matchAll(/name="pin"\s+value="([^"]+)"/g)].map(([, id = '']) => id).slice(0, 3);
  const side = await get(`side=yes&${ids.map((id) => `pin=${id}`).join('&')}`);
  t.same(heads(side).sort(), names.slice(0, 3).sort(), 'only the chosen ones');
  t.match(side, 'As a list');
  t.match(await get('side=yes'), 'name="pin"', 'none chosen: the list');

  const seen = new Set<string>();
  let next: string | undefined = `${base}?side=all`;
  for (let page = 0; next; page += 1) {
    const { body, rawPayload } = await owner.browser.get(next);
    t.ok(rawPayload.length < 1_500_000, `${rawPayload.length} bytes`);
    for (const name of heads(body)) seen.add(name);
    next = /<a href="([^"]+)" rel="next">/
      .exec(body)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    t.ok(page < 10, 'ten pages');
  }
  t.equal(seen.size, 300, 'every candidate stands on one of the pages, as columns');
});

t.test('ticks of the comparison keep the shortlist, and neither rank nor note', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const [first = '', second = '', third = ''] = ids;
  const { browser } = owner;
  await browser.submit(`${base}/shortlist`, {
    [`keep_${first}`]: 'yes',
    [`rank_${first}`]: '1',
    [`note_${first}`]: 'Asked first.',
    [`keep_${third}`]: 'yes',
    [`rank_${third}`]: '2',
    [`note_${third}`]: '',
  });
  const page = (await browser.get(`${base}/comparison`)).body;
  t.match(page, 'Asked first.', 'notes stand in the comparison');
  t.match(page, 'Saved on the shortlist: 2');
  const sent = await browser.submit(`${base}/shortlist/ticks`, {
    view: 'sort=name',
    [`shown_${first}`]: 'yes',
    [`shown_${second}`]: 'yes',
    [`keep_${second}`]: 'yes',
  });
  t.equal(sent.headers.location, `${base}/comparison?sort=name&saved=`);
  t.match((await browser.get(String(sent.headers.location))).body, 'The shortlist was saved');
  const shortlist = (await browser.get(`${base}/shortlist`)).body;
  const isKept = (id: string): boolean =>
    new RegExp(`name="keep_${id}"\\s+value="yes"\\s+checked`).test(shortlist);
  t.same([first, second, third].map(isKept), [false, true, true], 'who was not shown stays');
  t.match(shortlist, 'Asked first.');
  const nonsense = await browser.submit(`${base}/shortlist/ticks`, {
    view: `//evil.example/${'x'.repeat(40_000)}`,
  });
  t.same([nonsense.statusCode, nonsense.headers.location], [303, `${base}/comparison?saved=`]);
});

t.test('once open, prices stand beside what the goal is worth, near the figures', async (t) => {
  const { owner, base } = await submittedWorld(t, 'en');
  const { browser } = owner;
  const sealed = (await browser.get(`${base}/comparison`)).body;
  t.notMatch(sealed, 'First year in all');
  t.ok(sealed.indexOf('id="terms"') > sealed.indexOf('id="answers"'));
  await browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'In a hurry.' });
  const open = (await browser.get(`${base}/comparison`)).body;
  t.ok(open.indexOf('id="terms"') < open.indexOf('id="criteria"'));
  t.match(open, 'brings ¥1,209,600 more gross profit a year (20 × ¥48,000 × 3 × 42%)');
  // 1,200,000 + 12 × 180,000 = 3,360,000, of 725,760.
  t.match(open, '¥3,360,000');
  t.match(open, /class="alert-text">\s*463% \(over the limit\)/);
  const order = heads((await browser.get(`${base}/comparison?sort=worth.firstYear`)).body);
  t.equal(order.at(-1), 'Agency partner', 'the highest last');
});

import t from 'tap';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import { PASSWORD, type TestBrowser, World } from '../support/world.ts';

/** Somebody whom the owner invited with a role, signed in. */
async function member(
  world: World,
  owner: { browser: TestBrowser },
  base: string,
  email: string,
  role: string,
  locale: 'ja' | 'en',
): Promise<TestBrowser> {
  const invited = (await owner.browser.submit(`${base}/members`, { email, role })).body;
  const browser = world.browser(locale);
  const link = /value="[^"]*(\/join\/[\w-]+)"/.exec(invited)?.[1] ?? '';
  await browser.submit(link, { password: PASSWORD });
  return browser;
}

const giveAll = async (browser: TestBrowser, base: string, candidates: number, level: number) => {
  const form = Object.fromEntries(
    Array.from({ length: candidates }, (_, at) => [`level_${at + 1}`, String(level)]),
  );
  for (const subject of CRITERIA) await browser.submit(`${base}/reading/${subject}`, form);
};

const understandingIn = (html: string): string => /data-figure="understanding">(\d+)</.exec(html)?.[1] ?? '';

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: no page tells a blind evaluator a name or a level before reading is finished`,
    async (t) => {
      const { world, owner, vetting, ids, base } = await submittedWorld(t, locale);
      const eva = await member(world, owner, base, 'eva@example.com', 'evaluator', locale);
      await owner.browser.submit(`${base}/decision`, { chosen: ids[0] ?? '', reason: 'x' });
      const telling = /Agency (partner|promising|metric_chaser|price_deadline)|data-figure|data-points/;
      const pages = [
        ...(await ownerPages(world, vetting.id, ids[1] ?? '')),
        ...CRITERIA.map((subject) => `${base}/reading/${subject}`),
        `${base}/map.svg`,
        ...['csv', 'xlsx', 'json'].map((format) => `${base}/export.${format}`),
      ];
      t.ok(pages.length > 40, `${pages.length} pages`);
      let opened = 0;
      for (const page of pages) {
        const { statusCode, body, headers } = await eva.get(page);
        t.notMatch(body, telling, page);
        t.notMatch(String(headers.location ?? ''), /Agency/, page);
        if (statusCode === 200 && page.startsWith(base)) opened += 1;
      }
      t.ok(
        opened >= 3 + CRITERIA.length,
        `${opened} pages of the vetting are open: overview, brief, reading`,
      );
      t.match((await eva.get(`${base}/reading/fit`)).body, locale === 'ja' ? /候補1/ : /Candidate 1/);
      t.match(
        (await eva.get(base)).body,
        locale === 'ja' ? /社名は、回答を読み終えるまで/ : /names are hidden/,
      );

      await giveAll(eva, base, ids.length, 2);
      t.equal((await eva.get(`${base}/comparison`)).statusCode, 303, 'given, but not finished');
      await eva.submit(`${base}/reading/end`, {});
      for (const path of ['', '/comparison', `/candidates/${ids[0]}/report`, '/reading/levels'])
        t.match((await eva.get(`${base}${path}`)).body, /Agency partner/, `${path} after reading`);
      t.notMatch(
        (await eva.get(`${base}/reading/differences`)).body,
        /Agency partner/,
        'the differences keep numbers',
      );
    },
  );

  t.test(
    `${locale}: what an owner gives counts once reading is finished, and every response is read`,
    async (t) => {
      const { world, owner, ids, base } = await submittedWorld(t, locale);
      const { browser } = owner;
      await giveAll(browser, base, ids.length, 4);
      const read = await world.db.selectFrom('candidates').select('read_at').execute();
      t.same(new Set(read.map(({ read_at }) => read_at)), new Set([null]));
      const answer = await browser.submit(`${base}/reading/end`, {});
      t.equal(answer.headers.location, `${base}/reading/differences`);
      const differences = (await browser.get(`${base}/reading/differences`)).body;
      t.match(differences, locale === 'ja' ? /組のうち/ : /of \d+ pairs/);
      t.match(differences, /\/judgements\/\w+\?from=reading|from&#x3D;reading/);
      t.equal(understandingIn((await browser.get(`${base}/candidates/${ids[3]}/report`)).body), '100');
      const readNow = await world.db.selectFrom('candidates').select('read_at').execute();
      t.notOk(readNow.some(({ read_at }) => read_at === null));
      const acts = (await world.db.selectFrom('history').select('act').execute()).map(({ act }) => act);
      t.equal(acts.filter((act) => act === 'reading_ended').length, 1);
      t.notOk(acts.includes('level_given'), 'drafts leave no line');
      await browser.submit(`${base}/reading/fit`, { level_1: '1' });
      t.equal(
        (await world.db.selectFrom('history').select('act').where('act', '=', 'level_given').execute())
          .length,
        1,
        'a change of what counts does',
      );
    },
  );
}

t.test("what the brief's numbers come to stands beside the sums, and beside nothing else", async (t) => {
  const { owner, base } = await submittedWorld(t, 'en');
  for (const subject of CRITERIA) {
    const aside =
      /<aside[\s\S]*?<\/aside>/.exec((await owner.browser.get(`${base}/reading/${subject}`)).body)?.[0] ?? '';
    // 48,000 a visit, three a year for four years, 42 % of it profit.
    if (subject === 'unit_economics') t.match(aside, /241,920[\s\S]*20[\s\S]*36,288[\s\S]*10,886/);
    else t.notMatch(aside, '241,920', subject);
  }
});

t.test('what a candidate wrote is read without its name and contacts', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner('owner@example.com', 'ja');
  const vetting = await world.vetting(owner.id, 'ja');
  const sample = world.sampleResponse('partner', 'ja');
  await world.takeInterview(vetting, '株式会社ひなげし堂', {
    ...sample,
    partner: {
      ...sample.partner,
      challenge: 'ひなげし堂の山田です。info@hinageshi.example か 03-1234-5678 へ。',
    },
  });
  const base = `/vettings/${vetting.id}`;
  const page = (await owner.browser.get(`${base}/reading/partnership`)).body;
  t.notMatch(page, /ひなげし|hinageshi|1234-5678/);
  t.match(page, 'へ。');
});

t.test('a note needs a level; what was typed stays, and the rest is kept', async (t) => {
  const { owner, base } = await submittedWorld(t, 'en');
  const page = `${base}/reading/fit`;
  const refused = await owner.browser.submit(page, { level_1: '3', note_1: 'Good', note_2: 'No level yet' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'No level yet');
  t.match(refused.body, 'href="#level_2"');
  const again = (await owner.browser.get(page)).body;
  t.match(again, /name="level_1"\s+value="3"\s+checked/);
  t.match(again, 'Good</textarea>');
  t.notMatch(again, 'No level yet');
  for (const wrong of ['5', '-1', 'x', '2.5', 'cannot '.repeat(3)])
    t.equal((await owner.browser.submit(page, { level_1: wrong })).statusCode, 422, wrong);
  t.equal((await owner.browser.submit(page, { note_1: 'y'.repeat(1001), level_1: '3' })).statusCode, 422);
  t.equal((await owner.browser.get(`${base}/reading/charm`)).statusCode, 404);
  await owner.browser.submit(page, { level_1: 'cannot' });
  t.match((await owner.browser.get(page)).body, /value="cannot"\s+checked/);
});

t.test('of two windows, the later one asks before it replaces a level of the earlier', async (t) => {
  const { owner, base } = await submittedWorld(t, 'en');
  const page = `${base}/reading/fit`;
  const baseIn = (html: string): string => /name="_base" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const _base = baseIn((await owner.browser.get(page)).body);
  t.equal((await owner.browser.submit(page, { level_1: '3', _base })).statusCode, 303);
  const later = await owner.browser.submit(page, { level_1: '1', _base });
  t.equal(later.statusCode, 409);
  t.match(later.body, /name="level_1"\s+value="1"\s+checked/, 'what was chosen here');
  const known = await owner.browser.submit(page, { level_1: '1', _base: baseIn(later.body) });
  t.equal(known.statusCode, 303, 'sent again knowingly, it is saved');
});

t.test('who comes late is read under a new number; what was read stays open', async (t) => {
  const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
  const eva = await member(world, owner, base, 'eva@example.com', 'evaluator', 'en');
  await giveAll(eva, base, ids.length, 2);
  await eva.submit(`${base}/reading/end`, {});
  await world.takeInterview(vetting, 'Agency late', world.sampleResponse('partner', 'en'));
  t.equal((await eva.get(`${base}/comparison`)).statusCode, 303, 'with one that was not read');
  t.equal((await eva.get(`${base}/candidates/${ids[0]}/report`)).statusCode, 200);
  t.notMatch((await eva.get(base)).body, 'Agency late');
  t.match((await eva.get(`${base}/reading/fit`)).body, /Candidate 5/);
  const levels = await world.db.selectFrom('judgements').select(['independent']).execute();
  t.equal(levels.length, ids.length * CRITERIA.length);
  await eva.submit(`${base}/reading/fit`, { level_1: '4', level_5: '4' });
  const given = await world.db
    .selectFrom('judgements')
    .select(['independent'])
    .orderBy('judged_at', 'desc')
    .where('level', '=', 4)
    .execute();
  t.same(given.map(({ independent }) => independent).sort(), [0, 1], 'one had been seen, one had not');
});

t.test('a viewer who becomes an evaluator is not blind to what could be seen', async (t) => {
  const { world, owner, base } = await submittedWorld(t, 'en');
  const vera = await member(world, owner, base, 'vera@example.com', 'viewer', 'en');
  t.equal((await vera.get(`${base}/reading`)).statusCode, 403);
  const invited = (
    await owner.browser.submit(`${base}/members`, { email: 'vera@example.com', role: 'evaluator' })
  ).body;
  await vera.submit(/value="[^"]*(\/join\/[\w-]+)"/.exec(invited)?.[1] ?? '', {});
  t.equal((await vera.get(`${base}/reading`)).statusCode, 200);
  t.equal((await vera.get(`${base}/comparison`)).statusCode, 200, 'it was open, and stays so');
  await vera.submit(`${base}/reading/fit`, { level_1: '3' });
  t.same(await world.db.selectFrom('judgements').select('independent').execute(), [{ independent: 0 }]);
});

t.test('names can be shown to evaluators, and not be taken back from them', async (t) => {
  const { world, owner, base } = await submittedWorld(t, 'en');
  const settings = { retention: 'keep', reminders: 'yes' };
  await owner.browser.submit(`${base}/settings`, { ...settings, blind: 'no' });
  await owner.browser.submit(`${base}/settings`, { ...settings, blind: 'yes' });
  t.same(await world.db.selectFrom('vettings').select('reads_blind').execute(), [{ reads_blind: 1 }]);
  await owner.browser.submit(`${base}/settings`, { ...settings, blind: 'no' });
  const eva = await member(world, owner, base, 'eva@example.com', 'evaluator', 'en');
  t.match((await eva.get(base)).body, 'Agency partner');
  t.match((await eva.get(`${base}/reading/fit`)).body, 'Agency partner');
  t.equal((await eva.get(`${base}/comparison`)).statusCode, 303, 'levels are still closed');
  const refused = await owner.browser.submit(`${base}/settings`, { ...settings, blind: 'yes' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'href="#blind"');
});

t.test('nothing can be read before somebody has submitted', async (t) => {
  const { world, owner } = await submittedWorld(t, 'en');
  const empty = await world.vetting(owner.id, 'en');
  const base = `/vettings/${empty.id}`;
  t.match((await owner.browser.get(`${base}/reading`)).body, 'Nobody has submitted yet');
  t.equal((await owner.browser.submit(`${base}/reading/end`, {})).statusCode, 409);
  t.equal((await owner.browser.get(`${base}/reading/fit`)).statusCode, 404);
});

t.test('questions are read beside what was shown and said in answer to them', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const response = {
    ...world.sampleResponse('partner'),
    askedQuestions: [
      { text: 'What is your gross margin?', asked: 'unprompted' as const },
      { text: 'Which paper do you print on?', asked: 'unprompted' as const },
    ],
  };
  await world.takeInterview(vetting, 'Agency', response);
  const page = `/vettings/${vetting.id}/reading/questioning`;
  const before = (await owner.browser.get(page)).body;
  t.match(before, 'Answered at once with the fact: ');
  t.match(before, 'No reply yet');
  const inbox = (await owner.browser.get(`/vettings/${vetting.id}/questions`)).body;
  const id = /questions\/([\w-]+)\/reply/.exec(inbox)?.[1] ?? '';
  await owner.browser.submit(`/vettings/${vetting.id}/questions/${id}/reply`, { reply: 'Recycled.' });
  t.match((await owner.browser.get(page)).body, 'Reply: Recycled.');
});

import { parse } from 'csv-parse/sync';
import t from 'tap';
import { RUBRIC } from '../../src/domain/scoring/rubric.ts';
import { keepScore, listScorable, listScores } from '../../src/store/scores.ts';
import { submittedWorld } from '../support/submitted.ts';

t.test('a judgement needs a level and a reason, and keeps what was typed', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const page = `${base}/candidates/${ids[1]}/judgements/fit`;
  const form = (await owner.browser.get(page)).body;
  t.match(form, /By the rules: level \d/);
  const refused = await owner.browser.submit(page, { level: '', reason: 'They know our orders' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'They know our orders');
  t.equal((await owner.browser.submit(page, { level: '2', reason: ' ' })).statusCode, 422);
  t.equal((await owner.browser.submit(page, { level: '4.5', reason: 'Too much' })).statusCode, 422);
  t.equal((await owner.browser.get(`${base}/candidates/${ids[1]}/judgements/charm`)).statusCode, 404);
  t.notMatch((await owner.browser.get(`${base}/candidates/${ids[1]}/report`)).body, 'This is your own level');
});

t.test(
  'a judgement counts in the report, the comparison, the shortlist and the exports, beside the computed level',
  async (t) => {
    const { owner, ids, base } = await submittedWorld(t, 'en');
    const [, id] = ids;
    const understandingOf = async (): Promise<string> =>
      /data-figure="understanding">(\d+)</.exec(
        (await owner.browser.get(`${base}/candidates/${id}/report`)).body,
      )?.[1] ?? '';
    const computed = await understandingOf();
    const answer = await owner.browser.submit(`${base}/candidates/${id}/judgements/fit`, {
      level: '1',
      reason: '=They sell <b>templates</b>',
    });
    t.equal(answer.headers.location, `${base}/candidates/${id}/report#fit`);

    const report = (await owner.browser.get(`${base}/candidates/${id}/report`)).body;
    const form = (await owner.browser.get(`${base}/candidates/${id}/judgements/fit`)).body;
    const [, byRules = ''] = /By the rules: level ([\d.]+)/.exec(form) ?? [];
    t.not(byRules, '1', 'the rules gave another level');
    t.match(report, `(by the rules: ${byRules})`);
    t.match(report, `By the rules alone, overall is ${computed}`);
    t.match(report, /owner@example.com: level 1\. &#x3D;They sell &lt;b&gt;templates/);
    const own = await understandingOf();
    t.ok(Number(own) < Number(computed), `${own} is less than ${computed}`);
    t.match((await owner.browser.get(`${base}/comparison`)).body, `by the rules ${byRules}<`);

    const rows: string[][] = parse((await owner.browser.get(`${base}/export.csv`)).body, { bom: true });
    const row = rows.find(([name]) => name === 'Agency promising') ?? [];
    t.equal(row[3], own);
    t.equal(row.at(-1), computed);
    const json = JSON.parse((await owner.browser.get(`${base}/export.json`)).body);
    t.match(json.candidates[1], {
      report: { understanding: Number(own) },
      computedUnderstanding: Number(computed),
      judgements: [
        {
          subject: 'fit',
          stage: 'reading',
          level: 1,
          reason: '=They sell <b>templates</b>',
          person: 'owner@example.com',
          independent: false,
        },
      ],
    });

    await owner.browser.submit(`${base}/candidates/${id}/judgements/fit/withdrawal`, {});
    t.equal(await understandingOf(), computed, 'going back restores the computed score exactly');
    t.match(
      (await owner.browser.get(`${base}/candidates/${id}/report`)).body,
      'gave no level, so the level by the rules stands',
      'the history stays',
    );
  },
);

t.test('a partner is to be confirmed until its understanding and fit are judged by a person', async (t) => {
  for (const [locale, waiting, confirmed] of [
    ['en', 'Partner candidate, to be confirmed', 'Partner candidate<'],
    ['ja', '伴走パートナー候補（確認待ち）', '伴走パートナー候補<'],
  ] as const) {
    const { owner, ids, base } = await submittedWorld(t, locale);
    const report = `${base}/candidates/${ids[0]}/report`;
    const pages = [report, `${base}/comparison`, `${base}/shortlist`];
    for (const page of pages) t.match((await owner.browser.get(page)).body, waiting, page);
    t.match((await owner.browser.get(`${base}/export.csv`)).body, waiting);
    for (const criterion of ['business_model', 'fit']) {
      t.match((await owner.browser.get(report)).body, waiting, 'one of them is not enough');
      const body = { level: '3', reason: 'Read' };
      await owner.browser.submit(`${base}/candidates/${ids[0]}/judgements/${criterion}`, body);
    }
    t.match((await owner.browser.get(report)).body, confirmed);
    for (const page of pages) t.notMatch((await owner.browser.get(page)).body, waiting, page);
    t.match(JSON.parse((await owner.browser.get(`${base}/export.json`)).body).candidates[0].report, {
      verdict: 'partner',
      confirmed: true,
    });
  }
});

t.test('another owner can neither see nor give a judgement', async (t) => {
  const { world, ids, base } = await submittedWorld(t, 'en');
  const stranger = await world.owner('other@example.com');
  const page = `${base}/candidates/${ids[0]}/judgements/fit`;
  t.equal((await stranger.browser.get(page)).statusCode, 404);
  t.equal((await stranger.browser.submit(page, { level: '0', reason: 'Not mine' })).statusCode, 404);
});

t.test(
  'an earlier report stays readable after a new scoring, and says that it is an earlier one',
  async (t) => {
    const { world, owner, ids, base } = await submittedWorld(t, 'en');
    const [scorable] = (await listScorable(world.db)).scorable.filter(
      ({ candidateId }) => candidateId === ids[0],
    );
    if (!scorable?.current) throw new Error('no score was kept at submission');
    t.equal(scorable.current.rubric, RUBRIC);
    const before = scorable.current.score.understanding;
    t.not(before, 42);
    const fresh = { ...scorable.current.score, understanding: 42 };
    await keepScore(
      world.db,
      scorable.candidateId,
      scorable.brief,
      scorable.response,
      fresh,
      world.clock.now,
    );
    const [newest, earlier] = await listScores(world.db, scorable.candidateId);
    t.equal(newest?.score.understanding, 42);

    const current = (await owner.browser.get(`${base}/candidates/${ids[0]}/report`)).body;
    t.match(current, 'data-figure="understanding">42<');
    t.match(current, `report?score&#x3D;${earlier?.id}`);
    const old = (await owner.browser.get(`${base}/candidates/${ids[0]}/report?score=${earlier?.id}`)).body;
    t.match(old, `data-figure="understanding">${before}<`);
    t.match(old, 'This report shows an earlier scoring');
    t.equal(
      (await owner.browser.get(`${base}/candidates/${ids[1]}/report?score=${earlier?.id}`)).statusCode,
      404,
      "not under another candidate's address",
    );
  },
);

t.test('the page on the score has the words of every level in both languages', async (t) => {
  for (const [locale, words] of [
    [
      'en',
      [
        'Wants to be judged by the goal or the step before it, and says what that needs',
        'Give your own level',
        '60% of an answer',
      ],
    ],
    ['ja', ['最終目標か、その一歩手前で', 'ご自身のレベルを付ける', 'この数値では分からないこと']],
  ] as const) {
    const { owner } = await submittedWorld(t, locale);
    const page = (await owner.browser.get('/how-the-score-works')).body;
    for (const expected of words) t.match(page, expected);
    t.equal(
      page.match(/<th scope="row" class="number">/g)?.length,
      35,
      'seven criteria with five levels each',
    );
    t.notMatch(page.slice(page.indexOf('<main')), /\{\w+\}/, 'no word is left open');
  }
});

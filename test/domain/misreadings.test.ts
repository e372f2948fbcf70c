import { readFileSync } from 'node:fs';
import t from 'tap';
import { type Brief, BriefSchema } from '../../src/domain/brief/brief.ts';
import { analyseAnswer } from '../../src/domain/classifier/analyse.ts';
import { discloseFor } from '../../src/domain/interview/disclosure.ts';
import { splitQuestions } from '../../src/domain/interview/split-questions.ts';
import { isCourtesy, isLetterhead } from '../../src/domain/language/courtesy.ts';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { placesOn } from '../../src/domain/response/goal-metric.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { contradictionFinder } from '../../src/domain/scoring/contradictions.ts';
import { metricPaths } from '../../src/domain/scoring/criteria/kpi-link.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { readSample } from '../../src/samples/sample.ts';

/** What whole interviews about other businesses showed to be misread. */
const briefOf = (locale: 'ja' | 'en'): Brief =>
  BriefSchema.parse(JSON.parse(readFileSync(`test/domain/questions/briefs/${locale}.json`, 'utf8')));
const BRIEFS = { ja: briefOf('ja'), en: briefOf('en') };

t.test('of two businesses of which no rule was made, a question gets its fact or goes on', async (t) => {
  const asked: { locale: 'ja' | 'en'; text: string; right: string[]; also: string[] }[] = readFileSync(
    'test/domain/questions/other-briefs.jsonl',
    'utf8',
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const given = asked.map(({ locale, text }) =>
    splitQuestions(text).flatMap((question) => discloseFor(BRIEFS[locale], question).facts),
  );
  const wrong = asked.filter(({ right, also }, at) =>
    given[at]?.some((fact) => !right.includes(fact) && !also.includes(fact)),
  );
  const answerable = asked.filter(({ right }) => right.length > 0);
  const answered = answerable.filter(({ right }) =>
    given[asked.findIndex((each) => each.right === right)]?.some((fact) => right.includes(fact)),
  );
  t.comment(
    `${asked.length} questions: wrong ${wrong.length}, answered ${answered.length} of ${answerable.length}`,
  );
  t.ok(wrong.length <= 2, JSON.stringify(wrong));
  t.ok(answered.length >= 0.6 * answerable.length);
});

t.test('the budget is answered from its page, whatever its words are, and prices never are', async (t) => {
  for (const text of ['予算はいくらですか', 'ご予算はどのくらいですか', '予算を教えてください', '予算は？'])
    t.same(discloseFor(BRIEFS.ja, text).facts, ['budget'], text);
  const { facts } = BRIEFS.ja;
  const plain = {
    ...BRIEFS.ja,
    facts: { ...facts, budget: { text: '初年度は150万〜200万円くらいで考えています。' } },
  };
  t.same(discloseFor(plain, '予算はいくらですか').facts, ['budget']);
  const counted = {
    ...facts,
    current_state: { text: 'サイトは8年前に作ったままです。', visitsPerMonth: 900 },
  };
  const withFigure = { ...BRIEFS.ja, facts: counted };
  t.same(
    discloseFor(withFigure, 'アクセス数はどのくらいですか').facts,
    ['current_state'],
    'a figure tells it',
  );
  for (const text of ['1坪あたりの料金はおいくらですか', '床下点検の料金は税込みですか、税抜きですか'])
    t.same(discloseFor(BRIEFS.ja, text).facts, ['unit_price'], text);
});

t.test('a pasted mail is its questions, without what mails open and close with', async (t) => {
  const mail = `きたやま防除　ご担当者様

このたびはお声がけいただき、誠にありがとうございます。早速ですが、いくつか確認させてください。

■事業について
・再処理をされない4割弱のお宅は、どんな理由で離れているのでしょうか？
・点検から防除に進むのは何割ほどですか

■お客様について
1) 紹介してくださるのはどんな方ですか。ご近所さん？それともご親族？
また、
予算は150万〜200万円の範囲という理解でよろしいでしょうか。

以上、よろしくお願いいたします。
--
株式会社ハリツケ商会　針付 太郎
〒600-8001 京都市下京区1-2-3
TEL 075-000-0000`;
  t.same(splitQuestions(mail), [
    '再処理をされない4割弱のお宅は、どんな理由で離れているのでしょうか？',
    '点検から防除に進むのは何割ほどですか',
    '紹介してくださるのはどんな方ですか。ご近所さん？それともご親族？',
    '予算は150万〜200万円の範囲という理解でよろしいでしょうか。',
  ]);
  for (const [text, read] of [
    ['予算は？あと納期は？', ['予算は？', 'あと納期は？']],
    ['競合と比べて値段は高いほうですか、安いほうですか', null],
    ['いつ頃が忙しくて、いつ頃が手すきになりますか', null],
    ['お客様と御社の関係を教えてください', null],
    [
      '単価と客層と利益の出どころを教えてください',
      ['単価を教えてください', '客層を教えてください', '利益の出どころを教えてください'],
    ],
  ] as const)
    t.same(splitQuestions(text), read ?? [text]);
});

t.test('what only looks like a letterhead, a list or a step is none', async (t) => {
  for (const text of [
    '電話での問い合わせは月に何件ありますか\n粗利率はどのくらいですか',
    '主なお客様\n客単価\n受注率',
    '最も多いお客様\n避けたいお客様\n利益の多い商品',
    'https://example.com は今も使っていますか\n予算はいくらですか',
    'もっと売りたい商品を教えてください',
    'ずっと続いているお客様について教えてください',
    '普通車と二輪の入校者の男女比は？',
  ])
    t.same(splitQuestions(text), text.split('\n'), text);
  for (const text of ['予算の上限はいくらですか', '広告費の上限はありますか', '初期費用はいくらまでですか'])
    t.same(discloseFor(BRIEFS.ja, text).facts, ['budget'], text);
  t.same(discloseFor(BRIEFS.ja, '金額の上限はありますか').facts, []);
  t.same(placesOn('orders rise, which we count in the CRM; visits are not judged', BRIEFS.en.kgi), [
    'orders',
  ]);
  t.same(placesOn('粗利が増える。まず問い合わせが増え、次に受注が増えるから', BRIEFS.ja.kgi), [
    'gross_profit',
  ]);
  t.equal(placesOn('visits go up, bookings go up, profit goes up', BRIEFS.en.kgi).at(-1), 'gross_profit');
});

t.test('greetings, signatures and joints say nothing; sentences that begin like them do', async (t) => {
  for (const text of [
    '以上、よろしくお願いいたします。',
    '何卒よろしくお願い申し上げます。',
    'Kind regards,',
    'Thanks for the invitation!',
    'Dear Mr Sato,',
    'また、',
    'お世話になっております。',
  ])
    t.ok(isCourtesy(normaliseText(text)), text);
  for (const text of [
    '株式会社ハリツケ商会 針付 太郎',
    'TEL 075-000-0000',
    '〒600-8001 京都市',
    'a@example.com',
  ])
    t.ok(isLetterhead(normaliseText(text)), text);
  for (const text of [
    'お客様は60代のご夫婦で、写真の説明を信頼して契約されます。',
    'また、冬は月5件しか問い合わせがありません。',
    'Thank-you cards bring a third of your repeat customers.',
    '保証が切れるお宅にはがきを送るようお願いしたいと考えます。',
    'We look at the renewal rate each month.',
    '電話での問い合わせが半分です。',
    '主なお客様',
    '仕様',
    'お世話になったお客様からの紹介が受注の半分を占める',
    'Dear regular customers come first',
    'Best wishes cards are their main product',
    'Thank you cards bring half the sales',
    'email campaigns to past customers bring the most profit',
    'Fax orders from factories are 40% of sales',
  ])
    t.notOk(isCourtesy(normaliseText(text)), text);
});

t.test('of a letter around an answer nothing is read', async (t) => {
  const { answers } = read(BRIEFS.ja, {
    understand: { who: 'お世話になっております。\n以上、よろしくお願いいたします。' },
  });
  t.same(answers.get('understand.who'), []);
});

t.test('a way that is told in one breath reaches the goal that it names', async (t) => {
  for (const [text, last] of [
    ['再処理の受注が増え、粗利が増える', 'gross_profit'],
    ['受注→粗利', 'gross_profit'],
    ['問い合わせが増え、受注につながり、粗利が増える', 'gross_profit'],
  ] as const)
    t.equal(placesOn(text, BRIEFS.ja.kgi).at(-1), last, text);
  const response: Response = {
    measure: { metrics: [{ metric: '再処理の更新率', leadsTo: '再処理の受注が増え、粗利が増える' }] },
  };
  t.match(metricPaths(BRIEFS.ja, response), [{ metric: 'repeat_rate', backwards: false, gap: false }]);
  t.equal(metricPaths(BRIEFS.ja, response)[0]?.distances.at(-1), 0);
});

t.test('what the owner wrote is not contradicted by saying it', async (t) => {
  for (const [locale, text] of [
    ['ja', '冬の問い合わせが月5件しかないので、はがきで増やす。'],
    ['en', 'A pass holder pays £140 up front and comes ten times, mostly in weekday hours.'],
    [
      'en',
      'So each extra place sold on a weekday is nearly all margin: £18 or £14 a head against a few pence of towels.',
    ],
  ] as const) {
    const contradicts = contradictionFinder(BRIEFS[locale]);
    for (const sentence of analyseAnswer('understand.value', text)) t.notOk(contradicts(sentence), text);
  }
  const wrong = analyseAnswer('understand.value', '粗利率は80%です。');
  t.ok(wrong.some(contradictionFinder(BRIEFS.ja)), 'another figure still is');
  const { brief } = readSample('ja', 'partner');
  for (const text of ['客単価は4,000円です。', '粗利率は半分です。'])
    t.ok(analyseAnswer('understand.value', text).some(contradictionFinder(brief)), text);
});

t.test('a duration is no price, and a price is one', async (t) => {
  const flagged = (value: string): boolean =>
    score(BRIEFS.ja, { understand: { value } }).flags.some(({ key }) => key === 'prices_outside_terms');
  for (const text of [
    '見積もりから1週間で迷われる方に、写真の控えと保証の説明書を翌日お届けします。',
    '電話、点検、写真の説明、見積もり、1週間で契約、5年後に6割強が再処理。',
  ])
    t.notOk(flagged(text), text);
  t.ok(flagged('費用は月額5万円で承ります。'));
});

t.test('words that nobody can place are named, and count neither for nor against', async (t) => {
  const response: Response = {
    measure: {
      metrics: [
        { metric: '新規顧客数', leadsTo: '粗利' },
        { metric: '床下の明るさ', leadsTo: '家の気分' },
      ],
    },
  };
  const report = makeReport(BRIEFS.ja, response);
  const kpi = report.criteria.find(({ key }) => key === 'kpi_link');
  t.ok(
    kpi?.evidence.some(({ text, why }) => text === '床下の明るさ' && /加点も減点もしていません/.test(why)),
  );
  const [without] = score(BRIEFS.ja, { measure: { metrics: [{ metric: '新規顧客数', leadsTo: '粗利' }] } })
    .criteria.filter(({ key }) => key === 'kpi_link')
    .map(({ missing }) => missing.includes('床下の明るさ'));
  t.notOk(without);
});

t.test('what a question back asks for is not held against whoever answers it', async (t) => {
  const response: Response = {
    addsUp: [{ clash: 'customers_over_capacity', text: '期日を12か月後に延ばし、納期を分けます。' }],
  };
  t.equal(score(BRIEFS.ja, response).units.terms, 0);
});

t.test('what is right among much that is missing is never called none', async (t) => {
  const { brief, response: sample } = readSample('en', 'partner');
  const lever = sample.numbers?.lever;
  if (!lever) return t.fail('the sample moves a figure');
  const { reason: _, ...bare } = lever;
  const { criteria } = score(brief, { numbers: { lever: bare } });
  const found = criteria.find(({ key }) => key === 'unit_economics');
  t.match(found?.evidence, [{ reason: 'lever_right' }]);
  t.equal(found?.level, 0.5);
  return undefined;
});

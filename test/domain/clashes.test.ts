import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { clashesOf, targetsAddUp } from '../../src/domain/economics/clashes.ts';
import { monthsUntilGoal } from '../../src/domain/economics/horizon.ts';
import type { MetricAnswer, Response } from '../../src/domain/response/response.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { readSample } from '../../src/samples/sample.ts';

const sample = readSample('ja', 'partner');
/** A year from the deadline to the goal: 20 customers are needed, 14 inquiries a month at 30 %. */
const brief: Brief = { ...sample.brief, answersBy: '2026-12-31' };

const responseOf = (needed: number | null, ...metrics: MetricAnswer[]): Response => ({
  numbers: { customersNeeded: { value: needed } },
  measure: { metrics },
});
const found = (response: Response, of: Brief = brief) =>
  clashesOf(of, response).map(({ key, figures, metrics }) => ({ key, figures, metrics }));

t.test('the time to the goal is counted in months from the deadline for answers', async (t) => {
  t.equal(monthsUntilGoal(brief), 12);
  t.equal(monthsUntilGoal({ ...brief, answersBy: '2027-12-20' }), 1, 'at least one');
  t.equal(monthsUntilGoal({ ...brief, answersBy: '2027-12-31' }), null, 'no time is left');
  t.equal(monthsUntilGoal(sample.brief), null, 'nobody knows from when');
});

t.test('figures that fit together are not asked about', async (t) => {
  t.same(found(sample.response), [], 'the partner of the samples');
  t.same(found(responseOf(20, { metric: '有望な問い合わせ', target: '月6件' })), []);
  t.same(found(responseOf(20, { metric: '有望な問い合わせ', target: 'できるだけ多く' })), []);
  t.same(found(responseOf(80), sample.brief), [], 'without a deadline nothing can be compared');
  t.same(found({}), []);
});

t.test('more customers than the business can take on', async (t) => {
  t.same(found(responseOf(80))[0], {
    key: 'customers_over_capacity',
    figures: { needed: 80, capacity: 72, perMonth: 6, months: 12 },
    metrics: [],
  });
  t.same(found(responseOf(72)), [], 'as many as it can');
});

t.test('more inquiries than there are', async (t) => {
  const busy = { ...brief, facts: { ...brief.facts, constraints: { text: 'none' } } };
  const figures = { needed: 120, rate: 30, months: 12, inquiries: 34, today: 14 };
  t.same(found(responseOf(120), busy), [{ key: 'inquiries_over_today', figures, metrics: [] }]);
  t.same(found(responseOf(90), busy), [], 'less than twice as many');
});

t.test('targets that come to too little, or to far more, by the rates of the brief', async (t) => {
  t.same(found(responseOf(20, { metric: '有望な問い合わせ', target: '月4件' })), [
    {
      key: 'targets_short',
      figures: { target: 4, reach: 14, needed: 20, months: 12, gap: 6, rate: 30 },
      metrics: [0],
    },
  ]);
  t.same(found(responseOf(30, { metric: '受注率', target: '12%' })), [
    {
      key: 'targets_short',
      figures: { target: 12, reach: 20, needed: 30, months: 12, gap: 10, today: 14 },
      metrics: [0],
    },
  ]);
  t.same(
    found(
      responseOf(20, { metric: 'フォロワー', target: '月500人' }, { metric: '新規顧客数', target: '10社' }),
    ),
    [
      {
        key: 'targets_short',
        figures: { target: 10, reach: 10, needed: 20, months: 12, gap: 10 },
        metrics: [1],
      },
    ],
    'followers are no customers',
  );
  t.same(found(responseOf(20, { metric: '新規顧客数', target: '月10社' }))[0]?.key, 'targets_over');
  t.same(found(responseOf(20, { metric: '契約社数', target: '60社' })), [], 'as many as there are to be');
});

/** Without a limit of its own, so that at most two clashes are there. */
const { constraints: _limits, ...unlimited } = brief.facts;
/** What one target is said to come to until the goal, or nothing where it fits or nobody can say. */
const reachOf = (
  metric: string,
  target: string,
  of: Brief = { ...brief, facts: unlimited },
): number | undefined =>
  found(responseOf(1_000_000, { metric, target }), of).find(({ key }) => key === 'targets_short')?.figures
    .reach;

t.test('a target of each period comes to its customers until the goal', async (t) => {
  // Twelve months; of the inquiries 30 % become customers.
  for (const [metric, target, reach] of [
    ['新規顧客数', '週3社', 156],
    ['新規顧客数', '月3社', 36],
    ['新規顧客数', '四半期に3社', 12],
    ['新規顧客数', '半年に3社', 6],
    ['新規顧客数', '年間3社', 3],
    ['新規顧客数', '3社', 3],
    ['問い合わせ', '月10件', 36],
    ['有望な問い合わせ', '月10件', 36],
    ['受注率', '10%', 16],
    // 40 today: 60 are to be, or that many more are won.
    ['契約社数', '60社', 20],
    ['契約社数', '40社', 40],
    ['契約社数', '月2社', 24],
  ] as const)
    t.equal(reachOf(metric, target), reach, `${metric} ${target}`);
  for (const [metric, target] of [
    ['新規顧客数', '10%増'],
    ['問い合わせ', '10件'],
    ['問い合わせ', '10%増'],
    ['受注率', '10件'],
    ['フォロワー', '月500人'],
    ['', '月3社'],
  ] as const)
    t.equal(reachOf(metric, target), undefined, `${metric} ${target}`);
});

t.test('what the brief does not say is nothing to compare with', async (t) => {
  const { sales_process: _, constraints: __, ...rest } = brief.facts;
  const silent: Brief = { ...brief, facts: rest as Brief['facts'] };
  t.same(found(responseOf(80_000), silent), [], 'neither capacity nor inquiries');
  t.equal(reachOf('有望な問い合わせ', '月10件', silent), undefined);
  t.equal(reachOf('受注率', '10%', silent), undefined);
  t.equal(reachOf('新規顧客数', '月3社', silent), 36);
  for (const sales_process of [{ inquiriesPerMonth: 14 }, { closeRatePercent: 30 }])
    t.same(found(responseOf(80_000), { ...silent, facts: { ...silent.facts, sales_process } as never }), []);
  // A goal of sales: what counts customers is only what is called so.
  const sales: Brief = { ...brief, kgi: { ...brief.kgi, measure: 'revenue' } };
  t.equal(reachOf('新規顧客数', '60社', sales), 60, 'nobody knows how many there are');
  t.equal(reachOf('新規顧客数', '60社', { ...brief, kgi: { ...brief.kgi, current: 0 } }), 60);
  t.equal(reachOf('売上', '月60万円', sales), undefined);
});

t.test('nobody is told what it has not said', async (t) => {
  const short = { metric: '新規顧客数', target: '1社' };
  t.same(found(responseOf(null, short)), []);
  t.same(found(responseOf(0, short)), []);
  t.same(found({ measure: { metrics: [short] } }), []);
  t.same(found(responseOf(20, { metric: '新規顧客数' })), [], 'a metric without a target');
  t.same(found({ numbers: { customersNeeded: { value: 20 } } }), []);
});

t.test('the borders: four fifths are enough, twice as much is not far over, twice as apart is', async (t) => {
  const keys = (needed: number, ...targets: string[]) =>
    found(responseOf(needed, ...targets.map((target) => ({ metric: '新規顧客数', target })))).map(
      ({ key }) => key,
    );
  t.same(keys(20, '16社'), []);
  t.same(keys(20, '15社'), ['targets_short']);
  t.same(keys(20, '月3社'), [], 'less than twice');
  t.same(keys(18, '月3社'), [], 'twice');
  t.same(keys(17, '月3社'), ['targets_over']);
  t.same(keys(20, '12社', '24社'), ['targets_apart'], 'twice as far');
  t.same(keys(20, '13社', '24社'), []);
  t.same(keys(20, '24社', '12社'), ['targets_apart'], 'in any order');
  t.same(keys(20, '5社', '17社'), ['targets_apart'], 'one of them would do');
});

t.test('how much a clash weighs is how far its figures lie apart', async (t) => {
  const weights = (needed: number, of: Brief, ...metrics: MetricAnswer[]) =>
    clashesOf(of, responseOf(needed, ...metrics)).map(({ key, weight }) => [
      key,
      Math.round(weight * 100) / 100,
    ]);
  const one = (target: string): MetricAnswer => ({ metric: '新規顧客数', target });
  t.same(weights(144, brief, one('150社')), [
    ['inquiries_over_today', 2.86],
    ['customers_over_capacity', 2],
  ]);
  t.same(weights(20, brief, one('10社')), [['targets_short', 2]]);
  t.same(weights(20, brief, one('0社')), [['targets_short', 40]], 'not endless');
  t.same(weights(10, brief, one('月3社')), [['targets_over', 1.8]]);
  t.same(weights(20, brief, one('10社'), one('40社')), [['targets_apart', 2]]);
  const full: Brief = {
    ...brief,
    facts: { ...brief.facts, constraints: { text: 'x', newCustomersPerMonth: 0.05 } },
  };
  t.same(weights(3, full)[0], ['customers_over_capacity', 3], 'no capacity at all counts as one');
});

t.test('targets add up where one comes to about what is needed, said or computed', async (t) => {
  const adds = (needed: number | null, target: string, of: Brief = brief): boolean =>
    targetsAddUp(of, responseOf(needed, { metric: '新規顧客数', target }));
  t.equal(adds(20, '16社'), true);
  t.equal(adds(20, '15社'), false);
  t.equal(adds(18, '月3社'), true);
  t.equal(adds(17, '月3社'), false);
  t.equal(adds(null, '20社'), true, 'by the brief, 20 are needed');
  t.equal(adds(null, '10社'), false);
  t.equal(adds(100, '20社'), false, 'by its own figure it falls short');
  t.equal(adds(0, '20社'), false);
  t.equal(adds(20, '20社', sample.brief), false, 'nobody knows until when');
  t.equal(targetsAddUp(brief, { measure: { metrics: [{ metric: '新規顧客数', target: '20社' }] } }), true);
  t.equal(targetsAddUp(brief, {}), false);
  const both = [
    { metric: '新規顧客数', target: '1社' },
    { metric: '新規顧客数', target: '20社' },
  ];
  t.equal(targetsAddUp(brief, responseOf(20, ...both)), true, 'one of them is enough');
});

t.test('two targets that cannot both be meant', async (t) => {
  const [clash] = found(
    responseOf(
      20,
      { metric: '有望な問い合わせ', target: '月5件' },
      { metric: '新規顧客数', target: '月4社' },
    ),
  );
  t.same(clash, { key: 'targets_apart', figures: { one: 18, other: 48 }, metrics: [0, 1] });
});

t.test('at most two are asked about, the weightiest first', async (t) => {
  const many = responseOf(300, { metric: '有望な問い合わせ', target: '月4件' });
  t.same(
    clashesOf(brief, many).map(({ key }) => key),
    ['targets_short', 'inquiries_over_today'],
  );
});

t.test('the report names a clash, and the meeting begins with one that was left open', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const { brief: own } = readSample(locale, 'partner');
    const asked: Brief = { ...own, answersBy: '2026-12-31' };
    const response = responseOf(200);
    const open = makeReport(asked, response);
    t.match(open.clashes[0], { key: 'inquiries_over_today', resolved: false, figures: { needed: 200 } });
    t.match(open.askInMeeting[0], /200/, 'with both figures');
    const text = locale === 'ja' ? '二年に分けて受けます。' : 'We would spread them over two years.';
    const said = { ...response, addsUp: open.clashes.map(({ key: clash }) => ({ clash, text })) };
    t.match(makeReport(asked, said).clashes[0], { resolved: true });
    t.notMatch(makeReport(asked, said).askInMeeting[0], /200/);
  }
});

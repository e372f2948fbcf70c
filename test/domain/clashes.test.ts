import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { clashesOf } from '../../src/domain/economics/clashes.ts';
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

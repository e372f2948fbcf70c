import t from 'tap';
import { readSample } from '../../src/commands/sample.ts';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { grade, problemsOf, type Slip } from '../../src/domain/economics/economics.ts';
import type { NumberKey } from '../../src/domain/response/response.ts';

const { brief } = readSample('ja', 'partner');
const problem = (key: NumberKey, of: Brief = brief) => {
  const found = problemsOf(of).find((each) => each.key === key);
  if (!found) throw new Error(`no problem ${key}`);
  return found;
};

t.test('the right answers follow scoring.md', async (t) => {
  t.same(
    problemsOf(brief).map(({ key, right }) => [key, right.toNumber()]),
    [
      ['grossProfitPerCustomer', 241920],
      ['customersNeeded', 20],
      ['maxCostPerCustomer', 60480],
      ['maxCostPerInquiry', 18144],
    ],
  );
});

t.test('customers needed follow the measure of the goal and are rounded up', async (t) => {
  const needed = (measure: Brief['kgi']['measure'], current: number, target: number): number =>
    problem('customersNeeded', {
      ...brief,
      kgi: { ...brief.kgi, measure, current, target },
    }).right.toNumber();
  t.equal(needed('orders', 0, 100), 34);
  t.equal(needed('revenue', 0, 1_000_000), 7);
  t.equal(needed('profit', 0, 1_000_000), 17);
  t.notOk(
    problemsOf({ ...brief, kgi: { ...brief.kgi, measure: 'profit_margin' } }).some(
      ({ key }) => key === 'customersNeeded',
    ),
  );
});

t.test('binary fractions never reach an owner', async (t) => {
  const odd = {
    ...brief,
    facts: {
      ...brief.facts,
      unit_price: { ...brief.facts.unit_price, averageOrderValue: 0.1, ordersPerYear: 3, yearsRetained: 1 },
      profit: { ...brief.facts.profit, grossMarginPercent: 100 },
    },
  };
  t.equal(problem('grossProfitPerCustomer', odd).right.toString(), '0.3');
});

t.test('close answers earn full or half credit', async (t) => {
  const of = problem('grossProfitPerCustomer');
  for (const [given, credit] of [
    [241920, 1],
    [250000, 1],
    [290000, 0.5],
    [200000, 0.5],
    [1, 0],
  ] as const)
    t.equal(grade(of, given).credit, credit, String(given));
  t.equal(grade(of, null).credit, 0);
});

const SLIPS: [NumberKey, number, Slip][] = [
  ['grossProfitPerCustomer', 576000, 'revenue_not_profit'],
  ['grossProfitPerCustomer', 20160, 'first_order_only'],
  ['grossProfitPerCustomer', 60480, 'one_year_only'],
  ['maxCostPerCustomer', 241920, 'share_forgotten'],
  ['maxCostPerInquiry', 60480, 'close_rate_forgotten'],
  ['maxCostPerInquiry', 201600, 'close_rate_inverted'],
  ['maxCostPerInquiry', 1814400, 'close_rate_as_number'],
  ['maxCostPerInquiry', 217728, 'monthly_yearly_mixed'],
  ['customersNeeded', 60, 'todays_value_forgotten'],
];
for (const [key, given, slip] of SLIPS)
  t.match(grade(problem(key), given), { credit: 0.25, slip }, `${key} ${given}`);

t.test('a problem whose inputs are missing is left out', async (t) => {
  const { sales_process: _, ...facts } = brief.facts;
  t.notOk(problemsOf({ ...brief, facts }).some(({ key }) => key === 'maxCostPerInquiry'));
});

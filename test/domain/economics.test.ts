import t from 'tap';
import { type Brief, completeBrief } from '../../src/domain/brief/brief.ts';
import { grade, gradeNumbers, problemsOf } from '../../src/domain/economics/economics.ts';
import type { NumberKey } from '../../src/domain/response/response.ts';
import { TEMPLATES, templateDraft } from '../../src/locales/templates/templates.ts';
import { readSample, SAMPLES } from '../../src/samples/sample.ts';

const sample = readSample('ja', 'partner').brief;

/** Figures of which no two products are equal, so that a mistake cannot pass for another. */
const FIGURES = {
  averageOrderValue: 1000,
  ordersPerYear: 2,
  yearsRetained: 5,
  grossMarginPercent: 40,
  acquisitionSharePercent: 30,
  closeRatePercent: 20,
} as const;
type Figures = { [Key in keyof typeof FIGURES]: number | null };

function briefOf(figures: Partial<Figures> = {}, kgi: Partial<Brief['kgi']> = {}): Brief {
  const { averageOrderValue, ordersPerYear, yearsRetained, ...rest } = { ...FIGURES, ...figures };
  const { grossMarginPercent, acquisitionSharePercent, closeRatePercent } = rest;
  return {
    ...sample,
    kgi: { ...sample.kgi, measure: 'revenue', current: 100_000, target: 150_000, ...kgi },
    facts: {
      ...sample.facts,
      unit_price: { text: 'x', averageOrderValue, ordersPerYear, yearsRetained },
      profit: { text: 'x', grossMarginPercent, acquisitionSharePercent },
      sales_process: { text: 'x', closeRatePercent },
    },
  };
}

const problem = (key: NumberKey, of: Brief = briefOf()) => {
  const found = problemsOf(of).find((each) => each.key === key);
  if (!found) throw new Error(`no problem ${key}`);
  return found;
};
const rightOf = (brief: Brief): Record<string, number> =>
  Object.fromEntries(problemsOf(brief).map(({ key, right }) => [key, right.toNumber()]));

t.test('the right answers, worked out by hand', async (t) => {
  t.same(rightOf(briefOf()), {
    grossProfitPerCustomer: 4000,
    customersNeeded: 25,
    maxCostPerCustomer: 1200,
    maxCostPerInquiry: 240,
  });
  t.same(
    problemsOf(sample).map(({ key, right }) => [key, right.toNumber()]),
    [
      ['grossProfitPerCustomer', 241_920],
      ['customersNeeded', 20],
      ['maxCostPerCustomer', 36_288],
      ['maxCostPerInquiry', 10_886.4],
    ],
  );
  t.equal(problemsOf(sample), problemsOf(sample), 'made once for a brief');
});

t.test('customers needed follow the measure of the goal, and are rounded up', async (t) => {
  const needed = (
    measure: Brief['kgi']['measure'],
    current = 100_000,
    target = 150_000,
  ): number | undefined => rightOf(briefOf({}, { measure, current, target })).customersNeeded;
  t.equal(needed('customers', 40, 60), 20);
  t.equal(needed('orders', 0, 101), 51);
  t.equal(needed('revenue'), 25);
  t.equal(needed('profit'), 63, '62.5 are 63');
  for (const measure of ['profit_margin', 'other'] as const) t.equal(needed(measure), undefined, measure);
  t.equal(needed('customers', 60, 60), undefined, 'nobody is needed for a goal that is reached');
  t.equal(needed('customers', 60, 40), undefined);
});

t.test('a problem whose figures are missing is left out, and the others stay', async (t) => {
  const keys = (figures: Partial<Figures>): string[] => Object.keys(rightOf(briefOf(figures)));
  const ALL = ['grossProfitPerCustomer', 'customersNeeded', 'maxCostPerCustomer', 'maxCostPerInquiry'];
  t.same(keys({}), ALL);
  t.same(keys({ averageOrderValue: null }), []);
  t.same(keys({ ordersPerYear: null }), []);
  t.same(keys({ yearsRetained: null }), ['customersNeeded']);
  t.same(keys({ grossMarginPercent: null }), ['customersNeeded']);
  t.same(keys({ acquisitionSharePercent: null }), ALL.slice(0, 2));
  t.same(keys({ closeRatePercent: null }), ALL.slice(0, 3));
  t.same(keys({ closeRatePercent: 0 }), ALL.slice(0, 3), 'nothing can be spent where nobody buys');
  const { sales_process: _, ...facts } = briefOf().facts;
  t.same(Object.keys(rightOf({ ...briefOf(), facts })), ALL.slice(0, 3));
});

t.test('binary fractions never reach an owner', async (t) => {
  const odd = briefOf({
    averageOrderValue: 0.1,
    ordersPerYear: 3,
    yearsRetained: 1,
    grossMarginPercent: 100,
  });
  t.equal(problem('grossProfitPerCustomer', odd).right.toString(), '0.3');
});

t.test('within 5 % is full, within 25 % is half, borders included', async (t) => {
  const of = problem('grossProfitPerCustomer');
  for (const [given, credit] of [
    [4000, 1],
    [4200, 1],
    [4200.01, 0.5],
    [3800, 1],
    [3799.99, 0.5],
    [5000, 0.5],
    [5000.01, 0],
    [3000, 0.5],
    [2999.99, 0],
    [-4000, 0],
    [0, 0],
  ] as const)
    t.match(
      grade(of, given),
      { key: 'grossProfitPerCustomer', given, right: 4000, credit, slip: null },
      String(given),
    );
  t.same(grade(of, null), { key: 'grossProfitPerCustomer', given: null, right: 4000, credit: 0, slip: null });
});

t.test('what is rounded up is right before rounding too, and one less is not', async (t) => {
  const three = problem('customersNeeded', briefOf({}, { current: 0, target: 4200 }));
  for (const [given, credit] of [
    [3, 1],
    [2.1, 1],
    [2, 0],
    [3.2, 0.5],
    [4, 0],
  ] as const)
    t.equal(grade(three, given).credit, credit, String(given));
  t.equal(grade(problem('maxCostPerInquiry'), 239.5).credit, 1, 'within 5 %');
  t.equal(
    grade(problem('maxCostPerInquiry', briefOf({ averageOrderValue: 10 })), 1.5).credit,
    0,
    'an amount is not rounded up',
  );
});

/** Known slips by problem, with the answer that they lead to and one that lies just beyond. */
const SLIPS: Record<NumberKey, [number, string][]> = {
  grossProfitPerCustomer: [
    [10_000, 'revenue_not_profit'],
    [2000, 'revenue_not_profit'],
    [1000, 'revenue_not_profit'],
    [800, 'one_year_only'],
    [400, 'first_order_only'],
    [48_000, 'monthly_yearly_mixed'],
    [333.33, 'monthly_yearly_mixed'],
  ],
  maxCostPerCustomer: [
    [4000, 'share_forgotten'],
    [3000, 'revenue_not_profit'],
    [240, 'one_year_only'],
    [120, 'first_order_only'],
    [100, 'monthly_yearly_mixed'],
    [14_400, 'monthly_yearly_mixed'],
  ],
  maxCostPerInquiry: [
    [1200, 'close_rate_forgotten'],
    [6000, 'close_rate_inverted'],
    [24_000, 'close_rate_as_number'],
    [800, 'share_forgotten'],
    [600, 'revenue_not_profit'],
    [48, 'one_year_only'],
    [24, 'first_order_only'],
    [20, 'monthly_yearly_mixed'],
    [2880, 'monthly_yearly_mixed'],
  ],
  customersNeeded: [
    [75, 'todays_value_forgotten'],
    [50, 'first_order_only'],
    [300, 'monthly_yearly_mixed'],
  ],
};
t.test('known slips earn a quarter and are named', async (t) => {
  for (const [key, slips] of Object.entries(SLIPS) as [NumberKey, [number, string][]][]) {
    for (const [given, slip] of slips)
      t.match(grade(problem(key), given), { credit: 0.25, slip }, `${key} ${given}`);
  }
  const of = problem('grossProfitPerCustomer');
  t.match(grade(of, 10_500), { credit: 0.25, slip: 'revenue_not_profit' }, 'a slip within 5 %');
  t.match(grade(of, 10_500.1), { credit: 0, slip: null });
});

t.test('the slips of a goal in profit are its own', async (t) => {
  const profit = problem('customersNeeded', briefOf({}, { measure: 'profit' }));
  for (const [given, slip] of [
    [188, 'todays_value_forgotten'],
    [25, 'revenue_not_profit'],
    [125, 'first_order_only'],
  ] as const)
    t.match(grade(profit, given), { credit: 0.25, slip }, String(given));
  const customers = problem(
    'customersNeeded',
    briefOf({}, { measure: 'customers', current: 40, target: 60 }),
  );
  t.match(grade(customers, 60), { slip: 'todays_value_forgotten' });
  t.match(grade(customers, 8), { credit: 0, slip: null }, 'no other slip');
});

t.test('a slip that lands near the answer still earns half, and is named', async (t) => {
  const short = problem('grossProfitPerCustomer', briefOf({ yearsRetained: 1.2 }));
  t.match(grade(short, 800), { right: 960, credit: 0.5, slip: 'one_year_only' });
});

t.test(
  'the numbers of a response are graded in the order of the problems; an open one earns nothing',
  async (t) => {
    const graded = gradeNumbers(briefOf({ closeRatePercent: null }), {
      numbers: {
        maxCostPerInquiry: { value: 240 },
        customersNeeded: { value: 25 },
        grossProfitPerCustomer: { value: 4000 },
      },
    });
    t.same(
      graded.map(({ key, credit }) => [key, credit]),
      [
        ['grossProfitPerCustomer', 1],
        ['customersNeeded', 1],
        ['maxCostPerCustomer', 0],
      ],
    );
  },
);

/** Every product of the order value and some of the figures, by the letters of the figures. */
function productsOf({ facts: { unit_price, profit, sales_process } }: Brief): Map<string, number> {
  const figures: [string, number | null | undefined][] = [
    ['F', unit_price.ordersPerYear],
    ['Y', unit_price.yearsRetained],
    ['M', (profit.grossMarginPercent ?? 0) / 100],
    ['A', (profit.acquisitionSharePercent ?? 0) / 100],
    ['C', (sales_process?.closeRatePercent ?? 0) / 100],
  ];
  let products = new Map([['', unit_price.averageOrderValue ?? 0]]);
  for (const [letter, value] of figures.filter(([, value]) => value && value !== 1))
    products = new Map([
      ...products,
      ...[...products].map(([name, product]): [string, number] => [name + letter, product * (value ?? 1)]),
    ]);
  return products;
}

t.test(
  'in no template and no sample is a wrong sum right by chance, and every slip has one name',
  async (t) => {
    const letters = { grossProfitPerCustomer: 'FYM', maxCostPerCustomer: 'FYMA', maxCostPerInquiry: 'FYMAC' };
    const briefs = [
      ...TEMPLATES.map((template) => completeBrief(templateDraft(template, 'ja').draft)),
      ...TEMPLATES.map((template) => completeBrief(templateDraft(template, 'en').draft)),
      ...SAMPLES.map((name) => readSample('ja', name).brief),
      ...SAMPLES.map((name) => readSample('en', name).brief),
    ];
    for (const each of briefs) {
      if (!each) return t.fail('every template is complete');
      const products = productsOf(each);
      for (const { key, right, slips } of problemsOf(each)) {
        const known = [...products.keys()].join('');
        const own =
          key === 'customersNeeded' ? null : [...letters[key]].filter((letter) => known.includes(letter));
        for (const [name, value] of own ? products : [])
          if (name !== own?.join(''))
            t.ok(Math.abs(value / right.toNumber() - 1) > 0.05, `${each.title}, ${key}: ${name}`);
        const named = slips.filter(([slip]) => slip !== 'monthly_yearly_mixed');
        for (const [index, [slip, value]] of named.entries())
          for (const [other, otherValue] of named.slice(index + 1))
            t.ok(
              slip === other || Math.abs(value.div(otherValue).toNumber() - 1) > 0.05,
              `${each.title}, ${key}: ${slip} and ${other}`,
            );
      }
    }
    return undefined;
  },
);

t.test('those who leave until the date may be counted in', async (t) => {
  const dated = { ...sample, answersBy: '2026-12-31' };
  const problem = problemsOf(dated).find(({ key }) => key === 'customersNeeded');
  if (!problem) return t.fail('customers are asked for');
  // Ten of forty leave in the year.
  for (const [given, credit] of [
    [20, 1],
    [30, 1],
    [25, 0.5],
    [29, 1],
    [45, 0],
  ] as const)
    t.equal(grade(problem, given).credit, credit, String(given));
  const undated = problemsOf(sample).find(({ key }) => key === 'customersNeeded');
  t.equal(undated && grade(undated, 30).credit, 0, 'without a deadline nobody knows how many leave');
  return undefined;
});

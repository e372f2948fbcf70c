import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { isOverAllowable, priceAgainst, worthOf } from '../../src/domain/economics/worth.ts';
import { readSample } from '../../src/samples/sample.ts';

const sample = readSample('en', 'partner').brief;
type Figures = {
  measure: Brief['kgi']['measure'];
  current: number;
  target: number;
  order?: number;
  perYear?: number;
  years?: number;
  margin?: number;
  share?: number;
};

const briefOf = ({ measure, current, target, order, perYear, years, margin, share }: Figures): Brief => ({
  ...sample,
  kgi: { ...sample.kgi, measure, current, target },
  facts: {
    ...sample.facts,
    unit_price: {
      text: 'x',
      ...(order === undefined ? {} : { averageOrderValue: order }),
      ...(perYear === undefined ? {} : { ordersPerYear: perYear }),
      ...(years === undefined ? {} : { yearsRetained: years }),
    },
    profit: {
      text: 'x',
      ...(margin === undefined ? {} : { grossMarginPercent: margin }),
      ...(share === undefined ? {} : { acquisitionSharePercent: share }),
    },
  },
});

const FULL = { order: 48_000, perYear: 3, years: 4, margin: 42, share: 30 };

/** Each worked by hand; the sum stands beside it. */
const CASES: { what: string; figures: Figures; worth: object }[] = [
  {
    what: 'customers: 20 × 48,000 × 3 × 42 % = 1,209,600; 20 × 241,920 × 30 % = 1,451,520',
    figures: { measure: 'customers', current: 40, target: 60, ...FULL },
    worth: { yearly: 1_209_600, customers: 20, allowable: 1_451_520, missing: [] },
  },
  {
    what: 'orders: 30 × 48,000 × 42 % = 604,800; 30 orders are those of 10 customers, 10 × 72,576',
    figures: { measure: 'orders', current: 120, target: 150, ...FULL },
    worth: { yearly: 604_800, customers: 10, allowable: 725_760 },
  },
  {
    what: 'revenue: 4,320,000 × 42 % = 1,814,400; 4,320,000 / 144,000 = 30 customers, 30 × 72,576',
    figures: { measure: 'revenue', current: 5_760_000, target: 10_080_000, ...FULL },
    worth: { yearly: 1_814_400, customers: 30, allowable: 2_177_280 },
  },
  {
    what: 'profit: 3,000,000 − 1,200,000; 1,800,000 / 60,480 = 29.76, so 30 customers',
    figures: { measure: 'profit', current: 1_200_000, target: 3_000_000, ...FULL },
    worth: { yearly: 1_800_000, customers: 30, allowable: 2_177_280, factors: [] },
  },
  {
    what: 'a profit needs no other figure, and then says nothing of customers',
    figures: { measure: 'profit', current: 0, target: 500_000 },
    worth: { yearly: 500_000, customers: null, allowable: null, missing: [] },
  },
  {
    what: 'without a margin revenue is no profit',
    figures: { measure: 'revenue', current: 0, target: 100, order: 10, perYear: 2 },
    worth: { yearly: null, missing: ['grossMarginPercent'] },
  },
  {
    what: 'customers without order value and margin: both are named',
    figures: { measure: 'customers', current: 1, target: 3, perYear: 2 },
    worth: { yearly: null, customers: 2, missing: ['averageOrderValue', 'grossMarginPercent'] },
  },
  {
    what: 'without a share nobody has said what winning them may cost',
    figures: {
      measure: 'customers',
      current: 40,
      target: 60,
      order: 48_000,
      perYear: 3,
      years: 4,
      margin: 42,
    },
    worth: { yearly: 1_209_600, customers: 20, allowable: null },
  },
  {
    what: 'a profit margin says nothing of an amount',
    figures: { measure: 'profit_margin', current: 8, target: 12, ...FULL },
    worth: { yearly: null, isMeasured: false, missing: [], customers: null },
  },
  {
    what: 'nor does a measure of its own',
    figures: { measure: 'other', current: 0, target: 5, ...FULL },
    worth: { yearly: null, isMeasured: false },
  },
  {
    what: 'a goal that is reached already is worth nothing more',
    figures: { measure: 'customers', current: 60, target: 60, ...FULL },
    worth: { yearly: null, growth: 0, allowable: null },
  },
  {
    what: 'halves of yen do not get lost: 3 × 0.1 × 1 × 33 % = 0.099',
    figures: { measure: 'customers', current: 0, target: 3, order: 0.1, perYear: 1, margin: 33 },
    worth: { yearly: 0.099 },
  },
];

for (const { what, figures, worth } of CASES)
  t.test(what, async (t) => t.match(worthOf(briefOf(figures)), worth));

t.test('a price against the worth of the goal, worked by hand', async (t) => {
  const worth = worthOf(briefOf({ measure: 'customers', current: 40, target: 60, ...FULL }));
  // 600,000 + 12 × 60,000 = 1,320,000; / (1,209,600 / 12 = 100,800) = 13.1; / 1,451,520 = 90.9 %; / 20.
  t.same(priceAgainst(worth, { initialPrice: 600_000, monthlyPrice: 60_000, text: '' }, 'JPY'), {
    firstYear: 1_320_000,
    monthsToPayBack: 14,
    monthlyExceeds: false,
    percentOfAllowable: 91,
    perCustomer: 66_000,
    upTo: null,
  });
  const overs = [
    { initialPrice: 1_451_520 },
    { initialPrice: 1_470_000 },
    { asWritten: { initialPrice: '100万〜150万円' } },
  ].map((terms) => priceAgainst(worth, terms, 'JPY'));
  t.same(
    overs.map((price) => price && isOverAllowable(price)),
    [false, true, true],
    'a range at its most',
  );
  t.match(priceAgainst(worth, { initialPrice: 250_000, monthlyPrice: 30_000 }, 'JPY'), {
    firstYear: 610_000,
    monthsToPayBack: 7,
    percentOfAllowable: 42,
  });
  t.match(priceAgainst(worth, { monthlyPrice: 100_800 }, 'JPY'), {
    firstYear: 1_209_600,
    monthsToPayBack: 12,
  });
  t.match(
    priceAgainst(worth, { monthlyPrice: 100_800 }, 'JPY'),
    { monthlyExceeds: false },
    'a month brings as much',
  );
  t.match(priceAgainst(worth, { initialPrice: 1, monthlyPrice: 100_801 }, 'JPY'), { monthlyExceeds: true });
  t.match(priceAgainst(worth, { initialPrice: 0 }, 'JPY'), {
    firstYear: 0,
    monthsToPayBack: 0,
    percentOfAllowable: 0,
  });
});

t.test('a price that is given as a range is worked with at both ends', async (t) => {
  const worth = worthOf(briefOf({ measure: 'customers', current: 40, target: 60, ...FULL }));
  const terms = { asWritten: { initialPrice: '20万〜30万', monthlyPrice: '月3万〜5万' } };
  // 200,000 + 12 × 30,000 = 560,000; 300,000 + 12 × 50,000 = 900,000.
  t.match(priceAgainst(worth, terms, 'JPY'), { firstYear: 560_000, upTo: { firstYear: 900_000 } });
  t.match(priceAgainst(worth, { initialPrice: 100, asWritten: { monthlyPrice: '3〜5万円' } }, 'JPY'), {
    firstYear: 360_100,
    upTo: { firstYear: 600_100 },
  });
});

t.test('a price that is not in figures is not worked with', async (t) => {
  const worth = worthOf(briefOf({ measure: 'profit', current: 0, target: 500_000 }));
  t.equal(priceAgainst(worth, undefined, 'JPY'), null);
  t.equal(priceAgainst(worth, { text: 'to be discussed' }, 'JPY'), null);
  t.equal(
    priceAgainst(
      worth,
      { initialPrice: 100, monthlyPrice: null, asWritten: { monthlyPrice: '要相談' } },
      'JPY',
    ),
    null,
    'half of it is open',
  );
  t.match(priceAgainst(worth, { initialPrice: 250_000 }, 'JPY'), {
    monthsToPayBack: 6,
    percentOfAllowable: null,
    perCustomer: null,
  });
  const none = worthOf(briefOf({ measure: 'other', current: 0, target: 5 }));
  t.match(priceAgainst(none, { initialPrice: 10 }, 'JPY'), { firstYear: 10, monthsToPayBack: null });
});

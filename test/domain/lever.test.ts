import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { completeBrief } from '../../src/domain/brief/brief.ts';
import { effectsOf, gradeLever, leversOf, leverToday } from '../../src/domain/economics/lever.ts';
import { LEVER_FIGURES, type LeverFigure, type LeverUnit } from '../../src/domain/response/lever.ts';
import { TEMPLATES, templateDraft } from '../../src/locales/templates/templates.ts';
import { readSample } from '../../src/samples/sample.ts';

const { brief } = readSample('en', 'partner');

const effects = (figure: LeverFigure, to: number, unit: LeverUnit, of: Brief = brief): number[] =>
  effectsOf(of, figure, to)
    .filter((effect) => effect.unit === unit)
    .map(({ value }) => value.toNumber());

t.test('what moving one figure brings, worked out by hand', async (t) => {
  // 14 inquiries × 12 × 6 % are 10.08 customers a year, each 48,000 × 3 × 42 % = 60,480 a year.
  t.same(effects('closeRatePercent', 36, 'customers_per_year'), [10.08]);
  t.same(effects('closeRatePercent', 36, 'gross_profit_first_year'), [609_638.4]);
  t.same(effects('closeRatePercent', 36, 'gross_profit_over_stay'), [2_438_553.6]);
  // 6 inquiries more × 12 × 30 %.
  t.same(effects('inquiriesPerMonth', 20, 'customers_per_year'), [21.6]);
  t.same(effects('inquiriesPerMonth', 20, 'gross_profit_first_year'), [1_306_368]);
  // 2,000 yen × 3 × 42 % more of each: of the 50.4 won in a year, of today's 40, of both.
  t.same(effects('averageOrderValue', 50_000, 'gross_profit_first_year'), [127_008, 100_800, 227_808]);
  t.same(effects('ordersPerYear', 4, 'gross_profit_first_year'), [1_016_064, 806_400, 1_822_464]);
  t.same(effects('grossMarginPercent', 45, 'gross_profit_over_stay'), [870_912, 691_200, 1_562_112]);
  // Of 40 customers ten leave a year, eight once they stay five years.
  t.same(effects('yearsRetained', 5, 'customers_per_year'), [2]);
  t.same(effects('yearsRetained', 5, 'gross_profit_first_year'), [120_960]);
  t.same(effects('yearsRetained', 5, 'gross_profit_over_stay'), [3_048_192, 2_419_200, 5_467_392]);
  t.same(effects('averageOrderValue', 50_000, 'customers_per_year'), [], 'a price brings no customers');
});

t.test('a smaller figure takes away what a larger one brings', async (t) => {
  t.same(effects('closeRatePercent', 24, 'gross_profit_first_year'), [-609_638.4]);
  t.same(effects('closeRatePercent', 30, 'gross_profit_first_year'), [], 'nothing moves');
});

t.test(
  'the arithmetic is checked in the unit that was chosen, with the counting that is nearest',
  async (t) => {
    const lever = {
      figure: 'averageOrderValue',
      from: 48_000,
      to: 50_000,
      unit: 'gross_profit_first_year',
    } as const;
    const graded = (effect: number | null) => gradeLever(brief, { ...lever, effect });
    t.same(graded(100_800), { given: 100_800, right: 100_800, base: 'today', credit: 1 });
    t.same(graded(127_008), { given: 127_008, right: 127_008, base: 'new', credit: 1 });
    t.same(
      graded(105_840),
      { given: 105_840, right: 100_800, base: 'today', credit: 1 },
      'five percent away',
    );
    t.same(graded(82_000), { given: 82_000, right: 100_800, base: 'today', credit: 0.5 });
    t.same(graded(10), { given: 10, right: 100_800, base: 'today', credit: 0 });
    t.same(graded(null), { given: null, right: 127_008, base: 'new', credit: 0 });
    const wrongUnit = { ...lever, unit: 'customers_per_year', effect: 3 } as const;
    t.same(gradeLever(brief, wrongUnit), { given: 3, right: null, base: null, credit: 0 });
    t.equal(gradeLever(brief, { ...lever, to: null }), null);
    t.equal(gradeLever(brief, undefined), null);
  },
);

t.test('only figures that the brief has can be moved', async (t) => {
  t.same(leversOf(brief), [...LEVER_FIGURES]);
  const { sales_process: _, ...facts } = brief.facts;
  t.same(leversOf({ ...brief, facts }), [
    'averageOrderValue',
    'ordersPerYear',
    'yearsRetained',
    'grossMarginPercent',
  ]);
  t.same(leversOf({ ...brief, facts: { ...facts, profit: { text: 'enough' } } }), []);
  const nobody = { ...brief, facts, kgi: { ...brief.kgi, measure: 'other' as const } };
  t.same(leversOf(nobody), [], 'without customers to count there is nothing to compute');
  for (const template of TEMPLATES) {
    const of = completeBrief(templateDraft(template, 'ja').draft);
    t.ok(of && leversOf(of).length >= 4, template);
    for (const figure of of ? leversOf(of) : []) t.ok((of && leverToday(of, figure)) !== null);
  }
});

t.test(
  'a number of customers that the owner writes is counted with, where the working uses it',
  async (t) => {
    const { current_state, ...facts } = brief.facts;
    const text = `${current_state?.text ?? ''} Our ledger lists 1,900 factories.`;
    const told = { ...brief, facts: { ...facts, current_state: { ...current_state, text } } };
    const lever = {
      figure: 'averageOrderValue',
      from: 48_000,
      to: 50_000,
      unit: 'gross_profit_first_year',
      // 1,900 × 2,000 × 3 × 42 %
      effect: 4_788_000,
    } as const;
    const working = '1,900 x 2,000 x 3 x 42%';
    t.match(gradeLever(told, { ...lever, working }), { right: 4_788_000, base: 'written', credit: 1 });
    const price = { ...lever, effect: 120_960_000, working: '(50,000-48,000)×3×42%×48,000' };
    t.match(gradeLever(told, price), { credit: 0 }, 'a price is no number of customers');
    t.match(gradeLever(told, lever), { credit: 0 }, 'not without it');
    t.match(gradeLever(brief, { ...lever, working }), { credit: 0 }, 'nor where the owner does not write it');
  },
);

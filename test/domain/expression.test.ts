import fc from 'fast-check';
import t from 'tap';
import { readExpressions } from '../../src/domain/language/expression.ts';

const valuesOf = (text: string): number[] => readExpressions(text).map(({ value }) => value);

t.test('sums are read as people write them', async (t) => {
  for (const [text, ...values] of [
    ['48,000円 × 3回 × 4年 × 42% = 241,920円', 241_920],
    ['４８，０００×３×４×４２％', 241_920],
    ['48k x 3 x 4 x 42%', 241_920],
    ['4万8千円×3回×4年×粗利率42%', 241_920],
    ['1社48,000円×3', 144_000],
    ['241,920円の30%', 72_576],
    ['30% of 241,920', 72_576],
    ['241,920円（全期間の粗利）× 15%', 36_288],
    ['(240,000 + 1,920) × 15％', 36_288],
    ['60 − 40', 20],
    ['60-40', 20],
    ['(60 - 40) / 3', 20 / 3],
    ['1.1億−9千万', 20_000_000],
    ['48,000掛ける3割る2', 72_000],
    ['14 inquiries × 12 months × 6% = 10.08 customers', 10.08],
    ['48000*3=144000、144,000×4=576,000', 144_000, 576_000],
    ['48,000 × 3\n144,000 × 4', 144_000, 576_000],
    ['3割 × 100', 30],
    ['2 + 3 × 4', 14],
  ] as const)
    t.same(valuesOf(text), values, text);
});

t.test('what is no sum is none', async (t) => {
  for (const text of [
    '',
    '241,920',
    '月額/月',
    '2027-12-31',
    'about 20 customers and 3 orders',
    '3 5',
    '1 ÷ 0',
    '48,000 ×',
    '× 48,000',
    '((48,000 × 3)',
    'as agreed',
    '6〜8週間',
  ])
    t.same(valuesOf(text), [], text);
});

t.test(
  'any product, sum and difference of figures comes out as it is, in either language’s signs',
  async () => {
    const figure = fc.integer({ min: 1, max: 10_000_000 });
    const forms: [string, (a: number, b: number) => number][] = [
      ['×', (a, b) => a * b],
      ['*', (a, b) => a * b],
      ['掛ける', (a, b) => a * b],
      ['+', (a, b) => a + b],
      ['−', (a, b) => a - b],
      ['÷', (a, b) => a / b],
    ];
    fc.assert(
      fc.property(
        figure,
        figure,
        fc.constantFrom(...forms),
        fc.boolean(),
        (a, b, [sign, result], grouped) => {
          const [one, other] = [a, b].map((each) => (grouped ? each.toLocaleString('en') : String(each)));
          const [value] = valuesOf(`${one}円 ${sign} ${other}`);
          const expected = result(a, b);
          return value !== undefined && Math.abs(value - expected) <= Math.abs(expected) * 1e-12;
        },
      ),
    );
  },
);

t.test('words between figures part sums only where they end a clause', async (t) => {
  for (const [text, values] of [
    ['月20件ぐらいの×30%×48,000円=288000', [288_000]],
    ['48,000円ぐらいです×3回×42%', [60_480]],
    ['粗利20,160円をもとに×12か月', [241_920]],
    ['30-12=18社、年に2社やめられるので+2社', [18]],
    ['36件×15%=5.4社　5.4×4万×12×40%', [5.4, 1_036_800]],
    ['70件×12か月×8ポイント＝67.2人', [67.2]],
  ] as const)
    t.same(
      readExpressions(text).map(({ value }) => value),
      values,
      text,
    );
});

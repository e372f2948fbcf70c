import t from 'tap';
import type { NumberResult } from '../../src/domain/economics/economics.ts';
import { judgeUnitEconomics } from '../../src/domain/scoring/criteria/unit-economics.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { readSample } from '../../src/samples/sample.ts';

const { brief, response } = readSample('ja', 'partner');
const reading = read(brief, response);
const right = (key: NumberResult['key'], given: number): NumberResult => ({
  key,
  given,
  right: given,
  credit: 1,
  slip: null,
});
const PROFIT = right('grossProfitPerCustomer', 60_480);
const CUSTOMERS = right('customersNeeded', 20);
const BOTH = [PROFIT, CUSTOMERS];
const DERIVED = {
  grossProfitPerCustomer: { value: 60_480, working: '48,000×3×42%＝60,480円' },
  customersNeeded: { value: 20, working: '60-40=20' },
};
type Given = NonNullable<typeof response.numbers>;
const judge = (
  results: readonly NumberResult[],
  numbers: Partial<Given>,
  changed: { adds?: number; makesSense?: boolean; sent?: boolean } = {},
) => {
  const { adds = 0, makesSense = true, sent = true } = changed;
  const unit = {
    answer: 'numbers.lever.reason',
    sentences: [],
    anchors: new Map<string, number>(),
    adds,
    relates: false,
  };
  const units = new Map([['numbers.lever.reason', [unit]]]);
  // A dossier of the first format has no day by which to answer, nor a lever.
  const { answersBy: _, ...first } = brief;
  return judgeUnitEconomics(
    sent ? { ...brief, answersBy: '2026-12-20' } : first,
    { ...response, numbers: numbers as Given },
    results,
    { ...reading, units, makesSense },
  );
};
const level = (...given: Parameters<typeof judge>) => judge(...given)?.level;
const lever = response.numbers?.lever;
if (!lever?.effect) throw new Error('the sample moves a figure');
const near = { ...lever, effect: lever.effect * 1.1 };

t.test('sums half, workings and the lever a quarter each', async (t) => {
  t.equal(judge([], DERIVED), null, 'nothing can be computed from the brief');
  t.equal(level(BOTH, {}), 2);
  t.equal(level(BOTH, DERIVED), 3);
  t.equal(level(BOTH, { ...DERIVED, lever }, { adds: 1 }), 4);
  t.equal(level(BOTH, { lever }, { adds: 1 }), 3);
  t.equal(level([{ ...PROFIT, credit: 0.5 }, CUSTOMERS], {}), 1.5);
  t.equal(level([PROFIT, { ...CUSTOMERS, credit: 0 }], DERIVED), 1.5, 'only what is right is derived');
  t.equal(
    level(
      [
        { ...PROFIT, credit: 0.5 },
        { ...CUSTOMERS, credit: 0.5 },
      ],
      DERIVED,
    ),
    1,
  );
});

t.test('a dossier that could not hold a lever is judged by the rest', async (t) => {
  t.equal(level(BOTH, DERIVED, { sent: false }), 4);
  t.equal(level(BOTH, {}, { sent: false }), 2.5);
  t.same(judge(BOTH, DERIVED, { sent: false })?.missing, []);
  t.equal(level(BOTH, { ...DERIVED, lever: { ...lever, effect: 1 } }, { sent: false }), 3, 'it held one');
});

t.test('a lever counts where its sum is right and its reason says something', async (t) => {
  t.equal(level(BOTH, { ...DERIVED, lever }, { adds: 0.3 }), 4);
  t.equal(level(BOTH, { ...DERIVED, lever }, { adds: 0.29 }), 3);
  t.equal(level(BOTH, { ...DERIVED, lever: near }, { adds: 1 }), 3.5, 'nearly right');
  t.equal(level(BOTH, { ...DERIVED, lever }, { adds: 1, makesSense: false }), 3);
  t.same(judge(BOTH, { ...DERIVED, lever }, { adds: 1 })?.missing, []);
  t.same(judge(BOTH, { ...DERIVED, lever: near }, { adds: 1 })?.missing, ['lever']);
});

t.test('a working is a sum that comes to its answer', async (t) => {
  const working = (text: string, given = 60_480) =>
    level([right('grossProfitPerCustomer', given)], {
      grossProfitPerCustomer: { value: given, working: text },
    });
  t.equal(working('48,000×3×42%'), 3);
  t.equal(working('48,000×3'), 2, 'it comes to something else');
  t.equal(working('60,480'), 2, 'no sum');
  t.equal(working('48,000×3×42%', 60_780), 3, 'half a percent beside');
  t.equal(working('48,000×3×42%', 60_800), 2, 'more than that');
  t.equal(working('9+10.2', 20), 3, 'customers are whole');
  t.equal(working('8+10.9', 20), 2);
  t.equal(level([{ ...PROFIT, given: null }], DERIVED), 2, 'without an answer there is nothing to come to');
});

t.test('what earned it is named, and what is missing', async (t) => {
  const slipped: NumberResult = { ...CUSTOMERS, credit: 0.5, slip: 'ten_times' as NumberResult['slip'] };
  const reasons = (results: readonly NumberResult[], numbers: Partial<Given> = {}) =>
    judge(results, numbers)?.evidence.map(({ answer, reason, start, end, text }) => [
      answer,
      reason,
      start,
      end,
      text,
    ]);
  t.same(reasons([PROFIT, slipped]), [
    ['numbers.grossProfitPerCustomer.value', 'number_right', 0, 0, ''],
    ['numbers.customersNeeded.value', 'number_slip', 0, 0, ''],
  ]);
  t.same(reasons([{ ...PROFIT, credit: 0.5 }]), [
    ['numbers.grossProfitPerCustomer.value', 'number_near', 0, 0, ''],
  ]);
  t.same(
    reasons([
      { ...PROFIT, credit: 0 },
      { ...CUSTOMERS, given: null, credit: 0 },
    ]),
    [],
  );
  t.same(reasons([{ ...PROFIT, credit: 0 }], { lever }), [['numbers.lever.effect', 'lever_right', 0, 0, '']]);
  t.same(reasons([{ ...PROFIT, credit: 0 }], { lever: near }), []);
  t.same(judge([PROFIT, slipped], {})?.missing, ['customersNeeded', 'lever']);
  t.same(judge(BOTH, {})?.missing, ['workings', 'lever']);
});

t.test('something right among much that is wrong is half a level', async (t) => {
  const wrong = Array.from({ length: 9 }, () => ({ ...CUSTOMERS, credit: 0 }));
  t.equal(level([...wrong, PROFIT], {}), 0.5);
  t.equal(level(wrong, {}), 0);
});

import fc from 'fast-check';
import t from 'tap';
import { readSample, SAMPLES } from '../../src/commands/sample.ts';
import type { Response } from '../../src/domain/response.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { ENTRIES } from '../../src/domain/text/lexicon.ts';
import { makeReport } from '../../src/reporting/report.ts';

const dossiers = (['ja', 'en'] as const).flatMap((locale) => SAMPLES.map((sample) => readSample(locale, sample)));
const dossier = fc.constantFrom(...dossiers);
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('納期は2週間です。', 'The price is 50,000.', '粗利率はどのくらいですか', '👩‍👩‍👧‍👦🏭ｶﾞｽ', 'ﾌｫﾛﾜｰを増やします。'),
);
const PRICE_TALK = [
  '料金は月額5万円です。',
  '納期は最短2週間です。',
  '見積もりは無料です。',
  'Our price is the lowest.',
  'The deadline is two weeks.',
  'We deliver on a fast schedule at a discount.',
];
const BUSINESS_QUESTIONS = [
  '顧客単価はいくらですか',
  '主要ターゲットは誰ですか',
  '粗利率を教えてください',
  'What is your gross margin?',
  'Who is your target customer?',
  'Who are your competitors?',
  '受注率はどのくらいですか',
];
const RUNS = { numRuns: 1000 };

const withText = (response: Response, text: string): Response => ({
  ...response,
  understand: { who: text, value: text, delivery: text },
  partner: { ...response.partner, challenge: text },
});

t.test('every figure stays within its bounds and the points sum up, whatever is answered', async () => {
  fc.assert(
    fc.property(dossier, anyText, ({ brief, response }, text) => {
      const result = score(brief, withText({ ...response, askedQuestions: [{ text, asked: 'nudged' }] }, text));
      const sum = result.criteria.reduce((total, criterion) => total + criterion.points, 0);
      return (
        [result.understanding, result.priceDeadlineFocus, result.metricChasing].every((figure) => figure >= 0 && figure <= 100) &&
        Math.abs(sum - result.understanding) <= 0.6 &&
        result.criteria.every(({ level }) => level >= 0 && level <= 4 && Number.isInteger(level * 2))
      );
    }),
    RUNS,
  );
});

t.test('asking one more business question never lowers questioning or understanding', async () => {
  fc.assert(
    fc.property(
      dossier,
      fc.constantFrom(...BUSINESS_QUESTIONS),
      fc.constantFrom('unprompted' as const, 'nudged' as const),
      ({ brief, response }, text, asked) => {
        const more = score(brief, { ...response, askedQuestions: [...(response.askedQuestions ?? []), { text, asked }] });
        return more.understanding >= score(brief, response).understanding;
      },
    ),
    RUNS,
  );
});

t.test('price and deadline talk never raises understanding and never lowers the focus', async () => {
  const fields = ['who', 'value', 'delivery'] as const;
  fc.assert(
    fc.property(dossier, fc.constantFrom(...PRICE_TALK), fc.constantFrom(...fields), ({ brief, response }, talk, field) => {
      const before = score(brief, response);
      const after = score(brief, { ...response, understand: { ...response.understand, [field]: `${response.understand?.[field] ?? ''}\n${talk}` } });
      return after.understanding <= before.understanding && after.priceDeadlineFocus >= before.priceDeadlineFocus;
    }),
    RUNS,
  );
});

t.test('repeating a text, and changing the price, changes nothing', async () => {
  const fields = ['who', 'value', 'delivery'] as const;
  fc.assert(
    fc.property(dossier, fc.constantFrom(...fields), fc.nat(1e9), ({ brief, response }, field, initialPrice) => {
      const text = response.understand?.[field] ?? '';
      const questions = response.askedQuestions ?? [];
      const repeated: Response = {
        ...response,
        terms: { initialPrice },
        askedQuestions: [...questions, ...questions],
        understand: { ...response.understand, [field]: `${text}\n${text}` },
      };
      const [before, after] = [score(brief, response), score(brief, repeated)];
      return (
        before.understanding === after.understanding && before.priceDeadlineFocus === after.priceDeadlineFocus && before.metricChasing === after.metricChasing
      );
    }),
    RUNS,
  );
});

t.test('a bare list of every term of the lexicon earns at most 30', async (t) => {
  const terms = [...ENTRIES.keys()];
  for (const { brief } of dossiers) {
    const list = terms.join('、').slice(0, 20_000);
    const asked = terms.slice(0, 100).map((text) => ({ text, asked: 'unprompted' as const }));
    t.ok(score(brief, withText({ askedQuestions: asked, propose: { wouldNotDo: list } }, list)).understanding <= 30);
  }
});

t.test('evidence points at the exact words, in every script', async () => {
  fc.assert(
    fc.property(dossier, anyText, anyText, ({ brief, response }, one, other) => {
      const own = brief.facts.value?.text ?? '';
      const answered = withText(
        { ...response, askedQuestions: [{ text: `${one}粗利率${other}`, asked: 'unprompted' }] },
        `${one}${own.slice(0, 12)}なので監査の前日に工場へ行きます。${other}`,
      );
      return score(brief, answered).criteria.every(({ evidence }) =>
        evidence.every(({ answer, start, end, text }) => {
          const value = answer.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], answered);
          return typeof value !== 'string' || value.slice(start, end) === text;
        }),
      );
    }),
    RUNS,
  );
});

t.test('the order of asked questions and of object keys changes no figure', async () => {
  fc.assert(
    fc.property(dossier, fc.infiniteStream(fc.nat(1000)), ({ brief, response }, numbers) => {
      const shuffled = (response.askedQuestions ?? [])
        .map((question) => ({ question, at: numbers.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ question }) => question);
      const reversed = Object.fromEntries(Object.entries({ ...response, askedQuestions: shuffled }).reverse()) as Response;
      const figures = (of: Response) => JSON.stringify(score(brief, of).criteria.map(({ key, level }) => [key, level]));
      return figures(reversed) === figures(response);
    }),
    RUNS,
  );
});

t.test('ten times all money gives the same levels', async (t) => {
  for (const { brief, response } of dossiers) {
    const times = (value: number | null | undefined): number | null => (value == null ? null : value * 10);
    const { numbers = {} } = response;
    const large = score(
      { ...brief, facts: { ...brief.facts, unit_price: { ...brief.facts.unit_price, averageOrderValue: times(brief.facts.unit_price.averageOrderValue) } } },
      {
        ...response,
        numbers: {
          ...numbers,
          grossProfitPerCustomer: { value: times(numbers.grossProfitPerCustomer?.value) },
          maxCostPerCustomer: { value: times(numbers.maxCostPerCustomer?.value) },
          maxCostPerInquiry: { value: times(numbers.maxCostPerInquiry?.value) },
        },
      },
    );
    t.same(
      large.criteria.map(({ level }) => level),
      score(brief, response).criteria.map(({ level }) => level),
    );
  }
});

t.test('the same input gives the same report to the byte', async () => {
  fc.assert(
    fc.property(
      dossier,
      ({ brief, response }) => JSON.stringify(makeReport(brief, response)) === JSON.stringify(makeReport(structuredClone(brief), structuredClone(response))),
    ),
    { numRuns: 200 },
  );
});

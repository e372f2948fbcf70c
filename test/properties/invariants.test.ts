import fc from 'fast-check';
import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { type Score, score } from '../../src/domain/scoring/score.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { anyDossier, anyField, anyResponse, anyText, corpusTexts } from '../support/arbitrary.ts';
import { CASES, DOSSIERS } from '../support/dossiers.ts';

const anyBrief = fc.constantFrom(...DOSSIERS.map(({ brief }) => brief));
const levels = ({ criteria }: Score): [string, number][] => criteria.map(({ key, level }) => [key, level]);
const everything = (of: Score): string => JSON.stringify(of);
const figures = (of: Score): string =>
  JSON.stringify([of.understanding, of.priceDeadlineFocus, of.metricChasing, of.verdict, levels(of)]);

t.test('1. every figure stays within its bounds and the points sum up, whatever is answered', async () => {
  fc.assert(
    fc.property(anyBrief, anyResponse, (brief, response) => {
      const result = score(brief, response);
      const sum = result.criteria.reduce((total, criterion) => total + criterion.points, 0);
      return (
        [result.understanding, result.priceDeadlineFocus, result.metricChasing].every(
          (figure) => Number.isInteger(figure) && figure >= 0 && figure <= 100,
        ) &&
        Math.abs(sum - result.understanding) <= 0.6 &&
        result.criteria.every(({ level }) => level >= 0 && level <= 4 && Number.isInteger(level * 2))
      );
    }),
  );
});

t.test('2. asking one more business question never lowers questioning or understanding', async () => {
  const questions = corpusTexts(({ orientation }) => orientation === 'business');
  fc.assert(
    fc.property(
      anyDossier,
      fc.constantFrom(...questions),
      fc.constantFrom('unprompted' as const, 'nudged' as const),
      ({ brief, response }, text, asked) => {
        const before = score(brief, response);
        const after = score(brief, {
          ...response,
          askedQuestions: [...(response.askedQuestions ?? []), { text, asked }],
        });
        const questioning = ({ criteria }: Score): number =>
          criteria.find(({ key }) => key === 'questioning')?.level ?? 0;
        return after.understanding >= before.understanding && questioning(after) >= questioning(before);
      },
    ),
  );
});

t.test('3. price and deadline talk never raises understanding and never lowers the focus', async () => {
  const talk = corpusTexts(({ topics }) =>
    topics.every((topic) => topic === 'budget' || topic === 'deadline'),
  );
  fc.assert(
    fc.property(
      anyDossier,
      fc.constantFrom(...talk),
      anyField,
      fc.boolean(),
      ({ brief, response }, text, put, first) => {
        const before = score(brief, response);
        const after = score(
          brief,
          put(response, (own) => (first ? `${text}。\n${own}` : `${own}\n${text}。`)),
        );
        return (
          after.understanding <= before.understanding && after.priceDeadlineFocus >= before.priceDeadlineFocus
        );
      },
    ),
  );
});

t.test('4. repeating any text, and changing the price, changes nothing', async () => {
  fc.assert(
    fc.property(
      anyDossier,
      anyField,
      fc.nat(1e9),
      fc.nat(3),
      ({ brief, response }, put, initialPrice, times) => {
        const questions = response.askedQuestions ?? [];
        const repeated: Response = {
          ...put(response, (text) => Array.from({ length: times + 2 }, () => text).join('\n')),
          terms: { ...response.terms, initialPrice, monthlyPrice: initialPrice / 10 },
          askedQuestions: [...questions, ...questions.slice(0, times)],
        };
        return everything(score(brief, repeated)) === everything(score(brief, response));
      },
    ),
  );
});

t.test('6. evidence points at the exact words, in every script', async () => {
  fc.assert(
    fc.property(
      anyDossier,
      anyResponse,
      anyField,
      anyText,
      ({ brief, response: real }, random, put, text) => {
        return [random, put(real, (own) => `${text}。${own}${text}`)].every((answered) =>
          score(brief, answered).criteria.every(({ evidence }) =>
            evidence.every(({ answer, start, end, text: quoted }) => {
              const value = answer
                .split('.')
                .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], answered);
              return typeof value === 'string' ? value.slice(start, end) === quoted : quoted === '';
            }),
          ),
        );
      },
    ),
  );
});

const withoutQuestioning = ({ criteria }: Score): string =>
  JSON.stringify(levels({ criteria: criteria.filter(({ key }) => key !== 'questioning') } as Score));

t.test(
  '7. the order of object keys changes no figure, that of questions only through what they disclose',
  async () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, reversed(inner)]),
            )
          : value;
    fc.assert(
      fc.property(
        anyBrief,
        anyResponse,
        anyDossier,
        fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
        (brief, random, dossier, keys) => {
          return [
            { brief, response: random },
            { brief: dossier.brief, response: dossier.response },
          ].every(({ brief, response }) => {
            const swapped = reversed(brief) as Brief;
            const questions = response.askedQuestions ?? [];
            const shuffled = questions
              .map((question, at) => ({ question, key: keys[at] ?? 0 }))
              .sort((a, b) => a.key - b.key)
              .map(({ question }) => question);
            const asking = (asked: typeof questions): Response => ({ ...response, askedQuestions: asked });
            const silent = (asked: typeof questions): Response =>
              asking(asked.map((question) => ({ ...question, disclosed: [] })));
            return (
              figures(score(swapped, reversed(response) as Response)) === figures(score(brief, response)) &&
              withoutQuestioning(score(brief, asking(shuffled))) ===
                withoutQuestioning(score(brief, asking(questions))) &&
              figures(score(brief, silent(shuffled))) === figures(score(brief, silent(questions)))
            );
          });
        },
      ),
    );
  },
);

t.test('7. the order of candidates, and who else takes part, changes no score', async () => {
  const alone = new Map(
    CASES.map(({ name, brief, candidates }) => [
      name,
      Object.entries(candidates).map(([key, { response }]) => [key, figures(score(brief, response))]),
    ]),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...CASES),
      fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
      fc.nat(4),
      ({ name, brief, candidates }, keys, many) => {
        const together = Object.entries(candidates)
          .map((entry, at) => ({ entry, key: keys[at] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .slice(0, many + 1)
          .map(({ entry: [key, { response }] }) => [key, figures(score(brief, response))]);
        return together.every(([key, own]) =>
          alone.get(name)?.some(([other, expected]) => other === key && expected === own),
        );
      },
    ),
  );
});

/** In a working, nobody can tell which figures are money. */
const withoutWorkings = (response: Response): Response =>
  JSON.parse(JSON.stringify(response), (key, inner: unknown) => (key === 'working' ? undefined : inner));

t.test('8. all money multiplied by the same number gives the same levels', async () => {
  const money = /(?<![\d,.])\d[\d,]*(?=円)/g;
  const times = (factor: number) => (value: number | null | undefined) =>
    value == null ? value : value * factor;
  const inText = (text: string, factor: number): string =>
    text.replace(money, (written) => String(Number(written.replaceAll(',', '')) * factor));
  const scaled = (brief: Brief, response: Response, factor: number): { brief: Brief; response: Response } => {
    const by = times(factor);
    const texts = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
        typeof inner === 'string' ? inText(inner, factor) : inner,
      ) as Value;
    const large = texts(brief);
    const { unit_price, profit } = large.facts;
    unit_price.averageOrderValue = by(unit_price.averageOrderValue) ?? null;
    profit.fixedCostPerMonth = by(profit.fixedCostPerMonth) ?? null;
    if (brief.kgi.measure === 'profit' || brief.kgi.measure === 'revenue') {
      large.kgi.current *= factor;
      large.kgi.target *= factor;
    }
    const answers = texts(response);
    const lever = answers.numbers?.lever;
    if (lever && lever.unit !== 'customers_per_year') lever.effect = by(lever.effect) ?? null;
    for (const key of ['grossProfitPerCustomer', 'maxCostPerCustomer', 'maxCostPerInquiry'] as const) {
      const given = answers.numbers?.[key];
      if (given) given.value = by(given.value) ?? null;
    }
    return { brief: large, response: answers };
  };
  fc.assert(
    fc.property(
      anyDossier,
      anyField,
      anyText,
      fc.constantFrom(10, 100, 1000),
      ({ brief, response }, put, text, factor) => {
        const mine = put(withoutWorkings(response), (own) => `${own}\n${text.replace(/[\d０-９]/g, '')}`);
        const large = scaled(brief, mine, factor);
        return (
          JSON.stringify(levels(score(large.brief, large.response))) ===
          JSON.stringify(levels(score(brief, mine)))
        );
      },
    ),
  );
});

t.test(
  '9. any response that the schema accepts is scored without throwing, and no more of it is read than an interview takes',
  async () => {
    fc.assert(
      fc.property(anyBrief, anyResponse, anyText, (brief, response, text) => {
        const long = text.repeat(50).slice(0, 2000);
        const fill = (tail: string): Response => ({
          ...response,
          understand: { who: long.padEnd(2000, '。') + tail, value: '', delivery: '' },
        });
        return (
          figures(score(brief, fill(''))) === figures(score(brief, fill(text.repeat(20).slice(0, 8000))))
        );
      }),
    );
  },
);

t.test('the same input gives the same report to the byte', async () => {
  fc.assert(
    fc.property(
      anyBrief,
      anyResponse,
      (brief, response) =>
        JSON.stringify(makeReport(brief, response)) ===
        JSON.stringify(makeReport(structuredClone(brief), structuredClone(response))),
    ),
  );
});

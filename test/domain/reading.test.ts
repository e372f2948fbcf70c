import t from 'tap';
import { clashesOf } from '../../src/domain/economics/clashes.ts';
import { kappaWord, type Pair, weightedKappa } from '../../src/domain/people/agreement.ts';
import {
  type Given,
  isFarApart,
  pairsWithRules,
  progressBySubject,
  rulesAgreement,
  unitsOf,
} from '../../src/domain/people/reading.ts';
import { isReadFrom, subjectsOf } from '../../src/domain/people/subjects.ts';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { translator } from '../../src/locales/translator.ts';
import { readSample, SAMPLES } from '../../src/samples/sample.ts';
import { answerRows } from '../../src/web/answers/rows.ts';

const given = (
  personId: string,
  candidateId: string,
  subject: string,
  level: number | null,
  independent = true,
): Given => ({ personId, candidateId, subject, level, independent, stage: 'reading', reason: '' });

t.test('weighted kappa, worked by hand', async (t) => {
  // Differences 0, 1, 0, 1: squares 0, 1, 0, 1, mean 0.5. By chance, every level of the one beside every
  // level of the other (0 1 2 3 beside 0 2 2 4): squares 0 4 4 16, 1 1 1 9, 4 0 0 4, 9 1 1 1, mean 3.5.
  const pairs: Pair[] = [
    [0, 0],
    [1, 2],
    [2, 2],
    [3, 4],
  ];
  t.equal(weightedKappa(pairs)?.toFixed(6), (1 - 0.5 / 3.5).toFixed(6));
  t.equal(
    weightedKappa([
      [0, 4],
      [4, 0],
    ]),
    -1,
    'the opposite each time',
  );
  t.equal(
    weightedKappa([
      [1, 1],
      [3, 3],
    ]),
    1,
  );
  t.equal(weightedKappa([]), null);
  t.equal(
    weightedKappa([
      [2, 2],
      [2, 2],
    ]),
    null,
    'chance would do as well',
  );
  t.equal(
    weightedKappa([
      [0, 0],
      [4, 0],
      [0, 4],
      [4, 4],
    ]),
    0,
    'as by chance',
  );
});

t.test('few pairs are only a hint, whatever the coefficient', async (t) => {
  t.equal(kappaWord(0.9, 19), 'few');
  t.equal(kappaWord(0.61, 20), 'good');
  t.equal(kappaWord(0.6, 20), 'fair');
  t.equal(kappaWord(0.41, 20), 'fair');
  t.equal(kappaWord(0.4, 20), 'poor');
});

t.test('agreement counts what each person gave last before seeing the others', async (t) => {
  const judgements = [
    given('eva', 'a', 'fit', 1),
    given('eva', 'a', 'fit', 3),
    given('eva', 'a', 'fit', 0, false),
    given('ben', 'a', 'fit', 2),
    given('ben', 'a', 'own_0000000a', 4),
    { ...given('ben', 'a', 'fit', 4), stage: 'meeting' as const },
    given('ben', 'b', 'fit', null),
    given('eva', 'b', 'fit', 2),
  ];
  t.same(unitsOf(judgements), [
    [3, 2],
    [2, null],
  ]);
  const pairs = pairsWithRules(judgements, (candidateId) => (candidateId === 'a' ? 2.5 : undefined));
  t.same(
    [...pairs],
    [
      [
        'fit',
        [
          [3, 2.5],
          [2, 2.5],
        ],
      ],
      ['own_0000000a', [[4, 2.5]]],
    ],
  );
  t.same(
    [
      ...pairsWithRules(
        [
          given('eva', 'a', 'fit', 1),
          given('eva', 'a', 'own_0000000a', 1),
          given('eva', 'a', 'questioning', 1),
        ],
        () => 2,
      ).keys(),
    ],
    ['questioning', 'fit', 'own_0000000a'],
    'in the order of the criteria, whichever was read first',
  );
  t.match(rulesAgreement(pairs.get('fit') ?? []), { pairs: 2, close: 2 });
  t.match(rulesAgreement([[4, 2.5]]), { pairs: 1, close: 0, kappa: null });
});

t.test('what was left to the rules is judged; what is open is not', async (t) => {
  const own = [given('eva', 'a', 'fit', null), given('eva', 'a', 'kpi_link', 2), given('eva', 'b', 'fit', 1)];
  t.same(
    [...progressBySubject(['fit', 'kpi_link', 'partnership'], ['a', 'b'], own)],
    [
      ['fit', { done: 2, total: 2 }],
      ['kpi_link', { done: 1, total: 2 }],
      ['partnership', { done: 0, total: 2 }],
    ],
  );
});

t.test('a level or more is far apart, half a level is not', async (t) => {
  t.equal(isFarApart(2, 1.5), false);
  t.equal(isFarApart(2, 1), true);
  t.equal(isFarApart(0, 4), true);
});

t.test('every answer is read under exactly one subject', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    for (const sample of SAMPLES) {
      const { brief, response } = readSample(locale, sample);
      const question = {
        id: 'own_0000000a',
        step: 'partner' as const,
        kind: 'text' as const,
        text: 'Who?',
        required: false,
        weight: 0,
        levels: ['', '', '', '', ''] as [string, string, string, string, string],
      };
      const asked = { ...brief, answersBy: '2026-06-30', ownQuestions: [question] };
      // So many customers clash with what the business can take on: the interview asks about it.
      const numbers = { ...response.numbers, customersNeeded: { value: 100_000 } };
      const answered = { ...response, numbers, ownAnswers: { own_0000000a: 'Two people' } };
      const subjects = subjectsOf([{ brief: asked, computed: score(asked, answered) }]);
      t.equal(subjects.at(-1), 'own_0000000a');
      t.ok(subjects.length > CRITERIA.length - 1);
      t.ok(clashesOf(asked, answered).length > 0);
      for (const { path } of answerRows(answered, asked, locale, translator(locale))) {
        const under = subjects.filter((subject) => isReadFrom(subject, path));
        t.equal(under.length, 1, `${path} stands under ${under}`);
      }
    }
  }
});

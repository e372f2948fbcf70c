import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { assembleResponse } from '../../src/domain/interview/answers.ts';
import { combinedFigure, ownAnswersOf, ownFields } from '../../src/domain/interview/own-questions.ts';
import type { AnswerStep } from '../../src/domain/interview/steps.ts';
import { DossierSchema } from '../../src/domain/response/response.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { readSample } from '../../src/samples/sample.ts';

const levels = ['', '', '', '', ''] as [string, string, string, string, string];
const brief: Brief = {
  ...readSample('en', 'partner').brief,
  ownQuestions: [
    {
      id: 'own_00000001',
      step: 'understand',
      kind: 'text',
      text: 'Who would do the work?',
      required: true,
      weight: 10,
      levels,
    },
    {
      id: 'own_00000002',
      step: 'propose',
      kind: 'choice',
      text: 'Where are you?',
      options: ['Near', 'Far <b>'],
      required: false,
      weight: 5,
      levels,
    },
    {
      id: 'own_00000003',
      step: 'partner',
      kind: 'number',
      text: 'How many people?',
      required: false,
      weight: 0,
      levels,
    },
  ],
};

t.test(
  'understanding and own levels are averaged by weight, the computed criteria weighing 100',
  async (t) => {
    t.equal(combinedFigure(80, []), null);
    t.equal(combinedFigure(80, [{ weight: 0, level: 4 }]), null, 'a question without weight decides nothing');
    t.equal(combinedFigure(80, [{ weight: 100, level: 4 }]), 90, '(80 × 100 + 100 × 100) / 200');
    t.equal(combinedFigure(80, [{ weight: 25, level: 0 }]), 64, '80 × 100 / 125');
    t.equal(
      combinedFigure(70, [
        { weight: 10, level: 3 },
        { weight: 15, level: 2 },
      ]),
      68,
      '(7000 + 750 + 750) / 125',
    );
  },
);

t.test('each step asks its own questions and no others', async (t) => {
  const asked = (step: AnswerStep, of = brief): string[] =>
    ownFields(step, of).map(({ name, kind }) => `${name} ${kind}`);
  t.same(asked('understand'), ['own_00000001 longtext']);
  t.same(asked('propose'), ['own_00000002 choice']);
  t.same(asked('partner'), ['own_00000003 quantity']);
  t.same(asked('terms'), []);
  t.same(asked('understand', readSample('en', 'partner').brief), [], 'a brief without own questions');
  t.match(ownFields('propose', brief), [{ options: ['0', '1'], required: false }]);
  t.same(
    ownAnswersOf('propose', brief, { own_00000001: 'elsewhere', own_00000002: '7' }),
    { own_00000002: '' },
    'only its own answers, and no words for a choice that is not there',
  );
});

t.test('answers are kept as text, as the words of the choice and as a number', async (t) => {
  const typed = {
    understand: { own_00000001: ' Two of us ' },
    propose: { own_00000002: '1' },
    partner: { own_00000003: '１２' },
  };
  t.same(assembleResponse(brief, typed, []).ownAnswers, {
    own_00000001: 'Two of us',
    own_00000002: 'Far <b>',
    own_00000003: 12,
  });
  t.same(
    assembleResponse(brief, { propose: { own_00000002: '7' } }, []).ownAnswers,
    undefined,
    'a choice that is not offered is none',
  );
});

t.test(
  'own questions and their answers change nothing of the computed score, and travel in a dossier',
  async (t) => {
    const { response } = readSample('en', 'partner');
    const ownAnswers = {
      own_00000001: 'What is the price? The price and the deadline and the budget.',
      own_00000003: 3,
    };
    t.same(score(brief, { ...response, ownAnswers }), score(readSample('en', 'partner').brief, response));
    t.ok(
      DossierSchema.safeParse({ format: 'banso-dossier/2', brief, response: { ...response, ownAnswers } })
        .success,
    );
    t.notOk(
      DossierSchema.safeParse({
        format: 'banso-dossier/2',
        brief,
        response: { ...response, ownAnswers: { other: 'x' } },
      }).success,
    );
  },
);

import { readFileSync } from 'node:fs';
import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import { discloseFor, isNudgeDue } from '../../src/domain/interview/disclosure.ts';
import { splitQuestions } from '../../src/domain/interview/split-questions.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { type TemplateKey, templateDraft } from '../../src/locales/templates/templates.ts';
import { readSample } from '../../src/samples/sample.ts';

/** A question as one of two people wrote who had not seen the lexicon, with the facts that answer it. */
type Asked = { template: TemplateKey; text: string; right: string[]; also?: string[] };

const read = (locale: 'ja' | 'en'): Asked[] =>
  readFileSync(`test/domain/questions/${locale}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A wrong fact in the owner's mouth is worse than a question more in the owner's inbox. */
const LEAST_RIGHT_OR_PASSED_ON = 0.95;
const MOST_WRONG = 0.02;
const LEAST_ANSWERED = 0.3;

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: a question gets the fact that answers it, or goes to the owner`, async (t) => {
    const all = read(locale);
    let wrong = 0;
    let answered = 0;
    let answerable = 0;
    for (const { template, text, right, also = [] } of all) {
      const brief = templateDraft(template, locale).draft as Brief;
      const given = splitQuestions(text).flatMap((question) => discloseFor(brief, question).facts);
      if (right.length > 0) answerable += 1;
      if (given.some((fact) => !right.includes(fact) && !also.includes(fact))) wrong += 1;
      else if (right.some((fact) => given.includes(fact as (typeof given)[number]))) answered += 1;
    }
    const share = (n: number, of: number): string => `${Math.round((1000 * n) / of) / 10} %`;
    t.comment(
      `${all.length} questions: wrong ${share(wrong, all.length)}, answered ${share(answered, answerable)}`,
    );
    t.ok(all.length >= 300);
    t.ok(wrong / all.length <= MOST_WRONG, `a wrong fact: ${share(wrong, all.length)}`);
    t.ok(1 - wrong / all.length >= LEAST_RIGHT_OR_PASSED_ON, 'the right fact, or passed on');
    t.ok(answered / answerable >= LEAST_ANSWERED, `answered at once: ${share(answered, answerable)}`);
  });
}

t.test('gibberish, greetings and what no fact speaks of are never answered', async (t) => {
  const brief = templateDraft('b2b_software', 'ja').draft as Brief;
  for (const text of [
    'あ',
    'ああああ',
    'test',
    'テスト',
    '123',
    '???',
    'よろしくお願いします',
    'お客様が解約される理由は何ですか',
    'ロゴの色は何色ですか',
    'ほかに何社くらいにお声がけされていますか',
    'What is your monthly budget?',
    'Why do customers leave?',
    'Why did you choose sixty?',
  ])
    t.same(discloseFor(brief, text).facts, [], text);
});

t.test('the goal itself is a fact, thin facts are none, and what is told may be asked about', async (t) => {
  const brief = templateDraft('b2b_manufacturer', 'ja').draft as Brief;
  t.same(discloseFor(brief, '最終目標を教えてください').facts, ['goal']);
  t.same(discloseFor(brief, '粗利率はどのくらいですか').facts, ['profit']);
  t.same(discloseFor(brief, '客単価はいくらですか').facts, ['unit_price']);
  const software = templateDraft('b2b_software', 'ja').draft as Brief;
  t.same(discloseFor(software, '決裁されるのはどなたでしょうか').facts, ['target'], 'the very thing is told');
  const inn = templateDraft('inn', 'ja').draft as Brief;
  t.same(discloseFor(inn, '決裁されるのはどなたでしょうか').facts, []);
  const thin = { ...brief, facts: { ...brief.facts, profit: { text: '秘密' } } };
  t.same(discloseFor(thin, '粗利率はどのくらいですか').facts, []);
});

t.test('the nudge is due while a core topic was not touched', async (t) => {
  t.ok(isNudgeDue([{ topic: 'unit_price', facts: [] }]));
  t.ok(
    isNudgeDue([
      { topic: 'unit_price', facts: [] },
      { topic: 'target', facts: [] },
    ]),
  );
  t.notOk(
    isNudgeDue([
      { topic: 'unit_price', facts: ['profit'] },
      { topic: 'target', facts: [] },
    ]),
  );
});

t.test(
  "the owner's other words for a fact are read as being about it, in questions and in answers",
  async (t) => {
    const { brief } = readSample('ja', 'partner');
    const { value, ...facts } = brief.facts;
    const named = {
      ...brief,
      facts: { ...facts, value: { text: value?.text ?? '', alsoCalled: ['立会検定'] } },
    };
    const question = '立会検定が評判なのはどうしてでしょうか';
    t.same(discloseFor(brief, question).facts, [], 'a word that the brief does not know');
    t.same(discloseFor(named, question).facts, ['value']);
    const response = { understand: { value: '立会検定を求めて工場の担当者が選んでいます。' } };
    const level = (of: Brief): number =>
      score(of, response).criteria.find(({ key }) => key === 'business_model')?.level ?? 0;
    t.ok(level(named) > level(brief), `${level(brief)} without, ${level(named)} with the word`);
  },
);

import { readFileSync } from 'node:fs';
import t from 'tap';
import { z } from 'zod';
import { briefTexts, LOCALES, type Locale } from '../../src/domain/brief/brief.ts';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { NUMBER, sharesIn } from '../../src/domain/language/said-numbers.ts';
import { splitSentences } from '../../src/domain/language/sentences.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { TEMPLATES } from '../../src/locales/templates/templates.ts';
import { TEXT_FIELDS } from '../support/arbitrary.ts';
import { CASES, DOSSIERS } from '../support/dossiers.ts';
import { briefOf, WRITTEN } from '../support/written.ts';

/**
 * Sentences about the template businesses by people who saw the briefs and no code (test/sentences): what
 * contradicts a brief, and in how, or what agrees with it.
 */
const SentenceSchema = z.strictObject({
  business: z.enum(TEMPLATES),
  contradicts: z.enum(['figure', 'excluded', 'consumers']).nullable(),
  field: z.string(),
  text: z.string(),
});
const PairSchema = z.strictObject({
  business: z.enum(TEMPLATES),
  field: z.string(),
  text: z.string(),
  otherwise: z.string(),
});
const linesOf = <Line>(file: string, schema: z.ZodType<Line>): Line[] =>
  readFileSync(new URL(`../sentences/${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));

/** A response that holds a text in one of its fields and nothing else. */
function only(field: string, text: string): Response {
  const key = field.split('.')[1] ?? '';
  if (field.startsWith('understand.')) return { understand: { [key]: text } };
  if (field.startsWith('propose.'))
    return { propose: { channels: [{ channel: 'website_seo', reason: text }] } };
  return { partner: { challenge: text } };
}
const isFlagged = (business: (typeof TEMPLATES)[number], locale: Locale, response: Response): boolean =>
  score(briefOf(business, locale), response).flags.some(({ key }) => key === 'contradicts_brief');

/** Rules miss what is said without a word or figure of the brief; what they report has to be so. */
const LEAST_FOUND = 0.6;

for (const locale of LOCALES) {
  const sentences = linesOf(locale, SentenceSchema);

  t.test(`${locale}: what agrees with a brief contradicts nothing`, async (t) => {
    const agreeing = sentences.filter(({ contradicts }) => contradicts === null);
    t.ok(agreeing.length >= 300, `${agreeing.length} sentences`);
    for (const { business, field, text } of agreeing)
      t.notOk(isFlagged(business, locale, only(field, text)), `${business}: ${text}`);
  });

  t.test(`${locale}: most of what contradicts a brief is found`, async (t) => {
    const wrong = sentences.filter(({ contradicts }) => contradicts !== null);
    const found = wrong.filter(({ business, field, text }) => isFlagged(business, locale, only(field, text)));
    t.comment(`${found.length} of ${wrong.length} found`);
    t.ok(found.length >= LEAST_FOUND * wrong.length, `${found.length} of ${wrong.length}`);
  });

  t.test(`${locale}: the same insight in other words comes close to the same level`, async (t) => {
    const apart = linesOf(`${locale}-otherwise`, PairSchema).map(({ business, field, text, otherwise }) => {
      const levels = [text, otherwise].map(
        (each) =>
          score(briefOf(business, locale), only(field, each)).criteria.find(
            ({ key }) => key === 'business_model',
          )?.level ?? 0,
      );
      return Math.abs((levels[0] ?? 0) - (levels[1] ?? 0));
    });
    const close = apart.filter((each) => each <= 1).length;
    t.comment(`${close} of ${apart.length} within one level, at most ${Math.max(...apart)} apart`);
    t.ok(close >= 0.7 * apart.length, `${close} of ${apart.length}`);
  });
}

t.test('no number is read as a part of it, nor two digits as one number', async (t) => {
  const all = new RegExp(`(?:${NUMBER})(?=社|円| visits)`, 'g');
  const read = (text: string): string[] => [...text.matchAll(all)].map(([found]) => found);
  for (const text of [
    '百二十社',
    '4万8000円',
    '二三社',
    'twenty-five visits',
    '120 thousand visits',
    '1億2,000円',
  ])
    t.same(read(text), [], text);
  for (const [text, number] of [
    ['十五社', '十五'],
    ['五十社', '五十'],
    ['48,000円', '48,000'],
    ['a dozen visits', 'a dozen'],
    ['2.5社', '2.5'],
  ] as const)
    t.same(read(text), [number], text);
  t.same(sharesIn('三割5社'), sharesIn('三割'), 'a count behind tenths is none of their hundredths');
  t.match(sharesIn('三割五分'), [{ least: 30, most: 40 }]);
});

t.test('what somebody says in Japanese myriads or English scales contradicts nothing', async (t) => {
  const said: [(typeof TEMPLATES)[number], Locale, string][] = [
    ['b2b_manufacturer', 'ja', '1社が1回の出張校正で平均4万8000円を支払います。'],
    ['b2b_software', 'ja', '契約先は現在百二十社です。'],
    ['b2b_manufacturer', 'ja', '工場からは年に二三回ご注文が入ります。'],
    ['b2b_manufacturer', 'en', 'Over one stay a factory pays 576 thousand yen.'],
  ];
  for (const [business, locale, text] of said)
    t.notOk(isFlagged(business, locale, only('understand.delivery', text)), text);
});

t.test('no sentence of a brief contradicts it', async (t) => {
  const briefs = [
    ...LOCALES.flatMap((locale) => TEMPLATES.map((template) => briefOf(template, locale))),
    ...CASES.map(({ brief }) => brief),
  ];
  for (const brief of briefs)
    for (const text of briefTexts(brief).map(normaliseText))
      for (const { start, end } of splitSentences(text)) {
        const sentence = text.slice(start, end);
        for (const field of ['understand.who', 'understand.delivery', 'partner.challenge']) {
          const { flags } = score(brief, only(field, sentence));
          t.notOk(
            flags.some(({ key }) => key === 'contradicts_brief'),
            `${brief.title}: ${sentence}`,
          );
        }
      }
});

t.test('what agencies wrote about the businesses contradicts none of them', async (t) => {
  const all = [
    ...WRITTEN.map(({ business, locale, response }) => ({ brief: briefOf(business, locale), response })),
    ...DOSSIERS,
  ];
  for (const { brief, response } of all)
    t.same(
      score(brief, response).flags.filter(({ key }) => key === 'contradicts_brief'),
      [],
    );
});

t.test('a contradiction that is appended raises nothing', async (t) => {
  for (const { name, business, locale, response } of WRITTEN) {
    const brief = briefOf(business, locale);
    const before = score(brief, response);
    const wrong = linesOf(locale, SentenceSchema).filter(
      (each) =>
        each.business === business &&
        each.contradicts !== null &&
        isFlagged(business, locale, only(each.field, each.text)),
    );
    for (const { text } of wrong.slice(0, 2))
      for (const put of Object.values(TEXT_FIELDS)) {
        const after = score(
          brief,
          put(response, (said) => (said ? `${said}\n${text}` : said)),
        );
        t.ok(after.understanding <= before.understanding, `${name}: ${after.understanding} after ${text}`);
        for (const { key, level } of after.criteria) {
          const own = before.criteria.find((criterion) => criterion.key === key)?.level ?? 0;
          t.ok(level <= own, `${name}: ${key} ${own} becomes ${level} after ${text}`);
        }
      }
  }
});

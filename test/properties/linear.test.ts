import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type Node, parse } from 'acorn';
import { analyse } from 'scslre';
import t from 'tap';
import { analyseAnswer } from '../../src/domain/classifier/analyse.ts';
import { readDate } from '../../src/domain/language/dates.ts';
import { readEmail } from '../../src/domain/language/emails.ts';
import { decodeText } from '../../src/domain/language/encodings.ts';
import { readExpressions } from '../../src/domain/language/expression.ts';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { readQuantity } from '../../src/domain/language/quantities.ts';
import { splitSentences } from '../../src/domain/language/sentences.ts';
import { shingles } from '../../src/domain/language/shingles.ts';
import { readTarget } from '../../src/domain/language/targets.ts';
import { isVisible, lengthOf, tidyText } from '../../src/domain/language/text.ts';
import { anonymiser } from '../../src/domain/people/anonymise.ts';
import { foldedNames, isSameCompany } from '../../src/domain/people/names.ts';
import { figureFinder } from '../../src/domain/scoring/said-figures.ts';
import { readSample } from '../../src/samples/sample.ts';
import { readCandidateList } from '../../src/web/features/invitations/import/candidate-list.ts';

t.setTimeout(300_000);

type Pattern = { source: string; flags: string };

/** Every regular expression that a file writes out. */
function patternsOf(file: string): Pattern[] {
  const text = readFileSync(file, 'utf8');
  const code = file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
  const found: Pattern[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const { regex } = value as { regex?: { pattern: string; flags: string } };
    if (regex) found.push({ source: regex.pattern, flags: regex.flags });
    for (const child of Object.values(value)) if (typeof child === 'object') visit(child);
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) as Node);
  return found;
}

const isSuperlinear = (pattern: Pattern): boolean => analyse(pattern).reports.length > 0;

t.test('no regular expression of the code can be made to take more than linear time', async (t) => {
  for (const source of ['^(a+)+$', 'a+$', '\\s*\\S*@\\S*$', 'a*a*b'])
    t.ok(isSuperlinear({ source, flags: '' }), `${source} would be found`);
  const files = globSync(['src/**/*.ts', 'public/*.js', 'scripts/prepare.js']);
  let count = 0;
  for (const file of files)
    for (const pattern of patternsOf(file)) {
      count += 1;
      t.notOk(isSuperlinear(pattern), `${file}: /${pattern.source}/${pattern.flags}`);
    }
  t.ok(count > 150, `${count} regular expressions in ${files.length} files`);
});

t.test('every regular expression that is put together at run time is one of these', async (t) => {
  const files = globSync('src/**/*.ts').filter((file) => readFileSync(file, 'utf8').includes('new RegExp('));
  t.same(files.sort(), [
    'src/domain/language/dates.ts',
    'src/domain/language/quantity-words.ts',
    'src/domain/language/said-numbers.ts',
    'src/domain/people/names.ts',
    'src/domain/scoring/said-figures.ts',
  ]);
});

const hide = anonymiser(['Aoba  Works a b c Ltd', '株式会社 青 葉 計 画', 'a a a a a a a a'], '■');
/** Whatever reads text that comes from outside. */
const READERS: Record<string, (text: string) => unknown> = {
  anonymiser: hide,
  'decodeText, as Shift_JIS': (text) => decodeText(Buffer.from(`\xff${text}`, 'latin1'), { shiftJis: true }),
  figureFinder: figureFinder(readSample('en', 'partner').brief),
  foldedNames,
  'isSameCompany, with itself': (text) => isSameCompany(text, `${text}x`),
  analyseAnswer: (text) => analyseAnswer('understand.who', text),
  isVisible,
  lengthOf,
  normaliseText,
  'readCandidateList, many lines': (text) => readCandidateList(text, ['Aoba']),
  'readCandidateList, one line': (text) => readCandidateList(text.replaceAll('\n', ' '), ['Aoba']),
  readDate,
  readEmail,
  readExpressions,
  readTarget,
  readQuantity: (text) => readQuantity(text, { dimension: 'money', currency: 'JPY' }),
  shingles: (text) => [...shingles(normaliseText(text))],
  splitSentences,
  tidyText,
};
const UNITS = [
  'a',
  'a.',
  'a-',
  '.a',
  '-',
  ' ',
  '\u3000',
  '\n',
  '\r',
  '\u2028',
  ',',
  '1',
  '1,',
  '1 ',
  '0-',
  '(0',
  '１',
  '万',
  '1億',
  '約',
  '〜',
  '円',
  '年',
  '/',
  '@',
  'a@',
  '@a',
  '<',
  '<a',
  '"',
  '","',
  "'",
  '。',
  '.',
  '、',
  '株',
  '（株）',
  'ﷺ',
  '㍿',
  '𠮷',
  'か\u3099',
  '👨‍👩‍👧',
  'http://',
  'www.',
  'a b c ',
  'ー',
  '\u0000',
  '\ud800',
  'ltd ',
  'www.a.',
  '1.',
  '¥',
  '年1月',
];
const TAILS = ['', '!', '@', '\u0000', '万円'];
const SHORT = 2000;
const TIMES = 8;
/** What reads that much within this many milliseconds harms nobody, and is too short to be measured well. */
const HARMLESS = 50;
/** Between what is linear (8 times as long) and quadratic (64 times). */
const MOST_GROWTH = 32;
const TRIES = 6;
/** The short text is read so often that neither a cold start nor noise is taken for its cost. */
const SHORT_RUNS = 8;

/** Least processor time of a few runs, in milliseconds. */
function cost(reader: (text: string) => unknown, text: string, runs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    reader(text);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

t.test('eight times the text takes no reader much more than eight times as long', async (t) => {
  const grows = (reader: (text: string) => unknown, unit: string, tail: string): string | null => {
    const repeated = (length: number): string => unit.repeat(Math.ceil(length / unit.length)) + tail;
    let growth = Number.POSITIVE_INFINITY;
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const whole = cost(reader, repeated(TIMES * SHORT), tries);
      if (whole < HARMLESS) return null;
      growth = Math.min(growth, whole / Math.max(cost(reader, repeated(SHORT), SHORT_RUNS), 0.1));
      if (growth < MOST_GROWTH) return null;
    }
    return `${growth.toFixed(0)} times as long`;
  };
  t.ok(
    // A busy machine can hide it once.
    [1, 2, 3].some(() => grows((text) => /\s*[<(（]?\S*@\S*$/.test(text), '<a', '@ ') !== null),
    'a quadratic reader would be found',
  );
  for (const [name, reader] of Object.entries(READERS)) {
    const slow = UNITS.flatMap((unit) =>
      TAILS.flatMap((tail) => {
        const growth = grows(reader, unit, tail);
        return growth === null ? [] : [`${JSON.stringify(unit)} … ${JSON.stringify(tail)}: ${growth}`];
      }),
    );
    t.same(slow, [], name);
  }
});

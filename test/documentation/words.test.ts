import { globSync, readFileSync } from 'node:fs';
import t from 'tap';
import { fingerprint } from '../../src/domain/language/fingerprint.ts';
import en from '../../src/locales/en.json' with { type: 'json' };
import ja from '../../src/locales/ja.json' with { type: 'json' };
import { hasWords } from '../../src/locales/translator.ts';

function flat(value: unknown, path: string[] = []): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  return Object.entries(value as object).flatMap(([key, inner]) => flat(inner, [...path, key]));
}

t.test('both languages have the same keys with the same placeholders', async (t) => {
  const japanese = new Map(flat(ja));
  const english = new Map(flat(en));
  t.same([...japanese.keys()].sort(), [...english.keys()].sort());
  const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, text] of english) t.same(placeholders(japanese.get(key) ?? ''), placeholders(text), key);
});

t.test('no English sentence is left among the Japanese words', async (t) => {
  for (const [key, text] of flat(ja))
    if (!key.startsWith('language.')) t.notMatch(text, /[a-z]{3,} [a-z]{2,} [a-z]{2,}/, key);
});

/** Words that the glossary has replaced by others, and those that people should not be called. */
const FORBIDDEN = {
  ja: /候補者|あなた|オーナー|御社|弊社|当社|業者|ベンダー|制作会社|封印|メンバー|インタビュー|手紙|合意書|保管庫|促され|確からしさ|事業の事実|エクスポート|ドシエ|セッション(?!数)|！/,
  en: /dossier|evaluation axis|unit price|asked back|nudge|\bcomputed\b(?!\})|outbox|\bsessions?\b|!/,
};
/** A metric has the name that tools give it. */
const TOOL_NAMES = new Set(['metrics.sessions', 'metrics.email_opens']);

t.test('no word stands on a page that the glossary forbids', async (t) => {
  for (const [words, forbidden] of [
    [ja, FORBIDDEN.ja],
    [en, FORBIDDEN.en],
  ] as const)
    for (const [key, text] of flat(words)) if (!TOOL_NAMES.has(key)) t.notMatch(text, forbidden, key);
  for (const [key, text] of flat(en.interview)) t.notMatch(text, /vetting/i, `a candidate reads: ${key}`);
});

t.test('what a person has read side by side in both languages is as it was then', async (t) => {
  const read: Record<string, string> = JSON.parse(readFileSync('test/documentation/pairs-read.json', 'utf8'));
  const japanese = new Map(flat(ja));
  const english = new Map(flat(en));
  t.ok(Object.keys(read).length > 600, `${Object.keys(read).length} pairs`);
  for (const [key, print] of Object.entries(read))
    t.equal(
      fingerprint(`${japanese.get(key)}\n${english.get(key)}`),
      print,
      `${key}: read both texts again, then npm run words:read ${key}`,
    );
});

t.test('every key that a view names has words', async (t) => {
  for (const file of globSync('views/**/*.hbs')) {
    for (const [, key = ''] of readFileSync(file, 'utf8').matchAll(/\{\{t "([^"]+)"/g))
      t.ok(hasWords('ja', key) && hasWords('en', key), `${file}: ${key}`);
  }
});

t.test('views print no unescaped value but the page inside the layout', async (t) => {
  for (const file of globSync('views/**/*.hbs')) {
    const raw = readFileSync(file, 'utf8').match(/\{\{\{[^}]*\}\}\}/g) ?? [];
    t.same(raw, file.endsWith('main.hbs') ? ['{{{body}}}'] : [], file);
  }
});

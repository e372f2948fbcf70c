import { globSync, readFileSync } from 'node:fs';
import t from 'tap';
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

t.test('a candidate has one name in Japanese', async (t) => {
  for (const [key, text] of flat(ja)) t.notMatch(text, /候補者/, key);
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

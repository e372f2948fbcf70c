import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { SETTINGS } from '../src/config.ts';

/**
 * Writes the tables of settings into the operators' pages, from the schema that reads them and the words of
 * docs/operators/settings.json: `npm run settings`.
 */
const HEADS = {
  en: { file: 'docs/operators/installing.md', head: ['variable', 'default', 'meaning'], none: 'none' },
  ja: { file: 'docs/operators/installing.ja.md', head: ['変数', '初期値', '意味'], none: 'なし' },
} as const;
const Words = z.record(
  z.string(),
  z.strictObject({ default: z.string().optional(), en: z.string(), ja: z.string() }),
);
const PLACE = /(<!-- settings: [^>]*-->\n\n).*?(<!-- \/settings -->)/s;

/** The operators' page of a language, and the same with its table as the schema has it. */
export function settingsPage(language: keyof typeof HEADS): { file: string; text: string; written: string } {
  const { file, head, none } = HEADS[language];
  const words = Words.parse(JSON.parse(readFileSync('docs/operators/settings.json', 'utf8')));
  const rows = SETTINGS.map(({ name, default: value }) => {
    const said = words[name];
    if (!said) throw new Error(`docs/operators/settings.json says nothing of ${name}`);
    const shown = value ?? said.default ?? null;
    return [`\`${name}\``, shown === null ? none : `\`${shown}\``, said[language]];
  });
  const unknown = Object.keys(words).filter((name) => !SETTINGS.some((setting) => setting.name === name));
  if (unknown.length > 0)
    throw new Error(`docs/operators/settings.json has no setting ${unknown.join(', ')}`);
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const text = readFileSync(file, 'utf8');
  return { file, text, written: text.replace(PLACE, (_, start, end) => `${start}${table}\n\n${end}`) };
}

if (import.meta.main)
  for (const language of ['en', 'ja'] as const) {
    const { file, written } = settingsPage(language);
    writeFileSync(file, written);
  }

import type { Locale } from '../domain/brief/brief.ts';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

export type Parameters = Record<string, string | number>;
/** The words for a dotted key, with {placeholders} filled in. Throws for a key that no dictionary has. */
export type Translate = (key: string, parameters?: Parameters) => string;

/** The words of one language. */
export function translator(locale: Locale): Translate {
  return TRANSLATORS[locale];
}

/** The words of each language by their dotted keys. */
const WORDS: Record<Locale, ReadonlyMap<string, string>> = {
  ja: new Map(flat(ja, '')),
  en: new Map(flat(en, '')),
};

function* flat(words: object, before: string): Iterable<[key: string, text: string]> {
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') yield [before + name, value];
    else yield* flat(value, `${before}${name}.`);
  }
}

const TRANSLATORS: Record<Locale, Translate> = { ja: makeTranslator('ja'), en: makeTranslator('en') };

function makeTranslator(locale: Locale): Translate {
  const words = WORDS[locale];
  return (key, parameters) => {
    const template = words.get(key);
    if (template === undefined) throw new Error(`No words for "${key}" in ${locale}`);
    if (!template.includes('{')) return template;
    return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters?.[name] ?? whole));
  };
}

/** Whether a key has words. */
export function hasWords(locale: Locale, key: string): boolean {
  return WORDS[locale].has(key);
}

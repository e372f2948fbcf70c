import type { Locale } from '../domain/brief/brief.ts';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

const DICTIONARIES: Record<Locale, unknown> = { ja, en };

export type Parameters = Record<string, string | number>;
/** The words for a dotted key, with {placeholders} filled in. Throws for a key that no dictionary has. */
export type Translate = (key: string, parameters?: Parameters) => string;

/** The words of one language. */
export function translator(locale: Locale): Translate {
  return TRANSLATORS[locale];
}

const TRANSLATORS: Record<Locale, Translate> = { ja: makeTranslator('ja'), en: makeTranslator('en') };

function makeTranslator(locale: Locale): Translate {
  return (key, parameters = {}) => {
    const template = lookUp(DICTIONARIES[locale], key);
    if (typeof template !== 'string') throw new Error(`No words for "${key}" in ${locale}`);
    return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
  };
}

/** Whether a key has words. */
export function hasWords(locale: Locale, key: string): boolean {
  return typeof lookUp(DICTIONARIES[locale], key) === 'string';
}

function lookUp(dictionary: unknown, key: string): unknown {
  let at: unknown = dictionary;
  for (const part of key.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}

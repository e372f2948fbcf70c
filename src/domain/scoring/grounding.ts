import type { Sentence } from '../classifier/analyse.ts';
import { normaliseText } from '../language/normalise.ts';
import ordinary from './ordinary.json' with { type: 'json' };

/** Words of agencies' everyday talk, in which nothing is particular to one business. */
const EVERYDAY: ReadonlySet<string> = new Set(ordinary.everyday.split(' '));
/** Words that many businesses use of themselves. */
const COMMON: ReadonlySet<string> = new Set(ordinary.common.split(' '));

/** The particular words and figures of some of the owner's texts. */
export type Vocabulary = {
  bigrams: ReadonlySet<string>;
  words: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
};

/** A particular found in an answer; `weight` 1, or 0.5 where any company's text could hold it. */
export type Particular = { term: string; weight: number; start: number; end: number };

const TOKEN =
  /[\p{Script=Han}々〆]{2,}|[\p{Script=Katakana}ー]{2,}|[a-z][a-z-]{2,}|\d[\d,]*(?:\.\d+)?(?:億|万|千|k|m(?![a-z])|%)?/gu;

export const stem = (word: string): string =>
  word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:ing|ed|es|s|ly)$/, '')
    .replace(/e$/, '');
const SHORTEST_WORD = 4;

/**
 * The words of a text that could be particular to a business: pairs of kanji, katakana words, stems of longer
 * Latin words.
 */
export function wordsOf(text: string): string[] {
  return tokensOf(text).flatMap(wordsIn);
}

const tokensOf = (text: string): string[] => normaliseText(text).match(TOKEN) ?? [];

function wordsIn(token: string): string[] {
  if (/^\d/.test(token)) return [];
  if (/^\p{Script=Han}/u.test(token))
    return Array.from({ length: token.length - 1 }, (_, at) => token.slice(at, at + 2));
  if (/^[a-z]/.test(token))
    return token.split('-').flatMap((word) => (word.length < SHORTEST_WORD ? [] : [stem(word)]));
  return [token];
}

const figure = (token: string): string | null => {
  const value = token.replaceAll(',', '');
  return /[%億万千km]$/.test(value) || value.replace(/\D/g, '').length >= 2 ? value : null;
};

/** Collects what is particular to the owner's texts. */
export function vocabularyOf(texts: readonly (string | undefined)[]): Vocabulary {
  const bigrams = new Set<string>();
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const token of texts.flatMap((text) => tokensOf(text ?? ''))) {
    const value = /^\d/.test(token) ? figure(token) : null;
    if (value) numbers.add(value);
    for (const word of wordsIn(token)) {
      if (!EVERYDAY.has(word)) (/^\p{Script=Han}/u.test(word) ? bigrams : words).add(word);
    }
  }
  return { bigrams, words, numbers };
}

/** Finds the owner's particulars in a sentence. Spans are those of the normalised sentence. */
export function findParticulars(
  { normalised, named }: Pick<Sentence, 'normalised' | 'named'>,
  vocabulary: Vocabulary,
): Particular[] {
  const found: Particular[] = [];
  const add = (term: string, start: number, end: number): void => {
    const common = COMMON.has(term) || named.some((hit) => hit.start <= start && end <= hit.end);
    found.push({ term, weight: common ? 0.5 : 1, start, end });
  };
  for (const match of normalised.matchAll(TOKEN)) {
    const token = match[0];
    if (/^\d/.test(token)) {
      const value = figure(token);
      if (value && vocabulary.numbers.has(value)) add(value, match.index, match.index + token.length);
    } else if (/^\p{Script=Han}/u.test(token)) {
      for (const run of sharedRuns(token, vocabulary.bigrams))
        add(token.slice(run.start, run.end), match.index + run.start, match.index + run.end);
    } else if (/^[a-z]/.test(token)) {
      const known = token
        .split('-')
        .map(stem)
        .find((word) => vocabulary.words.has(word));
      if (known !== undefined) add(known, match.index, match.index + token.length);
    } else if (vocabulary.words.has(token)) add(token, match.index, match.index + token.length);
  }
  return found;
}

/** The longest stretches of a run of kanji whose every pair of characters stands in the owner's texts. */
function sharedRuns(token: string, bigrams: ReadonlySet<string>): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (let at = 0; at + 2 <= token.length; at += 1) {
    if (!bigrams.has(token.slice(at, at + 2))) continue;
    const last = runs.at(-1);
    if (last && last.end === at + 1) last.end = at + 2;
    else runs.push({ start: at, end: at + 2 });
  }
  return runs;
}

const CAUSE =
  /ため|ので|から、|からこそ|だから|したがって|従って|よって|なぜなら|つまり|ゆえに|その結果|結果として|によって|により|なら、|であれば|すれば|because|since |so that|therefore|which means|that means|hence|as a result|due to|if .+,|so the|so a |so we|so it|so they|so every|, so/;

/** Where a sentence draws a consequence: the connective's span, or null. */
export function findConnective(sentence: string): { start: number; end: number } | null {
  const match = CAUSE.exec(sentence);
  return match ? { start: match.index, end: match.index + match[0].length } : null;
}

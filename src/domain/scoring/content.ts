import type { Sentence } from '../classifier/analyse.ts';
import { normaliseText } from '../language/normalise.ts';
import { stem } from './grounding.ts';

const TOKEN = /[\p{Script=Han}々〆]+|[\p{Script=Katakana}ー]{2,}|[a-z][a-z'-]{3,}/gu;
const SHORTEST_LATIN = 4;

/**
 * The content words of a text: pairs of kanji, single kanji that stand alone or before kana, runs of
 * katakana, stems of Latin words of four letters and more.
 */
export function contentWords(text: string): string[] {
  return tokensOf(normaliseText(text));
}

const tokensOf = (normalised: string): string[] => (normalised.match(TOKEN) ?? []).flatMap(wordsIn);

const known = new WeakMap<Sentence, readonly string[]>();

/** The content words of a sentence, looked for once however many ask. */
export function wordsOfSentence(sentence: Sentence): readonly string[] {
  const words = known.get(sentence) ?? tokensOf(sentence.normalised);
  known.set(sentence, words);
  return words;
}

function wordsIn(token: string): string[] {
  if (/^[a-z]/.test(token))
    return token.split(/[-']/).flatMap((word) => (word.length < SHORTEST_LATIN ? [] : [stem(word)]));
  if (!/^\p{Script=Han}/u.test(token) || token.length < 2) return [token];
  return Array.from({ length: token.length - 1 }, (_, at) => token.slice(at, at + 2));
}

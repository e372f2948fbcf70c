import { isDigit, isKanji, isLatinLetter } from '../language/characters.ts';
import { CONCEPTS } from './concepts.ts';
import { isRejected } from './contrast.ts';
import { findHits, type Hit } from './lexicon.ts';
import { Matcher } from './matcher.ts';
import { inKana, misspelt } from './spellings.ts';

/** A stretch of the normalised text. */
export type Stretch = { start: number; end: number };

/** What a text holds that the trained model has weights for. */
export type Features = {
  /** Terms of the topic lexicon, all of them. */
  named: Hit[];
  /** Those that are meant, not turned down. */
  hits: Hit[];
  /** Topics and everyday ideas that are named, with the place of their first mention. */
  ideas: ReadonlyMap<string, Stretch>;
  /**
   * The text with a sign in place of each term that is turned down: what words, stretches and pairs of kanji
   * are taken from.
   */
  meant: string;
};

/** The longest stretch of Japanese that is a feature, in characters. */
export const LONGEST_NGRAM = 3;
/** The longest run of Japanese that is a feature as a whole. */
export const WHOLE_RUN = 8;
/** The length of the pieces of longer words. */
export const WORD_PIECE = 5;
/**
 * A kanji makes a pair with so many of the kanji after it, whatever stands between them: 売り上げの目標 holds 売上,
 * 上目, 目標.
 */
const KANJI_REACH = 3;
const TOKEN =
  /[a-z][a-z']*|\d+(?:[.,]\d+)*|[\p{Script=Han}々〆\p{Script=Hiragana}\p{Script=Katakana}ー]+|[%¥$€£?]/gu;
/** What stands in place of a term that a sentence names only to turn it down. */
const REJECTED = '◇';
const IDEA_FORMS = Object.entries(CONCEPTS).flatMap(([concept, words]) =>
  words.split('|').map((word): [string, string] => [word, concept]),
);
const IDEAS = new Matcher([...IDEA_FORMS, ...inKana(IDEA_FORMS)], misspelt(IDEA_FORMS));

/**
 * The features of a normalised text: topics and everyday ideas from the lexicons, words and pairs of words in
 * Latin script, stretches of one to three characters in Japanese. A term that is turned down ("フォロワー数ではなく")
 * is not counted.
 */
export function featuresOf(text: string): Features {
  const named = findHits(text);
  const hits = named.filter((hit) => !isRejected(text, hit.start, hit.end));
  const ideas = new Map<string, Stretch>();
  let meant = text;
  if (hits.length < named.length) {
    ideas.set('rejected', { start: 0, end: 0 });
    for (const hit of named)
      if (!hits.includes(hit))
        meant = meant.slice(0, hit.start) + REJECTED.repeat(hit.end - hit.start) + meant.slice(hit.end);
  }
  for (const { value, start, end } of IDEAS.find(meant))
    if (!ideas.has(value)) ideas.set(value, { start, end });
  for (const { topic, weight, start, end } of hits) {
    const name = weight >= 1 ? `${topic}+` : `${topic}-`;
    if (!ideas.has(name)) ideas.set(name, { start, end });
  }
  return { named, hits, ideas, meant };
}

/** The name of the feature that two ideas stand in one text. */
export function pairOf(one: string, other: string): string {
  return one < other ? `${one}&${other}` : `${other}&${one}`;
}

/** The names of all features: what the model is trained on. */
export function namesOf({ ideas, meant }: Features): string[] {
  const present = [...ideas.keys()];
  const pairs = present.flatMap((one, at) => present.slice(at + 1).map((other) => pairOf(one, other)));
  return [
    ...present.map((idea) => `@${idea}`),
    ...pairs.map((pair) => `@${pair}`),
    ...surfaceOf(meant),
    ...kanjiPairsOf(meant),
  ];
}

/** What the name of a pair of kanji begins with. */
export const KANJI_PAIR = 'k:';

/**
 * Where the word or stretch behind a surface feature stands in the text; null for features without a place of
 * their own.
 */
export function placeOf(name: string, text: string): Stretch | null {
  const written = name.startsWith('w:') ? name.slice(2) : name.replace(/^=/, '');
  const start = /^[bc]:/.test(name) ? -1 : text.indexOf(written);
  return start < 0 ? null : { start, end: start + written.length };
}

/**
 * Names of the words, pairs of words and stretches of characters in a text without rejected terms, each once.
 */
export function surfaceOf(meant: string): Set<string> {
  const surface = new Set<string>();
  eachSurface(meant, {
    onWord: (word, previous) => {
      surface.add(`w:${word}`);
      surface.add(`b:${previous} ${word}`);
      for (let at = 0; at + WORD_PIECE <= word.length; at += 1)
        surface.add(`c:${word.slice(at, at + WORD_PIECE)}`);
    },
    onSign: (sign) => surface.add(sign),
    onRun: (run) => {
      if (run.length <= WHOLE_RUN) surface.add(`=${run}`);
      for (let at = 0; at < run.length; at += 1) {
        for (let length = 1; length <= LONGEST_NGRAM && at + length <= run.length; length += 1)
          surface.add(run.slice(at, at + length));
      }
    },
  });
  return surface;
}

/** What a text is made of, in order. */
export type Surface = {
  /** A word in Latin script, with what stands before it: another word, or one of NO_WORDS. */
  onWord: (word: string, previous: string) => void;
  /** A sign, or # for a number. */
  onSign: (sign: string) => void;
  /** A run of Japanese, whose every stretch is a feature, and the whole if it is no longer than WHOLE_RUN. */
  onRun: (run: string) => void;
};

/** What stands before a word where no word does: the beginning, a number or sign, a run of Japanese. */
const NO_WORDS = { beginning: '^', sign: '#', run: '~' } as const;

/** Leads through the words, signs and runs of Japanese of a text. */
export function eachSurface(meant: string, { onWord, onSign, onRun }: Surface): void {
  let previous: string = NO_WORDS.beginning;
  for (const token of meant.match(TOKEN) ?? []) {
    const first = token.charCodeAt(0);
    if (isLatinLetter(first)) {
      const word = token.replace(/'s?$/, '');
      onWord(word, previous);
      previous = word;
    } else if (first < 256) {
      onSign(isDigit(first) ? '#' : token);
      previous = NO_WORDS.sign;
    } else {
      onRun(token);
      previous = NO_WORDS.run;
    }
  }
}

/** 々, which repeats the kanji before it. */
const REPEATED_KANJI = 0x3005;

/** Calls `onPair` with the code units of each pair of kanji that stand near each other. */
export function eachKanjiPair(text: string, onPair: (one: number, other: number) => void): void {
  const kanji: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isKanji(code) && code !== REPEATED_KANJI) continue;
    for (let near = Math.max(0, kanji.length - KANJI_REACH); near < kanji.length; near += 1)
      onPair(kanji[near] as number, code);
    kanji.push(code);
  }
}

function kanjiPairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  eachKanjiPair(text, (one, other) => pairs.add(KANJI_PAIR + String.fromCharCode(one, other)));
  return pairs;
}

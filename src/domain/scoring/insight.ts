import { type Brief, wordsOfFact } from '../brief/brief.ts';
import type { Sentence } from '../classifier/analyse.ts';
import { FUNCTION_WORDS } from '../language/function-words.ts';
import { contentWords, wordsOfSentence } from './content.ts';
import frequencies from './frequencies.json' with { type: 'json' };
import { findConnective, stem } from './grounding.ts';
import padding from './padding.json' with { type: 'json' };

/**
 * What a sentence adds to the brief (docs/developers/rubric.md): words of its own that tell something, in a
 * sentence that stands on the brief. Restating adds nothing, and neither does any company's talk.
 */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const SELDOM = setOf(frequencies.seldom);
const USUAL = setOf(frequencies.usual);
const EVERYWHERE = setOf(frequencies.everywhere);
/** Words that carry no content whatever they stand beside. */
const EMPTY: ReadonlySet<string> = new Set([
  ...[...FUNCTION_WORDS].map(stem),
  ...contentWords(
    'because therefore hence thus since while when where which whose whom that this these those with without into from your their there they them then than have been being were would could should will shall must might about also only just even such same other another every each some many more most much very well still true untrue really whatever instead rather',
  ),
]);
/** Words that fluent talk adds to any business. */
const PADDING: ReadonlySet<string> = new Set([
  ...contentWords(padding.en),
  ...padding.ja.split(' ').flatMap((word) => contentWords(word)),
  ...padding.katakana.split(' '),
]);

/**
 * How much a word tells of one business: 2 where it is rare in talk with agencies, 0 where everybody uses it.
 */
export function tellingWeight(word: string): number {
  if (EVERYWHERE.has(word) || EMPTY.has(word)) return 0;
  if (USUAL.has(word)) return 0.5;
  return SELDOM.has(word) ? 1 : 2;
}

/** Words that the brief does not hold, and that are no padding; each once. */
export const freshWords = (words: readonly string[], known: ReadonlySet<string>): string[] =>
  [...new Set(words)].filter(
    (word) => !known.has(word) && !PADDING.has(word) && tellingWeight(word) >= LEAST_NEW_WEIGHT,
  );

export const isPadding = (word: string): boolean => PADDING.has(word);

/** The words and figures of some of the owner's texts. */
export type Known = { words: ReadonlySet<string>; figures: ReadonlySet<string> };

const FIGURE = /\d[\d,]*(?:\.\d+)?/g;
const figuresIn = (text: string): string[] =>
  (text.match(FIGURE) ?? [])
    .map((figure) => figure.replaceAll(',', ''))
    .filter((figure) => figure.length > 1);

/** What is known from texts of the owner's. */
export function knownFrom(texts: readonly (string | undefined)[]): Known {
  const text = texts.join('\n');
  return { words: new Set(contentWords(text)), figures: new Set(figuresIn(text)) };
}

/** Everything that a brief says, its figures and what the owner thinks of channels included. */
export function knownFromBrief(brief: Brief): Known {
  const numbers = Object.values(brief.facts).flatMap((fact) =>
    Object.values(fact ?? {}).flatMap((value: unknown) => (typeof value === 'number' ? [value] : [])),
  );
  const known = knownFrom([
    brief.business.name,
    brief.business.summary,
    brief.kgi.statement,
    ...Object.values(brief.facts).map(wordsOfFact),
    ...Object.values(brief.channelFit ?? {}).map((said) => said?.reason),
  ]);
  const figures = [...numbers, brief.kgi.current, brief.kgi.target].map(String);
  return {
    words: known.words,
    figures: new Set([...known.figures, ...figures.filter(({ length }) => length > 1)]),
  };
}

/** A sentence, or fragments that hang together, with what it holds of the brief and what it adds. */
export type Unit = {
  answer: string;
  sentences: Sentence[];
  /** Words and figures of the brief, each with its weight. */
  anchors: ReadonlyMap<string, number>;
  /** 0–1: how much it adds; nothing where it does not stand on the brief. */
  adds: number;
  /** Whether it draws a relation: because, therefore, instead of, if. */
  relates: boolean;
};

/** Shorter pieces belong to their neighbour. */
const FRAGMENT = { latin: 45, other: 18 };
const FULL_NEW = 3;
const PADDING_COST = 0.25;
const LEAST_NEW_WEIGHT = 0.5;
const MOST_PADDING = 0.3;
const PADDED = 0.3;
/** A sentence stands on the brief by itself, or on what its answer has said of it. */
const OWN_ANCHOR = 1;
const ANSWER_ANCHOR = 2;

const CONTRAST =
  /ではなく|よりも|かわりに|代わりに|むしろ|一方|しかし|けれど|だけでは|ながら|限り|うち|前に|instead|rather than|not just|without|unless|until|before|but |although|while |only (?:if|when|because)/;

/** Units of sentences in their order. */
export function unitsOf(sentences: readonly Sentence[], known: Known): Unit[] {
  const groups = merged(sentences);
  const anchorsOf = groups.map((group) => anchorsIn(group, known));
  const whole = new Map<string, number>();
  for (const [index, group] of groups.entries()) {
    const answer = group[0]?.answer ?? '';
    whole.set(answer, (whole.get(answer) ?? 0) + weightOf(anchorsOf[index] ?? new Map()));
  }
  return groups.map((group, index) => {
    const anchors = anchorsOf[index] ?? new Map();
    const answer = group[0]?.answer ?? '';
    const stands = weightOf(anchors) >= OWN_ANCHOR || (whole.get(answer) ?? 0) >= ANSWER_ANCHOR;
    const text = textOf(group);
    return {
      answer,
      sentences: group,
      anchors,
      adds: stands && group.some(({ propositional }) => propositional) ? addsOf(wordsIn(group), known) : 0,
      relates: findConnective(text) !== null || CONTRAST.test(text),
    };
  });
}

const wordsIn = (group: readonly Sentence[]): string[] => [...new Set(group.flatMap(wordsOfSentence))];
const textOf = (group: readonly Sentence[]): string => group.map(({ normalised }) => normalised).join(' ');

function merged(sentences: readonly Sentence[]): Sentence[][] {
  const groups: Sentence[][] = [];
  for (const sentence of sentences) {
    const last = groups.at(-1);
    const limit = /^[\u0020-\u024f]*$/.test(sentence.normalised) ? FRAGMENT.latin : FRAGMENT.other;
    const isShort = (text: string): boolean => text.length < limit;
    const belongs = last?.[0]?.answer === sentence.answer;
    if (last && belongs && (isShort(sentence.normalised) || isShort(textOf(last)))) last.push(sentence);
    else groups.push([sentence]);
  }
  return groups;
}

function anchorsIn(group: readonly Sentence[], known: Known): Map<string, number> {
  const text = textOf(group);
  const anchors = new Map<string, number>();
  for (const word of wordsIn(group)) if (known.words.has(word)) anchors.set(word, tellingWeight(word));
  for (const figure of figuresIn(text)) if (known.figures.has(figure)) anchors.set(figure, 1);
  return anchors;
}

/** The weight of anchors together. */
export const weightOf = (anchors: ReadonlyMap<string, number>): number =>
  [...anchors.values()].reduce((sum, weight) => sum + weight, 0);

/** The weight of those anchors that stand in some of the owner's texts. */
export function weightWithin(anchors: ReadonlyMap<string, number>, { words, figures }: Known): number {
  let sum = 0;
  for (const [anchor, weight] of anchors) if (words.has(anchor) || figures.has(anchor)) sum += weight;
  return sum;
}

function addsOf(words: readonly string[], known: Known): number {
  const padded = words.filter((word) => isPadding(word)).length;
  const fresh = freshWords(words, known.words).length;
  const adds = Math.min(1, Math.max(0, (fresh - padded * PADDING_COST) / FULL_NEW));
  return padded / Math.max(1, words.length) >= MOST_PADDING ? adds * PADDED : adds;
}

/** So many units together show whether somebody adds anything; one sentence may do so by chance. */
const TELLING_UNITS = 3;

/** The anchors of all units, each once, and what those that add most add on average. */
export function together(units: readonly Unit[]): { anchors: Map<string, number>; adds: number } {
  const anchors = new Map<string, number>();
  for (const unit of units) for (const [word, weight] of unit.anchors) anchors.set(word, weight);
  const most = units
    .map(({ adds }) => adds)
    .sort((a, b) => b - a)
    .slice(0, TELLING_UNITS);
  return { anchors, adds: most.reduce((sum, adds) => sum + adds, 0) / Math.max(1, most.length) };
}

/**
 * The sentences that may count: not the owner's own, not contradicted, no talk of price and deadline or of
 * metrics alone.
 */
export const countable = (
  sentences: readonly Sentence[],
  reading: { contradictions: ReadonlySet<Sentence>; copied: ReadonlySet<Sentence> },
): Sentence[] =>
  sentences.filter(
    (sentence) =>
      sentence.orientation !== 'terms' &&
      !reading.contradictions.has(sentence) &&
      !reading.copied.has(sentence),
  );

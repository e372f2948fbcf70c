import type { Sentence } from '../classifier/analyse.ts';
import { orderModelOf } from '../classifier/shipped.ts';
import { wordOrder } from '../classifier/word-order.ts';
import { wordsOfSentence } from './content.ts';
import { isPadding, type Known, tellingWeight } from './insight.ts';

/**
 * What no sentence shows by itself: whether the words of a response stand in an order that somebody wrote,
 * and whether it speaks of this business. Figures and thresholds: docs/developers/rubric.md.
 */

/** Where a figure is asked for, words stand in no sentence. */
const prose = (sentences: readonly Sentence[]): Sentence[] =>
  sentences.filter(({ answer }) => !/\.(working|target)$/.test(answer));

/** Below this effect words could as well stand elsewhere; fewer words than this tell nothing. */
const LEAST_ORDER = { ja: 0.6, en: 0.55 } as const;
const FEWEST_ORDERED = 40;

/** Whether what was written reads as sentences rather than as words in any order. */
export function readsAsSentences(sentences: readonly Sentence[]): boolean {
  const whole = prose(sentences)
    .map(({ normalised }) => normalised)
    .join('\n');
  const language = writtenIn(whole);
  const { words, effect } = wordOrder(orderModelOf(language), whole);
  return words < FEWEST_ORDERED || effect >= LEAST_ORDER[language];
}

/** The language that most characters are of. */
function writtenIn(text: string): 'ja' | 'en' {
  const japanese = text.match(/[\u3041-\u9fff]/g)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  return japanese * 2 >= latin ? 'ja' : 'en';
}

/** Below this share (0–1) of the brief's words among those that tell something, a text may be about anything. */
const LEAST_OF_BRIEF = 0.13;
const FEWEST_TELLING = 25;

/** Whether sentences name what the brief speaks of; where too little is said to tell, they do. */
export function speaksOfBrief(sentences: readonly Sentence[], { words: known }: Known): boolean {
  const telling = [...new Set(prose(sentences).flatMap(wordsOfSentence))].filter(
    (word) => !isPadding(word) && tellingWeight(word) > 0,
  );
  const own = telling.filter((word) => known.has(word)).length;
  return telling.length < FEWEST_TELLING || own >= LEAST_OF_BRIEF * telling.length;
}

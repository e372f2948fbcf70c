import type { Brief } from '../brief/brief.ts';
import type { Sentence } from '../classifier/analyse.ts';
import { normaliseText } from '../language/normalise.ts';
import { splitSentences } from '../language/sentences.ts';
import { contentWords } from './content.ts';
import { findParticulars, type Vocabulary, vocabularyOf } from './grounding.ts';

/** Words by which a sentence turns something down, or speaks of what could be rather than what is. */
const TURNED_DOWN =
  /ない|ません|なく|ではな|じゃな|ずに|外し|除[いき]|より|not|n't|no |never|without|rather|instead|except|unless|avoid|wrong/;
const SUPPOSED =
  /なら|たら|れば|仮に|目標|目指|上げ|高め|引き上げ|改善|増やし|if |would|could|raise|lift|improve|target|aim|to reach/;
const EXCLUDED =
  /ではありません|ではない|対象外|対象ではな|お断り|扱いません|is not|are not|isn't|aren't|never|do not|don't|not our|not the/;
const PRIVATE_BUYERS =
  /一般消費者|個人客|個人のお客|一般のお客|主婦|consumers|general public|households|private buyers|shoppers/;
const FIGURE = String.raw`[^%\d。.]{0,14}?(\d+(?:\.\d+)?)\s*(?:%|パーセント|percent)`;
const MARGIN = new RegExp(`(?:粗利率|粗利益率|粗利|gross margin|margin)${FIGURE}`, 'g');
const CLOSE_RATE = new RegExp(`(?:受注率|成約率|close rate|closing rate|win rate)${FIGURE}`, 'g');
const TOLERANCE = 0.5;

/**
 * Whether a sentence says the opposite of what the owner wrote: another margin or close rate, customers whom
 * the owner ruled out, private buyers of a company that sells to companies. What is turned down or only
 * supposed is left alone.
 */
export function contradictionFinder(brief: Brief): (sentence: Sentence) => boolean {
  const { profit, sales_process, target } = brief.facts;
  const excluded = excludedCustomers(target.text);
  const ownWords = normaliseText(
    [target.text, brief.business.summary, sales_process?.text, brief.facts.market?.text].join('\n'),
  );
  return (sentence) => {
    const { answer, normalised } = sentence;
    if (
      misquotes(normalised, MARGIN, profit.grossMarginPercent) ||
      misquotes(normalised, CLOSE_RATE, sales_process?.closeRatePercent)
    )
      return true;
    if (answer !== 'understand.who' || TURNED_DOWN.test(normalised)) return false;
    const buyers = PRIVATE_BUYERS.exec(normalised)?.[0];
    if (
      target.market === 'b2b' &&
      buyers &&
      !ownWords.replace(excludedPart(target.text), '').includes(buyers)
    )
      return true;
    return excluded !== null && findParticulars(sentence, excluded).length > 0;
  };
}

/** Names a figure's word with another percentage than the owner's, and nowhere the owner's own. */
function misquotes(sentence: string, pattern: RegExp, right: number | null | undefined): boolean {
  if (right == null) return false;
  const given = [...sentence.matchAll(pattern)].map((match) => Number(match[1]));
  return (
    given.length > 0 &&
    given.every((value) => Math.abs(value - right) > TOLERANCE) &&
    !SUPPOSED.test(sentence)
  );
}

function excludedPart(text: string): string {
  const normalised = normaliseText(text);
  return splitSentences(normalised)
    .map(({ start, end }) => normalised.slice(start, end))
    .filter((sentence) => EXCLUDED.test(sentence))
    .join('\n');
}

/**
 * What is particular to the customers that the owner rules out, and to no other part of the text about
 * customers.
 */
function excludedCustomers(text: string): Vocabulary | null {
  const out = excludedPart(text);
  if (out === '') return null;
  const inside = vocabularyOf([
    splitSentences(normaliseText(text))
      .map(({ start, end }) => normaliseText(text).slice(start, end))
      .filter((sentence) => !EXCLUDED.test(sentence))
      .join('\n'),
  ]);
  const all = vocabularyOf([out]);
  const without = (own: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> =>
    new Set([...own].filter((term) => !others.has(term)));
  return {
    bigrams: without(all.bigrams, new Set([...inside.bigrams, '対象'])),
    words: without(all.words, inside.words),
    numbers: new Set(),
  };
}

const NEGATED =
  /ない|ません|なく|ぬ(?:よう|ため)|ずに|ではな|\bnot\b|n't\b|\bno\b|\bnever\b|\buntrue\b|\bfalse\b/;
const FEWEST_WORDS = 5;
const SAME_STATEMENT = 0.7;

/**
 * Whether a sentence is one of the owner's turned round: nearly the same words, with the opposite polarity.
 * Such a sentence earns nothing; it is not reported, since two careful people can read a negation in two
 * ways.
 */
export function turnedFinder(texts: readonly string[]): (sentence: Sentence) => boolean {
  const owners = texts.flatMap((text) => {
    const whole = normaliseText(text);
    return splitSentences(whole).map(({ start, end }) => {
      const said = whole.slice(start, end);
      return { words: new Set(contentWords(said)), isNegated: NEGATED.test(said) };
    });
  });
  return ({ normalised }) => {
    const words = new Set(contentWords(normalised));
    if (words.size < FEWEST_WORDS) return false;
    const isNegated = NEGATED.test(normalised);
    return owners.some(({ words: own, isNegated: owner }) => {
      if (own.size < FEWEST_WORDS || owner === isNegated) return false;
      const shared = [...own].filter((word) => words.has(word)).length;
      return shared >= SAME_STATEMENT * own.size && shared >= SAME_STATEMENT * words.size;
    });
  };
}

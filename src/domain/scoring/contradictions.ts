import { type Brief, briefTexts } from '../brief/brief.ts';
import type { Sentence } from '../classifier/analyse.ts';
import { normaliseText } from '../language/normalise.ts';
import { splitSentences } from '../language/sentences.ts';
import { contentWords, wordsOfSentence } from './content.ts';
import { findParticulars, type Vocabulary, vocabularyOf } from './grounding.ts';
import { figureFinder } from './said-figures.ts';

/** Ways to turn customers down, and to speak of them as what they were or might be. */
const TURNED_DOWN =
  /ない|ません|なく|ぬ(?:よう|ため)|ずに|ではな|じゃな|断[りっわ]|控え|外し|外す|外れ|除[いき]|以外|避け|後回し|見送|任せ|譲[りる]|追わ|紹介する|より|かつて|以前|昔|もし|なら|たら|れば|\bnot\b|n't|\bno\b|\bnever\b|without|rather|instead|except|unless|avoid|wrong|\bleave|\bleft\b|steer clear|aside|pass(?:es)? on|better (?:served|looked)|off the table|outside|elsewhere|declin|turn(?:s|ing)? away|refus|skip|rule|drop|exclud|ignore|forget|used to|\bformer|\bonce\b|\bif\b|would|could|might/;
const EXCLUDED =
  /ではありません|ではない|対象外|対象ではな|お断り|扱いません|受けていません|受けません|is not|are not|isn't|aren't|never|do not|don't|not our|not the|we take no/;
/** Words by which a sentence makes people the customers of this business. */
const AFFIRMED =
  /(?:主な|主要|中心|メイン|一番|いちばん|最も|理想|本命|大切な)[^。]{0,24}(?:客|患者|対象|ターゲット|相手|取引先|顧問先|導入先|客層)|(?:客|患者|対象|ターゲット|顧問先)[^。]{0,12}(?:中心|主力|メイン|柱|です)|柱に|呼び込|取り込|開拓|獲得|狙い|狙う|狙っ|常連|大勢|積極的|歓迎|導入してもら|at the heart of|bread and butter|clientele|you are after|(?:main|key|core|best|ideal|promising|loyal|typical|primary|target|natural|regular|important) (?:[a-z]+ ){0,3}(?:customer|client|guest|patient|audience|buyer|segment)|(?:customer|client|guest|patient|audience)s? (?:are|is|include|will be) |you (?:most )?(?:want|serve|welcome|look for|like to)|\b(?:attract|win over|bring in|go after|court)s?\b/;
const BUY = /購入|買[いうっ]|契約|依頼|申し込|使っ|来て|\bbuy|\bhire|\bsign|\bpay|\blove|people who/;
const PRIVATE_BUYERS =
  /一般消費者|一般の消費者|個人客|個人のお客|個人の方|一般のお客|主婦|consumers|general public|households|private (?:buyers|individuals|people|customers)|shoppers/;

/**
 * Whether a sentence says the opposite of what the owner wrote: another figure of the business, customers
 * whom the owner ruled out, private buyers of a company that sells to companies. What is turned down, past or
 * only supposed is left alone: a true sentence taken for a false one does more harm than a false one missed.
 */
export function contradictionFinder(brief: Brief): (sentence: Sentence) => boolean {
  const { target } = brief.facts;
  const excluded = excludedCustomers(brief);
  const ownWords = normaliseText(briefTexts(brief).join('\n')).replace(excludedPart(target.text), '');
  const misstates = figureFinder(brief);
  return (sentence) => {
    const said = sentence.normalised.toLowerCase();
    // A working or a target is no statement of what is.
    const isStatement = !/\.(working|target)$/.test(sentence.answer);
    if (isStatement && misstates(said)) return true;
    if (EXCLUDED.test(said) || TURNED_DOWN.test(said)) return false;
    const buyers = PRIVATE_BUYERS.exec(said)?.[0];
    if (
      target.market === 'b2b' &&
      buyers &&
      !ownWords.includes(buyers) &&
      (AFFIRMED.test(said) || BUY.test(said))
    )
      return true;
    return excluded !== null && AFFIRMED.test(said) && findParticulars(sentence, excluded).length > 0;
  };
}

function excludedPart(text: string): string {
  const normalised = normaliseText(text);
  return splitSentences(normalised)
    .map(({ start, end }) => normalised.slice(start, end))
    .filter((sentence) => EXCLUDED.test(sentence))
    .join('\n');
}

/** What is particular to the customers that the owner rules out, and stands nowhere else in the brief. */
function excludedCustomers(brief: Brief): Vocabulary | null {
  const out = excludedPart(brief.facts.target.text);
  if (out === '') return null;
  const elsewhere = vocabularyOf(
    briefTexts(brief).map((text) => {
      const normalised = normaliseText(text);
      return splitSentences(normalised)
        .map(({ start, end }) => normalised.slice(start, end))
        .filter((sentence) => !EXCLUDED.test(sentence))
        .join('\n');
    }),
  );
  const all = vocabularyOf([out]);
  const without = (own: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> =>
    new Set([...own].filter((term) => !others.has(term)));
  return {
    bigrams: without(all.bigrams, new Set([...elsewhere.bigrams, '対象'])),
    words: without(all.words, elsewhere.words),
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
  return (sentence) => {
    const words = new Set(wordsOfSentence(sentence));
    if (words.size < FEWEST_WORDS) return false;
    const isNegated = NEGATED.test(sentence.normalised);
    return owners.some(({ words: own, isNegated: owner }) => {
      if (own.size < FEWEST_WORDS || owner === isNegated) return false;
      const shared = [...own].filter((word) => words.has(word)).length;
      return shared >= SAME_STATEMENT * own.size && shared >= SAME_STATEMENT * words.size;
    });
  };
}

import type { Orientation } from '../brief/topics.ts';
import { countJapanese, isLetterOrNumber } from '../language/characters.ts';
import { FUNCTION_WORDS } from '../language/function-words.ts';
import { normalise, originalSpan } from '../language/normalise.ts';
import { splitSentences } from '../language/sentences.ts';
import { orientationOf } from './classify.ts';
import type { Hit } from './lexicon.ts';

/** One sentence of an answer, with its place in the original. */
export type Sentence = {
  answer: string;
  start: number;
  end: number;
  text: string;
  normalised: string;
  /** What makes it the same sentence as another: see `sentenceKey`. */
  key: string;
  orientation: Orientation;
  /** 0–1: how far the orientation is ahead of the next likely one. */
  margin: number;
  /** Terms of the topic lexicon, by their place in the normalised sentence. */
  named: Hit[];
  /** Whether it says something, rather than listing terms. */
  propositional: boolean;
};

/** A list of terms has hardly any function words; even a terse sentence has one in eight. */
const LEAST_FUNCTIONAL = 0.12;

/**
 * Sentences of an answer, each classified and placed. One that is said again in the same words counts where
 * it stands first, also where a limit cut it short.
 */
export function analyseAnswer(answer: string, original: string): Sentence[] {
  const whole = normalise(original);
  const said = new Set<string>();
  return splitSentences(whole.text).flatMap((span): Sentence[] => {
    const normalised = whole.text.slice(span.start, span.end);
    if (isSaid(normalised, said)) return [];
    said.add(normalised);
    const { start, end } = originalSpan(whole, span.start, span.end);
    const text = original.slice(start, end);
    return [
      {
        answer,
        start,
        end,
        text,
        normalised,
        key: sentenceKey(normalised),
        ...orientationOf(normalised),
        propositional: isPropositional(normalised),
      },
    ];
  });
}

const isSaid = (sentence: string, said: ReadonlySet<string>): boolean =>
  said.has(sentence) || [...said].some((earlier) => earlier.startsWith(sentence));

/** A list of terms has hardly any particles. */
const LEAST_HIRAGANA = 0.2;

/** Whether a sentence has a predicate, judged by its share of particles or function words. */
export function isPropositional(sentence: string): boolean {
  const { japanese, hiragana } = countJapanese(sentence);
  if (japanese * 2 >= sentence.length) return sentence.length >= 8 && hiragana / japanese >= LEAST_HIRAGANA;
  const words = sentence.match(/[a-z']+/g) ?? [];
  const functional = words.filter((word) => FUNCTION_WORDS.has(word)).length;
  return words.length >= 5 && functional / words.length >= LEAST_FUNCTIONAL;
}

const UNITS =
  /円|社|件|人|名|組|回|個|月|年|週|日|間|約|増|yen|usd|eur|gbp|a month|a year|per|month|year|week|day|each|about|x/g;

/** Whether a sentence is only a figure or a calculation: "48,000円×3回×42%", "8 a month". */
export function isFigure(sentence: string): boolean {
  return /\d/.test(sentence) && !/\p{L}{2}/u.test(sentence.replace(UNITS, ' '));
}

const LONGEST_TERM = 12;

const ASKS_IN_ENGLISH =
  /^(what|who|whom|which|why|how|when|where|do|does|did|is|are|can|could|would|will|tell|describe)\b/;

/** Words that ask something; without one, "客単価は？" and "Gross margin?" only name a thing. */
const ASKS =
  /なぜ|どう|どの|どれ|どこ|どんな|どちら|いつ|いくら|いくつ|だれ|誰|何|なに|(?:か|の|を|て|い|すか|しょうか)[?？]?$|教え|聞かせ|伺/;
const SHORTEST_NAMED = 3;

/**
 * Whether a question is no more than the name of a thing: "粗利率", "客単価は？", "gross margin", without asking
 * anything about it.
 */
export function isBareTerm(question: string): boolean {
  const text = question.trim().replace(/(?<![。.、,?？])[。.、,?？]+$/, '');
  if (ASKS.test(text) || ASKS_IN_ENGLISH.test(text)) return false;
  const latin = (text.match(/[a-z]+/g) ?? []).length;
  return latin > 0 ? latin <= SHORTEST_NAMED : text.length <= LONGEST_TERM;
}

const PERCENT = 0x25;

/** A sentence reduced to what makes it the same sentence: no spaces, no punctuation. */
export function sentenceKey(sentence: string): string {
  let key = '';
  let from = 0;
  for (let at = 0; at < sentence.length; ) {
    const point = sentence.codePointAt(at) as number;
    const next = at + (point > 0xffff ? 2 : 1);
    if (point !== PERCENT && !isLetterOrNumber(point)) {
      key += sentence.slice(from, at);
      from = next;
    }
    at = next;
  }
  return key + sentence.slice(from);
}

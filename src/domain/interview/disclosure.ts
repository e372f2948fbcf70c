import type { Brief } from '../brief/brief.ts';
import {
  CORE_TOPICS,
  DISCLOSABLE,
  type Disclosable,
  FACT_TOPICS,
  type FactTopic,
  type Topic,
} from '../brief/topics.ts';
import { sentenceKey } from '../classifier/analyse.ts';
import { classify } from '../classifier/classify.ts';
import { featuresOf } from '../classifier/features.ts';
import { chancesOf, predict } from '../classifier/model.ts';
import { shippedModel } from '../classifier/shipped.ts';
import { normaliseText } from '../language/normalise.ts';
import { withoutEnd } from '../language/text.ts';
import { ASPECTS } from './aspects.ts';
import { factCalled, factThatPrices, sharedWords } from './fact-match.ts';

/**
 * A fact answers where enough speaks for it: the chance of its topic, words that the question shares with the
 * fact, and a term of the topic. Chosen on half of 160 strange questions a language; docs/developers/tests.md
 * has the figures on the other half and on later ones.
 */
const CHANCE_WEIGHT = 2;
const WORD_WEIGHT = 0.8;
const MOST_WORDS = 2;
const TERM_WEIGHT = 0.7;
const ENOUGH = 2.6;
/** Facts this close to the best one answer as well, or nothing is certain. */
const CLOSE = 0.6;
const LEAST_CHANCE = 0.25;
const LEAST_BESIDE = 0.5;
/** A fact shorter than this, in characters, says too little to answer anybody. */
const THIN = 12;
const MOST_FACTS = 2;
/** What people type to see what happens, and courtesies. */
const NO_QUESTION =
  /^(?:test(?:ing)?|テスト|ためし|試し|hello|hi|hey|ok|okay|yes|no|はい|いいえ|こんにちは|よろしく(?:お願い(?:いた)?します)?|お願い(?:いた)?します|特に?な(?:し|いです)|ありません|none|nothing|n\/a|(.)\1+|[^\p{L}]*)$/iu;

/** What is paid to an agency, and not what something costs: only this is answered with the budget. */
const NAMES_BUDGET =
  /予算|広告費|販促費|費用感|(?:使え|かけられ|出せ|払え)る?|いくらまで|お考え|\b(?:budget|spend|invest|afford|put aside|set aside)/;

const NAMES_GOAL =
  /ゴール|目指(?:す|し)|(?:最終|数値)?目標(?:は|が|って)|kgi|\b(?:goal|chasing|aiming (?:at|for))\b/i;

/**
 * Topic of a question and what of the brief answers it at once: facts, and the goal. Nothing where only the
 * owner can answer: where it is not certain enough which fact is asked for, the fact is missing or thin, or
 * the question asks about something of which no fact speaks.
 */
export function discloseFor(brief: Brief, question: string): { topic: Topic; facts: Disclosable[] } {
  const text = normaliseText(question).trim();
  const { topic, topics } = classify(question);
  if (NO_QUESTION.test(withoutEnd(text, '?？!！。.'))) return { topic: 'other', facts: [] };
  const asksOfBudget = /予算|広告費|販促費|budget/.test(text);
  // Of a budget, the limit and the tax are those of the budget.
  const aspects = ASPECTS.filter(
    ({ name, asked }) => asked.test(text) && !(asksOfBudget && (name === 'capacity' || name === 'tax')),
  );
  const called = factCalled(brief, text);
  if (aspects.length === 0) {
    const certain = called ? [called] : certainFacts(brief, text);
    const priced = certain.length === 0 ? factThatPrices(brief, text) : null;
    const likely = priced === null ? certain : [priced];
    const facts = likely.filter(
      (fact) => (fact !== 'budget' || NAMES_BUDGET.test(text)) && isCounted(brief, fact, text),
    );
    // Who names the goal is told the goal, and not what the goal is counted in.
    return { topic, facts: NAMES_GOAL.test(text) && !facts.includes('goal') ? [] : facts };
  }
  const speaks = (each: FactTopic): boolean =>
    aspects.every(
      ({ told, by = FACT_TOPICS, figure, fact }) =>
        (fact === each && isTold(brief, each)) ||
        (figure !== undefined && figureOf(brief, each, figure) !== undefined) ||
        (by.includes(each) && told.test(textOf(brief, each))),
    );
  const likeliest = FACT_TOPICS.filter(speaks).sort((a, b) => (topics[b] ?? 0) - (topics[a] ?? 0));
  return { topic, facts: likeliest.slice(0, 1) };
}

/** 何件, 何軒: what is counted in a unit is told by a fact that counts in it, or that has figures. */
function isCounted(brief: Brief, fact: Disclosable, text: string): boolean {
  const unit = /何(軒|社|件|名|人|組|台|室|箱|店|泊)/.exec(text)?.[1];
  if (unit === undefined || fact === 'goal') return true;
  const counts = textOf(brief, fact)
    .split(unit)
    .slice(0, -1)
    .some((before) => ENDS_IN_NUMBER.test(before.slice(-2)));
  return counts || hasFigures(brief, fact);
}

const ENDS_IN_NUMBER = /[0-9一二三四五六七八九十半数] ?$/;

const figureOf = (brief: Brief, fact: FactTopic, name: string): unknown =>
  Object.entries(brief.facts[fact] ?? {}).find(([each]) => each === name)?.[1];

const hasFigures = (brief: Brief, fact: FactTopic): boolean =>
  Object.entries(brief.facts[fact] ?? {}).some(
    ([name, value]) => typeof value === 'number' && COUNTED.has(name),
  );
/** Figures that count customers, orders or inquiries. */
const COUNTED: ReadonlySet<string> = new Set(['inquiriesPerMonth', 'newCustomersPerMonth']);

type Candidate = { topic: Disclosable; chance: number; words: number; hasTerm: boolean; weight: number };

function certainFacts(brief: Brief, text: string): Disclosable[] {
  const features = featuresOf(text);
  const chances = new Map<string, number>(
    chancesOf(predict(shippedModel(), features)).map(({ topic, chance }) => [topic, chance]),
  );
  const candidates = DISCLOSABLE.filter((topic) => isTold(brief, topic)).map((topic): Candidate => {
    const chance = chances.get(topic) ?? 0;
    const words = sharedWords(brief, topic, text);
    const hasTerm = features.ideas.has(`${topic}+`);
    const weight =
      chance * CHANCE_WEIGHT + Math.min(MOST_WORDS, words) * WORD_WEIGHT + (hasTerm ? TERM_WEIGHT : 0);
    return { topic, chance, words, hasTerm, weight };
  });
  const [best, ...others] = candidates.sort((a, b) => b.weight - a.weight);
  if (!best || best.chance < LEAST_CHANCE || best.weight < ENOUGH) return [];
  const close = others.filter((each) => each.weight > best.weight - CLOSE && each.chance >= LEAST_BESIDE);
  const all = [best, ...close];
  // Two that are both asked for by their terms or words answer together; otherwise it is a guess.
  const areAsked = all.every(({ hasTerm, words }) => hasTerm || words > 0);
  if (close.length > 0 && !areAsked) return [];
  return all.slice(0, MOST_FACTS).map(({ topic }) => topic);
}

const isTold = (brief: Brief, each: Disclosable): boolean =>
  each === 'goal' || textOf(brief, each).length >= THIN;

const textOf = (brief: Brief, topic: FactTopic): string => normaliseText(brief.facts[topic]?.text ?? '');

/** Whether the one nudge is due: a core topic has not been touched, not even beside another. */
export function isNudgeDue(asked: readonly { topic: Topic; facts: readonly Disclosable[] }[]): boolean {
  return CORE_TOPICS.some(
    (core) => !asked.some(({ topic, facts }) => topic === core || facts.includes(core)),
  );
}

/** Whether two questions are the same but for spaces, width and punctuation. */
export function isSameQuestion(one: string, other: string): boolean {
  return sentenceKey(normaliseText(one)) === sentenceKey(normaliseText(other));
}

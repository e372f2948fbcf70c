import { type Brief, wordsOfFact } from '../../brief/brief.ts';
import { CORE_TOPICS, type Disclosable, FACT_TOPICS, type Topic } from '../../brief/topics.ts';
import { contentWords } from '../content.ts';
import { type Evidence, type Finding, toLevel, wholeAnswer } from '../findings.ts';
import { freshWords, tellingWeight } from '../insight.ts';
import type { AnalysedQuestion, Reading } from '../reading.ts';

/** Breadth: a core topic, and any other about the business. */
const CORE = 0.5;
const OTHER = 0.25;
const MOST_BREADTH = 2;
const ABOUT_BUSINESS: readonly Topic[] = [
  'unit_price',
  'target',
  'profit',
  'goal',
  'value',
  'sales_process',
  'evaluation',
  'market',
  'current_state',
  'constraints',
];
/** Depth: one question that builds on what was learnt, and another on something else. */
const MOST_DEPTH = 2;
/** A question names something of a fact, and asks for what neither the fact nor any agency's talk holds. */
const BUILDS_ON = 1;
const LEAST_FRESH = 2;
/**
 * Share of its points that a topic earns when it was asked about only after the nudge or after the facts, and
 * when it was only named.
 */
const LATER = 0.5;
const NAMED_ONLY = 0.5;

/** Topics asked about, and questions that build on what was disclosed before them. */
export function judgeQuestioning(brief: Brief, reading: Reading): Finding {
  const questions = reading.questions.filter(({ isCopied }) => !isCopied);
  const shares = new Map<Topic, number>();
  for (const { topic, asked, isBare } of questions) {
    if (!ABOUT_BUSINESS.includes(topic)) continue;
    const share = (asked === 'unprompted' ? 1 : LATER) * (isBare ? NAMED_ONLY : 1);
    shares.set(topic, Math.max(shares.get(topic) ?? 0, share));
  }
  const isCore = (topic: Topic): boolean => (CORE_TOPICS as readonly Topic[]).includes(topic);
  let breadth = 0;
  for (const [topic, share] of shares) breadth += (isCore(topic) ? CORE : OTHER) * share;
  const deep = depthOf(brief, questions);
  const depth = deep.reduce((sum, { share }) => sum + share, 0);
  const evidence = questions.flatMap(({ answer, text, topic, asked, spans }): Evidence[] => {
    if (!ABOUT_BUSINESS.includes(topic)) return [];
    const reason = asked === 'unprompted' ? 'topic_asked' : 'topic_nudged';
    // Where no single word decided, the whole question is the evidence.
    const shown = spans.length > 0 ? spans : [{ start: 0, end: text.length }];
    return shown.map(({ start, end }) => ({
      answer,
      start,
      end,
      text: text.slice(start, end),
      topic,
      reason,
    }));
  });
  for (const { question } of deep) evidence.push(wholeAnswer(question.answer, question.text, 'builds_on'));
  const missing: string[] = CORE_TOPICS.filter((topic) => (shares.get(topic) ?? 0) < 1);
  if (depth < MOST_DEPTH) missing.push('depth');
  return {
    level: toLevel(Math.min(MOST_BREADTH, breadth) + Math.min(MOST_DEPTH, depth)),
    evidence,
    missing,
  };
}

/** A single kanji is too little to tell what a question is about. */
const isWhole = (word: string): boolean => word.length > 1;

/**
 * What questions that build on facts earn, one for each fact: such a question names particulars of a fact
 * that was disclosed before it (or of the goal and the summary, which are known from the start), and asks for
 * something that the fact does not hold.
 */
function depthOf(
  brief: Brief,
  questions: readonly AnalysedQuestion[],
): { question: AnalysedQuestion; share: number }[] {
  const known = new Map<Disclosable, ReadonlySet<string>>([
    ['goal', new Set(contentWords(`${brief.kgi.statement}\n${brief.business.summary}`))],
  ]);
  const deep: { question: AnalysedQuestion; share: number }[] = [];
  const builtOn = new Set<Disclosable>();
  const asked = new Set<string>();
  for (const question of questions) {
    // What was asked already asks for nothing more.
    const isRepeated = asked.has(question.text);
    asked.add(question.text);
    const words = [...new Set(contentWords(question.text))];
    const ground = [...known].find(([fact, told]) => {
      if (builtOn.has(fact)) return false;
      const named = words.filter((word) => told.has(word));
      const weight = named.reduce((sum, word) => sum + tellingWeight(word), 0);
      const asksMore = freshWords(words, told).filter(isWhole).length >= LEAST_FRESH;
      return weight >= BUILDS_ON && named.some(isWhole) && asksMore;
    });
    if (ground && !question.isBare && !isRepeated) {
      builtOn.add(ground[0]);
      deep.push({ question, share: question.asked === 'unprompted' ? 1 : LATER });
    }
    for (const fact of disclosedBy(question).filter((each) => !known.has(each))) {
      const text = fact === 'goal' ? brief.kgi.statement : wordsOfFact(brief.facts[fact]);
      if (text !== '') known.set(fact, new Set(contentWords(text)));
    }
  }
  return deep;
}

/** What was shown in answer to a question; in a dossier that does not say, the fact on its topic. */
function disclosedBy({ disclosed, topic }: AnalysedQuestion): readonly Disclosable[] {
  return disclosed ?? FACT_TOPICS.filter((fact) => fact === topic);
}

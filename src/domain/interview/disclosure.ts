import type { Brief } from '../brief/brief.ts';
import { CORE_TOPICS, FACT_TOPICS, type FactTopic, type Topic } from '../brief/topics.ts';
import { sentenceKey } from '../classifier/analyse.ts';
import { classify } from '../classifier/classify.ts';
import { normaliseText } from '../language/normalise.ts';

/**
 * Topic of a question and the facts that answer it at once: those of every topic that it asks about. None
 * where only the owner can answer.
 */
export function discloseFor(brief: Brief, question: string): { topic: Topic; facts: FactTopic[] } {
  const { topic, topics } = classify(question);
  const facts = FACT_TOPICS.filter(
    (each) => (each === topic || topics[each] !== undefined) && (brief.facts[each]?.text ?? '') !== '',
  );
  return { topic, facts: facts.sort((a, b) => (topics[b] ?? 0) - (topics[a] ?? 0)) };
}

/** Whether the one nudge is due: a core topic has not been touched, not even beside another. */
export function isNudgeDue(asked: readonly { topic: Topic; facts: readonly FactTopic[] }[]): boolean {
  return CORE_TOPICS.some(
    (core) => !asked.some(({ topic, facts }) => topic === core || facts.includes(core)),
  );
}

/** Whether two questions are the same but for spaces, width and punctuation. */
export function isSameQuestion(one: string, other: string): boolean {
  return sentenceKey(normaliseText(one)) === sentenceKey(normaliseText(other));
}

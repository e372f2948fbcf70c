import type { Brief } from '../brief.ts';
import { sentenceKey } from '../text/analyse.ts';
import { classify } from '../text/classify.ts';
import { normaliseText } from '../text/normalise.ts';
import { CORE_TOPICS, FACT_TOPICS, type FactTopic, type Topic } from '../topics.ts';

/** Topic of a question and the fact that answers it at once, or null where only the owner can answer. */
export function discloseFor(brief: Brief, question: string): { topic: Topic; fact: FactTopic | null } {
  const { topic } = classify(question);
  const fact = FACT_TOPICS.find((each) => each === topic && (brief.facts[each]?.text ?? '') !== '') ?? null;
  return { topic, fact };
}

/** Whether the one nudge is due: a core topic has not been touched. */
export function isNudgeDue(asked: readonly Topic[]): boolean {
  return CORE_TOPICS.some((topic) => !asked.includes(topic));
}

/** Whether two questions are the same but for spaces, width and punctuation. */
export function isSameQuestion(one: string, other: string): boolean {
  return sentenceKey(normaliseText(one)) === sentenceKey(normaliseText(other));
}

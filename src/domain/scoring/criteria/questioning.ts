import { CORE_TOPICS, type Topic } from '../../brief/topics.ts';
import { type Evidence, type Finding, toLevel } from '../findings.ts';
import type { Reading } from '../reading.ts';

const POINTS: Partial<Record<Topic, number>> = {
  unit_price: 4,
  target: 4,
  profit: 4,
  goal: 2,
  value: 2,
  sales_process: 2,
  evaluation: 2,
  market: 1,
  current_state: 1,
  constraints: 1,
};
const CAP = 20;
/** Without two of the three core topics the sum stays below 16. */
const CAP_WITHOUT_CORE = 15;
const POINTS_A_LEVEL = 5;

/**
 * Share of its points that a topic earns when it was asked about only after the nudge, and when it was only
 * named.
 */
const NUDGED = 0.5;
const NAMED_ONLY = 0.5;

/** Points asked for by distinct topic. Sentences of the owner's brief, handed back, are no questions. */
export function judgeQuestioning(reading: Reading): Finding {
  const questions = reading.questions.filter(({ isCopied }) => !isCopied);
  const shares = new Map<Topic, number>();
  for (const { topic, asked, isBare } of questions) {
    const share = (asked === 'unprompted' ? 1 : NUDGED) * (isBare ? NAMED_ONLY : 1);
    shares.set(topic, Math.max(shares.get(topic) ?? 0, share));
  }
  let points = 0;
  for (const [topic, share] of shares) points += (POINTS[topic] ?? 0) * share;
  const core = CORE_TOPICS.filter((topic) => shares.has(topic)).length;
  const capped = Math.min(points, core >= 2 ? CAP : CAP_WITHOUT_CORE);
  const evidence = questions.flatMap(({ answer, text, topic, asked, spans }): Evidence[] => {
    if (!POINTS[topic]) return [];
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
  const missing = (Object.keys(POINTS) as Topic[]).filter((topic) => (shares.get(topic) ?? 0) < 1);
  return { level: toLevel(capped / POINTS_A_LEVEL), evidence, missing };
}

import type { Topic } from '../brief/topics.ts';
import type { Sentence } from '../classifier/analyse.ts';

/** Why a span counts; the words for each reason stand in the locales. */
export const REASONS = [
  'topic_asked',
  'topic_nudged',
  'builds_on',
  'own_fact',
  'consequence',
  'number_right',
  'number_near',
  'number_slip',
  'lever_right',
  'channel_fits',
  'channel_unsure',
  'channel_withdrawn',
  'channel_defended',
  'channel_unfit',
  'would_not_do',
  'path_complete',
  'path_gap',
  'path_short',
  'unplaced',
  'judged_by',
  'needs_named',
  'reaction_best',
  'reaction_worst',
  'challenge',
] as const;
export type Reason = (typeof REASONS)[number];

/** An exact span of an answer, or (with start = end = 0 and the text empty) a computed figure. */
export type Evidence = {
  answer: string;
  start: number;
  end: number;
  text: string;
  topic?: Topic;
  reason: Reason;
};

/** What a criterion's judge returns: a level 0–4 in halves, the spans that earned it and what was missing. */
export type Finding = { level: number; evidence: Evidence[]; missing: string[] };

/** The nearest half level within 0–4; halves round up. */
export function toLevel(value: number): number {
  // Guards against 2.4999999 from sums of thirds.
  return Math.min(4, Math.max(0, Math.round(value * 2 + 1e-9) / 2));
}

/** Evidence that covers a whole answer, such as a chosen key. */
export function wholeAnswer(answer: string, text: string, reason: Reason): Evidence {
  return { answer, start: 0, end: text.length, text, reason };
}

/** A whole sentence as evidence. */
export function sentenceEvidence(sentence: Sentence, reason: Reason): Evidence {
  return { answer: sentence.answer, start: sentence.start, end: sentence.end, text: sentence.text, reason };
}

/** Evidence without repeats, in the order of the answers. */
export function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const item of evidence) seen.set(`${item.answer}:${item.start}:${item.end}:${item.reason}`, item);
  return [...seen.values()].sort((a, b) =>
    a.answer < b.answer ? -1 : a.answer > b.answer ? 1 : a.start - b.start,
  );
}

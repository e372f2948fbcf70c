import { type Orientation, TERMS_TOPICS, TOPICS, type Topic } from '../topics.ts';
import { findHits, type Hit } from './lexicon.ts';
import { normalise, originalSpan } from './normalise.ts';

/** What a text is about. `topics` holds a weight 0–1 for each topic found; `because` the words that decided. */
export type Classification = {
  topic: Topic;
  topics: Partial<Record<Topic, number>>;
  orientation: Orientation;
  because: string[];
  /** Spans in the original text of the words behind the main topic. */
  spans: { start: number; end: number }[];
};

/** Topics by which a sentence that also names an attention metric is tied to what the business earns. */
const OUTCOME_TOPICS: ReadonlySet<string> = new Set(['goal', 'unit_price', 'profit', 'sales_process', 'target']);

/** Classifies one question or sentence in Japanese or English. Pure: the same text always gives the same answer. */
export function classify(original: string): Classification {
  const normalised = normalise(original);
  const hits = findHits(normalised.text).filter((hit) => !isRejected(normalised.text, hit));
  const sums = sumByTopic(hits);
  const topic = mainTopic(sums);
  const orientation = orient(sums);
  const deciding = hits.filter((hit) => hit.topic === topic || (topic === 'other' && hit.topic === 'metric'));
  const spans = deciding.map((hit) => originalSpan(normalised, hit.start, hit.end));
  const topics: Partial<Record<Topic, number>> = {};
  for (const name of TOPICS) {
    const sum = sums.get(name);
    if (sum) topics[name] = Math.round((100 * sum) / (sum + 0.4)) / 100;
  }
  return {
    topic,
    topics: Object.keys(topics).length > 0 ? topics : { other: 1 },
    orientation,
    because: [...new Set(spans.map((span) => original.slice(span.start, span.end)))],
    spans,
  };
}

const REJECTED_AFTER =
  /^[^。、,.!?]{0,6}?(ではなく|でなく|じゃなく|よりも|より、|は関係な|は重要ではな|は二の次|は気にし|is not the point|is not what|are not what|isn't|aren't|not the point|does not matter|don't matter)/;
const REJECTED_BEFORE = /(rather than|instead of|not about|more than|not just|not by|, not|not the)\s+(the |your |a |an |mere |just )?(\w+ )?$/;

/** Whether the words around a hit name it only to turn it down ("フォロワー数ではなく受注数で"). */
function isRejected(text: string, hit: Hit): boolean {
  return REJECTED_AFTER.test(text.slice(hit.end, hit.end + 24)) || REJECTED_BEFORE.test(text.slice(Math.max(0, hit.start - 32), hit.start));
}

function sumByTopic(hits: Hit[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const hit of hits) sums.set(hit.topic, (sums.get(hit.topic) ?? 0) + hit.weight);
  return sums;
}

/** Which of two equally strong topics a question is about: the more particular one. */
const PRECEDENCE: readonly Topic[] = [
  'profit',
  'unit_price',
  'target',
  'evaluation',
  'sales_process',
  'market',
  'value',
  'constraints',
  'goal',
  'budget',
  'deadline',
  'spec',
  'current_state',
];

function mainTopic(sums: Map<string, number>): Topic {
  let best: Topic = 'other';
  let bestSum = 0;
  for (const topic of PRECEDENCE) {
    const sum = sums.get(topic) ?? 0;
    if (sum > bestSum) [best, bestSum] = [topic, sum];
  }
  return best;
}

function orient(sums: Map<string, number>): Orientation {
  let business = 0;
  let terms = 0;
  let outcome = 0;
  for (const [topic, sum] of sums) {
    if (topic === 'metric') continue;
    if ((TERMS_TOPICS as readonly string[]).includes(topic)) terms += sum;
    else business += sum;
    if (OUTCOME_TOPICS.has(topic)) outcome += sum;
  }
  const metric = sums.get('metric') ?? 0;
  if (metric > 0 && metric >= terms) return outcome >= 1.5 ? 'business' : 'metric';
  if (business === 0 && terms === 0) return 'neutral';
  return terms > business ? 'terms' : 'business';
}

import type { Topic } from '../brief/topics.ts';
import { normaliseText } from '../language/normalise.ts';
import { distantMetricNames } from '../response/metrics.ts';
import lexicon from './lexicon.json' with { type: 'json' };
import { Matcher } from './matcher.ts';
import { inKana, misspelt } from './spellings.ts';

/** What one surface form says: a topic, or that an attention metric is named. */
export type Entry = { topic: Topic | 'metric'; weight: number };

/**
 * Surface forms by topic. Strong ones mostly mean their topic; weak ones only add. What stands in two topics
 * belongs to the first.
 */
const WORDS: Record<
  Exclude<Topic, 'other'> | 'metric',
  Record<'strong' | 'weak', Record<'ja' | 'en', string[]>>
> = lexicon;

const STRONG = 2;
const WEAK = 0.75;

export const ENTRIES: ReadonlyMap<string, Entry> = buildEntries();

function buildEntries(): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (surface: string, entry: Entry): void => {
    const key = normaliseText(surface).replaceAll('-', ' ');
    if (!entries.has(key)) entries.set(key, entry);
  };
  const addAll = (strength: 'strong' | 'weak', weight: number): void => {
    for (const [topic, words] of Object.entries(WORDS) as [keyof typeof WORDS, (typeof WORDS)['goal']][]) {
      for (const surface of [...words[strength].ja, ...words[strength].en]) add(surface, { topic, weight });
    }
  };
  addAll('strong', STRONG);
  for (const name of distantMetricNames()) {
    if (name.length > 3 || /[^a-z]/.test(name)) add(name, { topic: 'metric', weight: STRONG });
  }
  addAll('weak', WEAK);
  for (const [form, entry] of inKana([...entries])) add(form, entry);
  return entries;
}

/** Neighbours that make a surface part of another word: 品質問題 holds no 質問, 目安くらい no 安く. */
const NOT_WITHIN: Record<string, RegExp> = {
  安く: /目安く/,
  費用: /費用対効果/,
  価格: /価格競争/,
  いつ: /いつも|いついつ/,
  成功: /成功報酬/,
  目標: /目標金額/,
};

const MATCHER = new Matcher(ENTRIES, misspelt([...ENTRIES]));

export type Hit = Entry & { start: number; end: number };

/** Every longest match of the lexicon in normalised text, left to right, without overlaps. */
export function findHits(text: string): Hit[] {
  const hits: Hit[] = [];
  for (const { value, surface, start, end } of MATCHER.find(text)) {
    if (NOT_WITHIN[surface]?.test(text.slice(Math.max(0, start - 2), end + 4))) continue;
    hits.push({ ...value, start, end });
  }
  return hits;
}

import { CRITERIA, type Criterion, type Verdict } from './rubric.ts';
import { CONFIDENCES, type Confidence } from './scoring/verdict.ts';

/** What can be compared of a candidate: its figures and the level of each criterion. */
export type Comparable = {
  name: string;
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  verdict: Verdict;
  confidence: Confidence;
  levels: Partial<Record<Criterion, number>>;
  /** How many questions were asked before proposing. */
  questionsAsked: number;
  /** Points 0–100 at the owner's weights; null while they are the usual ones. */
  atOwnWeights: number | null;
};

export const FIGURES = ['understanding', 'priceDeadlineFocus', 'metricChasing'] as const;
export type Figure = (typeof FIGURES)[number];
/** Rows by which candidates can be sorted. */
export const SORT_KEYS = [...FIGURES, 'verdict', 'confidence', 'atOwnWeights', 'questionsAsked', ...CRITERIA, 'name'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Candidates by one row, the best first: high understanding and levels, low foci. Ties stay in the order of names. */
export function sortCandidates<Candidate extends Comparable>(candidates: readonly Candidate[], key: SortKey): Candidate[] {
  const byName = [...candidates].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  if (key === 'name') return byName;
  return byName.sort((a, b) => rankOf(b, key) - rankOf(a, key));
}

/** The better, the higher. */
function rankOf(candidate: Comparable, key: Exclude<SortKey, 'name'>): number {
  switch (key) {
    case 'understanding':
      return candidate.understanding;
    case 'priceDeadlineFocus':
    case 'metricChasing':
      return -candidate[key];
    case 'verdict':
      return -BEST_VERDICT_FIRST.indexOf(candidate.verdict);
    case 'questionsAsked':
      return candidate.questionsAsked;
    case 'atOwnWeights':
      return candidate.atOwnWeights ?? candidate.understanding;
    case 'confidence':
      return -CONFIDENCES.indexOf(candidate.confidence);
    default:
      return candidate.levels[key] ?? -1;
  }
}

const BEST_VERDICT_FIRST: readonly Verdict[] = ['partner', 'promising', 'metric_chaser', 'price_deadline', 'insufficient'];

/** Which candidates a comparison shows: the pinned ones on every page, first; the hidden ones on none. Pages count from 1. */
export function choosePage<Candidate extends { id: string }>(
  sorted: readonly Candidate[],
  { pinned, hidden, page, size }: { pinned: ReadonlySet<string>; hidden: ReadonlySet<string>; page: number; size: number },
): { shown: Candidate[]; page: number; pages: number; from: number; to: number; total: number } {
  const visible = sorted.filter(({ id }) => !hidden.has(id));
  const first = visible.filter(({ id }) => pinned.has(id));
  const others = visible.filter(({ id }) => !pinned.has(id));
  const pages = Math.max(1, Math.ceil(others.length / size));
  const current = Math.min(Math.max(1, page), pages);
  const start = (current - 1) * size;
  const part = others.slice(start, start + size);
  return { shown: [...first, ...part], page: current, pages, from: part.length === 0 ? 0 : start + 1, to: start + part.length, total: others.length };
}

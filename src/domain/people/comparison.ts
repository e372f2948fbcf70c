import { CRITERIA, type Criterion, type Verdict } from '../scoring/rubric.ts';
import { CONFIDENCES, type Confidence } from '../scoring/verdict.ts';

/** More candidates than this are a list to search, not columns or a glance. */
export const MANY = 8;

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
/** Rows by which candidates can be sorted without reading their answers. */
export const SORT_KEYS = [
  ...FIGURES,
  'verdict',
  'confidence',
  'atOwnWeights',
  'questionsAsked',
  ...CRITERIA,
  'name',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/**
 * Candidates by one figure or level, the best first: high understanding and levels, low foci. Ties stay in
 * the order of names.
 */
export function sortCandidates<Candidate extends Comparable>(
  candidates: readonly Candidate[],
  key: SortKey,
): Candidate[] {
  return key === 'name'
    ? inOrderOfNames(candidates)
    : sortByValue(candidates, (candidate) => rankOf(candidate, key), { order: 'descending' });
}

/**
 * The candidates whose ranges reach into that of one: between them and it there is no real difference,
 * whatever their totals.
 */
export function levelWith<Candidate extends { id: string; range: readonly [number, number] }>(
  { id, range }: Candidate,
  all: readonly Candidate[],
): Candidate[] {
  return all.filter((other) => other.id !== id && other.range[0] <= range[1] && other.range[1] >= range[0]);
}

/** The best and the worst place that one can have among all, as far as the ranges tell. Places count from 1. */
export function possiblePlaces(
  { id, range }: { id: string; range: readonly [number, number] },
  all: readonly { id: string; range: readonly [number, number] }[],
): [number, number] {
  const others = all.filter((other) => other.id !== id);
  const above = others.filter((other) => other.range[0] > range[1]).length;
  const below = others.filter((other) => other.range[1] < range[0]).length;
  return [above + 1, others.length + 1 - below];
}

/** What a row says of one candidate: a figure, words, or nothing. */
export type RowValue = number | string | null;

/**
 * Candidates by what a row says of them: figures in the order asked for, then words as a dictionary of the
 * language orders them, and last those of whom the row says nothing. Ties stay in the order of names.
 */
export function sortByValue<Candidate extends { name: string }>(
  candidates: readonly Candidate[],
  valueFor: (candidate: Candidate) => RowValue,
  { order, language = 'en' }: { order: 'ascending' | 'descending'; language?: string },
): Candidate[] {
  const words = new Intl.Collator(language, { numeric: true });
  const values = new Map(candidates.map((candidate) => [candidate, valueFor(candidate)]));
  const compare = (a: RowValue, b: RowValue): number => {
    if (typeof a === 'number' && typeof b === 'number') return order === 'ascending' ? a - b : b - a;
    if (typeof a === 'string' && typeof b === 'string') return words.compare(a, b);
    return kindOf(a) - kindOf(b);
  };
  return inOrderOfNames(candidates).sort((a, b) => compare(values.get(a) ?? null, values.get(b) ?? null));
}

const kindOf = (value: RowValue): number => (typeof value === 'number' ? 0 : value === null ? 2 : 1);

function inOrderOfNames<Candidate extends { name: string }>(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The better, the higher; null where there is no such figure. */
function rankOf(candidate: Comparable, key: Exclude<SortKey, 'name'>): number | null {
  switch (key) {
    case 'understanding':
    case 'questionsAsked':
    case 'atOwnWeights':
      return candidate[key];
    case 'priceDeadlineFocus':
    case 'metricChasing':
      return -candidate[key];
    case 'verdict':
      return -BEST_VERDICT_FIRST.indexOf(candidate.verdict);
    case 'confidence':
      return -CONFIDENCES.indexOf(candidate.confidence);
    default:
      return candidate.levels[key] ?? null;
  }
}

const BEST_VERDICT_FIRST: readonly Verdict[] = [
  'partner',
  'promising',
  'metric_chaser',
  'price_deadline',
  'insufficient',
];

/**
 * Which candidates a comparison shows: the pinned ones on every page, first; the hidden ones on none. Pages
 * count from 1.
 */
export function choosePage<Candidate extends { id: string }>(
  sorted: readonly Candidate[],
  {
    pinned,
    hidden,
    page,
    size,
  }: { pinned: ReadonlySet<string>; hidden: ReadonlySet<string>; page: number; size: number },
): { shown: Candidate[]; page: number; pages: number; from: number; to: number; total: number } {
  const visible = sorted.filter(({ id }) => !hidden.has(id));
  const first = visible.filter(({ id }) => pinned.has(id));
  const others = visible.filter(({ id }) => !pinned.has(id));
  const pages = Math.max(1, Math.ceil(others.length / size));
  const current = Math.min(Math.max(1, page), pages);
  const start = (current - 1) * size;
  const part = others.slice(start, start + size);
  return {
    shown: [...first, ...part],
    page: current,
    pages,
    from: part.length === 0 ? 0 : start + 1,
    to: start + part.length,
    total: others.length,
  };
}

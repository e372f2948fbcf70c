import type { Criterion } from './rubric.ts';

/** What can be compared of a candidate: its figures and the level of each criterion. */
export type Comparable = {
  name: string;
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  levels: Partial<Record<Criterion, number>>;
};

export const FIGURES = ['understanding', 'priceDeadlineFocus', 'metricChasing'] as const;
export type Figure = (typeof FIGURES)[number];
export type SortKey = Figure | Criterion | 'name';

/** Candidates by one row, the best first: high understanding and levels, low foci. Ties stay in the order of names. */
export function sortCandidates<Candidate extends Comparable>(candidates: readonly Candidate[], key: SortKey): Candidate[] {
  const byName = [...candidates].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  if (key === 'name') return byName;
  const value = (candidate: Candidate): number => {
    if (key === 'understanding') return candidate.understanding;
    if (key === 'priceDeadlineFocus' || key === 'metricChasing') return -candidate[key];
    return candidate.levels[key] ?? -1;
  };
  return byName.sort((a, b) => value(b) - value(a));
}

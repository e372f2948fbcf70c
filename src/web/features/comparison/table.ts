import type { Submission } from '../../../store/submissions.ts';
import type { LevelDrawing, RangeDrawing } from '../../levels/drawings.ts';
import type { Compared, RowSort } from './sorting.ts';

/** A candidate whose column is shown, with its response and what the owner noted. */
export type Column = Compared & { submission: Submission; note: string };

export type Cell = {
  text?: string;
  figure?: number;
  points?: number;
  outOf?: number;
  note?: string | null;
  /** What is said besides, each on a line of its own. */
  notes?: string[];
  answers?: { label: string; text: string }[] | null;
  sealed?: boolean;
  /** Whether a person should look at it. */
  alert?: boolean;
  mark?: { kind: 'right' | 'half' | 'wrong'; words: string };
  level?: LevelDrawing;
  range?: RangeDrawing;
};
export type Row = { label: string; cells: Cell[]; sort?: RowSort; note?: string | null };
/** Rows that belong together. */
export const GROUPS = ['figures', 'criteria', 'own', 'sums', 'answers', 'notes', 'terms'] as const;
export type GroupKey = (typeof GROUPS)[number];
export type Group = { key: GroupKey; rows: Row[] };

/** Rows in which at least two candidates differ. */
export function differingRows(groups: readonly Group[]): Group[] {
  const differs = ({ cells }: Row): boolean => new Set(cells.map((cell) => JSON.stringify(cell))).size > 1;
  return groups
    .map(({ key, rows }) => ({ key, rows: rows.filter(differs) }))
    .filter(({ rows }) => rows.length > 0);
}

/** A level 0–4 as four steps: filled by whoever gave it, with a mark where the rules stood. */
export type LevelDrawing = {
  fills: { x: number; width: number }[];
  isPerson: boolean;
  /** Middle of the mark; null where the rules gave the level that is drawn, or none. */
  mark: { left: number; middle: number; right: number } | null;
};

const STEP = 21;
const WIDTH = 20;
const MARK = 4;

export function levelDrawing(level: number, isPerson: boolean, byRules: number | null): LevelDrawing {
  const steps = [0, 1, 2, 3].map((step) => ({
    x: step * STEP,
    width: WIDTH * Math.min(1, Math.max(0, level - step)),
  }));
  const middle = (byRules ?? 0) * STEP;
  return {
    fills: steps.filter(({ width }) => width > 0),
    isPerson,
    mark: isPerson && byRules !== null ? { left: middle - MARK, middle, right: middle + MARK } : null,
  };
}

/** A total 0–100 with its range, on the scale 0–100. */
export type RangeDrawing = { least: number; width: number; at: number };

export const rangeDrawing = (at: number, [least, most]: readonly [number, number]): RangeDrawing => ({
  least,
  width: most - least,
  at,
});

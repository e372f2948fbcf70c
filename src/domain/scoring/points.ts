import type { Criterion } from './rubric.ts';

/** Points of a level, of so many; to the hundredth. */
export function pointsOf(level: number, outOf: number): number {
  return Math.round((level / 4) * outOf * 100) / 100;
}

/** Understanding 0–100: the points of all criteria, as a whole number. */
export function sumOfPoints(criteria: readonly { points: number }[]): number {
  return Math.round(criteria.reduce((sum, { points }) => sum + points, 0));
}

/** So far two careful readings of one response lie apart at most. */
const READINGS_APART = 7;

/** Least and most of a total 0–100: of seven points to either side, and of each criterion left out. */
export function rangeOf(
  criteria: readonly { points: number; outOf: number }[],
  total: number,
): [number, number] {
  const without = criteria.map((left) => {
    const rest = criteria.filter((each) => each !== left);
    const outOf = rest.reduce((sum, each) => sum + each.outOf, 0);
    return outOf === 0 ? total : (100 * rest.reduce((sum, { points }) => sum + points, 0)) / outOf;
  });
  const least = Math.min(total - READINGS_APART, ...without);
  const most = Math.max(total + READINGS_APART, ...without);
  return [Math.max(0, Math.round(least)), Math.min(100, Math.round(most))];
}

/** What the answered parts come to, of 100: blanks are left out of account instead of earning nothing. */
export function answeredFigure(
  criteria: readonly { key: Criterion; points: number; outOf: number }[],
  shares: Partial<Record<Criterion, number>>,
): number {
  const shareOf = (key: Criterion): number => shares[key] ?? 1;
  const outOf = criteria.reduce((sum, each) => sum + each.outOf * shareOf(each.key), 0);
  const points = criteria.reduce(
    (sum, each) => sum + Math.min(each.points, each.outOf * shareOf(each.key)),
    0,
  );
  return outOf === 0 ? 0 : Math.round((100 * points) / outOf);
}

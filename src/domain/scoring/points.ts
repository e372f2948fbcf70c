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

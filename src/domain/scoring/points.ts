/** Points of a level, of so many; to the hundredth. */
export function pointsOf(level: number, outOf: number): number {
  return Math.round((level / 4) * outOf * 100) / 100;
}

/** Understanding 0–100: the points of all criteria, as a whole number. */
export function sumOfPoints(criteria: readonly { points: number }[]): number {
  return Math.round(criteria.reduce((sum, { points }) => sum + points, 0));
}

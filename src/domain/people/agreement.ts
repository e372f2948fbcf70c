/** What several people gave the same thing; null where somebody gave nothing. */
export type Unit = readonly (number | null)[];

/**
 * Krippendorff's alpha for ordinal levels: 1 where all agree, 0 where they agree no more than by chance,
 * below 0 where they disagree systematically. Any number of raters, gaps allowed; null where no two levels
 * can be compared, or where every level is the same, so that chance has nothing to say. Source: K.
 * Krippendorff, Content Analysis, chapter 11; the ordinal metric counts the levels passed between two values.
 */
export function krippendorffAlpha(units: readonly Unit[]): number | null {
  const comparable = units
    .map((unit) => unit.filter((value) => value !== null))
    .filter((values) => values.length > 1);
  const values = [...new Set(comparable.flat())].sort((a, b) => a - b);
  if (values.length < 2) return null;
  const count = new Map(
    values.map((value) => [value, comparable.flat().filter((each) => each === value).length]),
  );
  const total = comparable.flat().length;
  const distance = (one: number, other: number): number => {
    const [low, high] = one < other ? [one, other] : [other, one];
    const passed = values
      .filter((value) => value >= low && value <= high)
      .reduce((sum, value) => sum + (count.get(value) ?? 0), 0);
    return (passed - ((count.get(one) ?? 0) + (count.get(other) ?? 0)) / 2) ** 2;
  };
  let observed = 0;
  for (const given of comparable) {
    for (const [at, one] of given.entries()) {
      for (const other of given.slice(at + 1)) observed += (2 * distance(one, other)) / (given.length - 1);
    }
  }
  let expected = 0;
  for (const [at, one] of values.entries()) {
    for (const other of values.slice(at + 1))
      expected += (2 * (count.get(one) ?? 0) * (count.get(other) ?? 0) * distance(one, other)) / (total - 1);
  }
  return 1 - observed / expected;
}

/** How an alpha reads in words; the bounds are Krippendorff's own. */
export function agreementWord(alpha: number): 'good' | 'fair' | 'poor' {
  return alpha >= 0.8 ? 'good' : alpha >= 0.667 ? 'fair' : 'poor';
}

/** The same thing, judged by two: levels 0–4. */
export type Pair = readonly [number, number];

/**
 * Cohen's weighted kappa of two who judge the same things: 1 where they always agree, 0 where they agree no
 * more than by chance. A difference weighs by its square. Null for fewer than two pairs, and where both
 * always give the same single level, so that chance has nothing to say. Source: J. Cohen, Psychological
 * Bulletin 70 (1968).
 */
export function weightedKappa(pairs: readonly Pair[]): number | null {
  const meanOf = (value: (pair: Pair) => number): number =>
    pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length;
  // Every level of the one beside every level of the other: what chance would put together.
  const expected =
    meanOf(([one]) => one ** 2) +
    meanOf(([, other]) => other ** 2) -
    2 * meanOf(([one]) => one) * meanOf(([, other]) => other);
  // Rounding leaves something next to nothing where all levels are one.
  if (pairs.length < 2 || expected < 1e-9) return null;
  return 1 - meanOf(([one, other]) => (one - other) ** 2) / expected;
}

/** From so few pairs on a coefficient says anything at all. */
export const LEAST_PAIRS = 20;

/** How a kappa reads in words, and that few pairs are only a hint. Bounds: Landis and Koch (1977). */
export function kappaWord(kappa: number, pairs: number): 'few' | 'good' | 'fair' | 'poor' {
  if (pairs < LEAST_PAIRS) return 'few';
  return kappa >= 0.61 ? 'good' : kappa >= 0.41 ? 'fair' : 'poor';
}

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

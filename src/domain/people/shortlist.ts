/** A place on the shortlist: kept or not, and its rank from 1, null while it has none. */
export type Place = { id: string; kept: boolean; rank: number | null };

/** Kept candidates in their order: by rank, those without one last, equal ones as they stand. */
export function inOrder<P extends Place>(places: readonly P[]): P[] {
  return places
    .filter(({ kept }) => kept)
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
}

/**
 * The ranks 1, 2, 3 … of the kept candidates after one of them was moved a place up or down. At an end it
 * stays where it is.
 */
export function movedRanks(
  places: readonly Place[],
  id: string,
  direction: 'up' | 'down',
): Map<string, number> {
  const order = inOrder(places).map((place) => place.id);
  const from = order.indexOf(id);
  const to = direction === 'up' ? from - 1 : from + 1;
  const other = order[to];
  if (from !== -1 && other !== undefined) {
    order[to] = id;
    order[from] = other;
  }
  return new Map(order.map((each, index) => [each, index + 1]));
}

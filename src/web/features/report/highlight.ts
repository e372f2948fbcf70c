/** A stretch of an answer: plain, or marked with what it counts for. */
export type Piece = { text: string; marks: Mark[] };
/** What a stretch counts for: the key of a criterion and its name. */
export type Mark = { key: string; name: string };

/** Cuts an answer at its evidence, so that a page can mark it in place. Overlapping spans share a mark. */
export function highlight(
  text: string,
  spans: readonly { start: number; end: number; mark: Mark }[],
): Piece[] {
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const pieces: Piece[] = [];
  for (const [index, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[index + 1] ?? text.length;
    const covering = spans.filter((span) => span.start <= start && span.end >= end && span.end > span.start);
    const marks = [...new Map(covering.map(({ mark }) => [mark.key, mark])).values()];
    const last = pieces.at(-1);
    if (last && sameMarks(last.marks, marks)) last.text += text.slice(start, end);
    else if (end > start) pieces.push({ text: text.slice(start, end), marks });
  }
  return pieces;
}

const sameMarks = (one: readonly Mark[], other: readonly Mark[]): boolean =>
  one.map(({ key }) => key).join() === other.map(({ key }) => key).join();

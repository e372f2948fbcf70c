/** Text in one form for comparison, with the way back to the original. */
export type Normalised = {
  text: string;
  /** Where in the original the piece behind each code unit of `text` starts. */
  starts: number[];
  /** Where in the original that piece ends (exclusive). */
  ends: number[];
};

/** Characters that NFKC leaves apart although people use them as one. */
const UNIFIED: Record<string, string> = { '〜': '~', '−': '-', '–': '-', '—': '-', '’': "'", '‘': "'", '“': '"', '”': '"' };

const PIECE = /[\s\S][\p{M}\uFF9E\uFF9F]*/gu;

/** NFKC, lower case and unified dashes, piece by piece, so that every span can be led back to the original. */
export function normalise(original: string): Normalised {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of original.matchAll(PIECE)) {
    const piece = match[0];
    const plain = UNIFIED[piece] ?? piece.normalize('NFKC').toLowerCase();
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(match.index);
      ends.push(match.index + piece.length);
    }
    text += plain;
  }
  return { text, starts, ends };
}

/** Only the normalised text. */
export function normaliseText(original: string): string {
  return normalise(original).text;
}

/** The span of the original that lies behind [start, end) of the normalised text; exact for slice(). */
export function originalSpan(normalised: Normalised, start: number, end: number): { start: number; end: number } {
  return { start: normalised.starts[start] ?? 0, end: normalised.ends[end - 1] ?? normalised.starts[start] ?? 0 };
}

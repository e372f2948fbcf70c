/** Text in one form for comparison, with the way back to the original. */
export type Normalised = {
  text: string;
  /**
   * Where in the original the piece behind each code unit of `text` starts, and where it ends (exclusive);
   * null where each stands in its own place.
   */
  pieces: { starts: number[]; ends: number[] } | null;
};

/** Characters that NFKC leaves apart although people use them as one. */
const UNIFIED: Record<string, string> = {
  '〜': '~',
  '−': '-',
  '–': '-',
  '—': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
};

const PIECE = /[\s\S][\p{M}\uFF9E\uFF9F]*/uy;
const MARK = /[\p{M}\uFF9E\uFF9F]/u;

/**
 * Whether NFKC leaves a character as it is and its lower case is as long: ASCII, kana and the common kanji.
 */
const isPlain = (code: number): boolean =>
  code < 0x80 ||
  (code >= 0x3041 && code <= 0x3096) ||
  (code >= 0x30a1 && code <= 0x30fc) ||
  (code >= 0x4e00 && code <= 0x9fff) ||
  code === 0x3001 ||
  code === 0x3002;

const ALL_PLAIN = /^[\0-\x7f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\u3001\u3002]*$/;

/**
 * NFKC, lower case and unified dashes, piece by piece, so that every span can be led back to the original.
 */
export function normalise(original: string): Normalised {
  return ALL_PLAIN.test(original)
    ? { text: original.toLowerCase(), pieces: null }
    : normalisePieces(original);
}

function normalisePieces(original: string): Normalised {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let plainFrom = 0;
  const flush = (to: number): void => {
    if (to > plainFrom) pieces.push(original.slice(plainFrom, to).toLowerCase());
  };
  for (let at = 0; at < original.length; ) {
    if (isPlain(original.charCodeAt(at)) && !isMarkAt(original, at + 1)) {
      starts.push(at);
      at += 1;
      ends.push(at);
      continue;
    }
    flush(at);
    PIECE.lastIndex = at;
    const piece = PIECE.exec(original)?.[0] ?? (original[at] as string);
    const plain = UNIFIED[piece] ?? piece.normalize('NFKC').toLowerCase();
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(at);
      ends.push(at + piece.length);
    }
    pieces.push(plain);
    at += piece.length;
    plainFrom = at;
  }
  flush(original.length);
  return { text: pieces.join(''), pieces: { starts, ends } };
}

function isMarkAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !Number.isNaN(code) && !isPlain(code) && MARK.test(String.fromCharCode(code));
}

/** Only the normalised text. */
export function normaliseText(original: string): string {
  return normalise(original).text;
}

/** The span of the original that lies behind [start, end) of the normalised text; exact for slice(). */
export function originalSpan(
  { pieces }: Normalised,
  start: number,
  end: number,
): { start: number; end: number } {
  if (pieces === null) return { start, end };
  const from = pieces.starts[start] ?? 0;
  return { start: from, end: pieces.ends[end - 1] ?? from };
}

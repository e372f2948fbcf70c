/** A sentence as a span of the normalised text. */
export type Span = { start: number; end: number };

/** The dot of an abbreviation ends no sentence. */
const BOUNDARY =
  /[。！!？?\n;；]+|(?<!\b(?:incl|excl|approx|e\.g|i\.e|etc|vs|no|mr|mrs|ms|dr|inc|ltd|co))\.(?=\s|$)/g;

/** Cuts normalised text into sentences; "0.84" stays whole. Spans carry no surrounding white space. */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    pushTrimmed(spans, text, start, match.index + match[0].length);
    start = match.index + match[0].length;
  }
  pushTrimmed(spans, text, start, text.length);
  return spans;
}

function pushTrimmed(spans: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /[\s・•*-]/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) spans.push({ start, end });
}

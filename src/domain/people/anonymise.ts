import { fold, foldedNames } from './names.ts';

const EMAIL = /(?<![\w.+-])[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/gu;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s、。）)」]+/giu;
const DOMAIN =
  /(?<![a-z0-9-]|[a-z0-9-]\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|jp|info|biz|io|dev|app|agency|design|tokyo|osaka|shop|site|online|tech|uk|us|de|eu|fr|cn|kr|co)\b/giu;
const HANDLE = /(?<![\w@＠])[@＠][A-Za-z0-9_.]{3,}/gu;
/**
 * Groups of digits with hyphens, spaces, dots or brackets between them. Amounts have commas and are left
 * alone.
 */
const TELEPHONE =
  /[+＋(（]?[0-9０-９](?:[0-9０-９]|[-‐‑–ー－ .()（）](?=[-‐‑–ー－ .()（）]?[0-9０-９])){7,}[0-9０-９]/gu;
const FEWEST_DIGITS = 9;
const MOST_DIGITS = 15;
const DATE = /^[12]\d{3}[-.]\d{1,2}[-.]\d{1,2}/;

/** Shorter names are everyday words as well. */
const SHORTEST = { other: 2, latin: 3 } as const;
/** Katakana names up to this length are looked for as whole words. */
const SHORT_KATAKANA = 3;
const LATIN = /^[\x20-\x7e]+$/;
const KATAKANA = /^[ァ-ヶー]+$/u;

/** Folded names long enough to tell somebody, the longest first. */
function tellingNames(names: readonly string[]): string[] {
  const telling = names
    .flatMap(foldedNames)
    .filter((name) => name.length >= (LATIN.test(name) ? SHORTEST.latin : SHORTEST.other));
  return [...new Set(telling)].sort((a, b) => b.length - a.length);
}

/** Whether a name that was found is only a part of a longer word. */
function isWithinWord(name: string, { before, after }: { before: string; after: string }): boolean {
  if (LATIN.test(name)) return /[a-z0-9]/.test(before) || /[a-z0-9]/.test(after);
  if (KATAKANA.test(name) && name.length <= SHORT_KATAKANA)
    return KATAKANA.test(before) || KATAKANA.test(after);
  return false;
}

/** Puts the mark over every spelling of the names. Spans are found on the folded text and led back. */
function hideNames(text: string, names: readonly string[], mark: string): string {
  const folded = fold(text);
  const spans: { start: number; end: number }[] = [];
  for (const name of names) {
    for (let at = folded.text.indexOf(name); at >= 0; at = folded.text.indexOf(name, at + name.length)) {
      if (!isWithinWord(name, folded.around(at, at + name.length)))
        spans.push(folded.spanOf(at, at + name.length));
    }
  }
  return coverSpans(text, spans, mark);
}

function coverSpans(text: string, spans: readonly { start: number; end: number }[], mark: string): string {
  let covered = '';
  let done = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= done) covered += text.slice(done, start) + mark;
    done = Math.max(done, end);
  }
  return covered + text.slice(done);
}

function isTelephone(found: string): boolean {
  if (DATE.test(found)) return false;
  // A bare number is an amount, unless it starts as telephone numbers do at home.
  if (/^\d+$/.test(found)) return /^0\d{9,10}$/.test(found);
  const digits = found.replace(/\D/g, '').length;
  return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
}

/**
 * A function that puts `mark` in place of these names and of every address, domain, handle and telephone
 * number. Pure.
 */
export function anonymiser(names: readonly string[], mark: string): (text: string) => string {
  const known = tellingNames(names);
  return (text) => {
    let hidden = text;
    for (const pattern of [EMAIL, ADDRESS, DOMAIN, HANDLE]) hidden = hidden.replace(pattern, mark);
    hidden = hidden.replace(TELEPHONE, (found) => (isTelephone(found.normalize('NFKC')) ? mark : found));
    return hideNames(hidden, known, mark);
  };
}

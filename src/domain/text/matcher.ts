import { isKatakana, isLatinLetter, isWordCharacter } from './characters.ts';
import { CodeTable, NOT_HELD } from './code-table.ts';

/** A surface form found in normalised text. */
export type Match<Value> = { value: Value; surface: string; start: number; end: number };

/** `third` is the third code unit, by which most candidates fall out at once; 0 where there is none, or a space. */
type Candidate<Value> = { surface: string; value: Value; openEnd: boolean; third: number };

const isWhite = (code: number): boolean => code === 32 || code === 45 || code === 10 || code === 9;

/**
 * Finds known surface forms, the longest first, left to right. Latin forms match whole words (a plural s is allowed, and any
 * ending where the form ends with *); katakana forms do not match inside a longer katakana word. Misspelt words are known as a
 * whole, and only where no form matches.
 */
export class Matcher<Value> {
  /** Candidates that begin alike, and which of these lists is that of two code units, or of the only one. */
  readonly #candidates: Candidate<Value>[][];
  readonly #starts: CodeTable;

  readonly #misspelt: ReadonlyMap<string, Value>;

  constructor(forms: Iterable<readonly [surface: string, value: Value]>, misspelt: ReadonlyMap<string, Value> = new Map()) {
    this.#misspelt = misspelt;
    const byStart = new Map<number, Candidate<Value>[]>();
    for (const [written, value] of forms) {
      const openEnd = written.endsWith('*');
      const surface = openEnd ? written.slice(0, -1) : written;
      const key = keyOf(surface.charCodeAt(0), surface.length > 1 ? surface.charCodeAt(1) : 0);
      const candidates = byStart.get(key) ?? [];
      candidates.push({ surface, value, openEnd, third: surface.length < 3 || surface[2] === ' ' ? 0 : surface.charCodeAt(2) });
      byStart.set(key, candidates);
    }
    for (const candidates of byStart.values()) candidates.sort((a, b) => b.surface.length - a.surface.length || (a.surface < b.surface ? -1 : 1));
    this.#candidates = [...byStart.values()];
    this.#starts = new CodeTable(new Map([...byStart.keys()].map((key, at) => [key, at])));
  }

  /** All matches in normalised text, without overlaps. */
  find(text: string): Match<Value>[] {
    const matches: Match<Value>[] = [];
    for (let at = 0; at < text.length; ) {
      const match = this.#at(text, at);
      if (match) matches.push(match);
      at = match?.end ?? nextStart(text, at);
    }
    return matches;
  }

  #at(text: string, start: number): Match<Value> | null {
    const code = text.charCodeAt(start);
    // Past the end there is no second code unit, which leaves the key of the first alone.
    const known = this.#firstOf(keyOf(code, text.charCodeAt(start + 1)), text, start) ?? this.#firstOf(keyOf(code, 0), text, start);
    return known ?? (isLatinLetter(code) ? this.#misspeltAt(text, start) : null);
  }

  #firstOf(key: number, text: string, start: number): Match<Value> | null {
    const at = this.#starts.get(key);
    return at === NOT_HELD ? null : firstOf(this.#candidates[at] as Candidate<Value>[], text, start);
  }

  #misspeltAt(text: string, start: number): Match<Value> | null {
    const end = nextStart(text, start);
    const surface = text.slice(start, end);
    const value = this.#misspelt.get(surface) ?? (surface.endsWith('s') ? this.#misspelt.get(surface.slice(0, -1)) : undefined);
    return value === undefined ? null : { value, surface, start, end };
  }
}

/** Two code units in one integer. */
const keyOf = (first: number, second: number): number => (first << 16) | second;

/** Where the next form can start when none does here: none starts within a word or a run of katakana. */
function nextStart(text: string, at: number): number {
  const code = text.charCodeAt(at);
  let next = at + 1;
  if (isWordCharacter(code)) while (isWordCharacter(text.charCodeAt(next))) next += 1;
  else if (isKatakana(code)) while (isKatakana(text.charCodeAt(next))) next += 1;
  return next;
}

function firstOf<Value>(candidates: readonly Candidate<Value>[], text: string, start: number): Match<Value> | null {
  const third = text.charCodeAt(start + 2);
  for (const candidate of candidates) {
    if (candidate.third !== 0 && candidate.third !== third) continue;
    const { surface, value, openEnd } = candidate;
    let end = endOf(text, start, surface);
    if (end < 0) continue;
    const last = text.charCodeAt(end - 1);
    if (isKatakana(last) && isKatakana(text.charCodeAt(end))) continue;
    if (isWordCharacter(last)) {
      if (openEnd) while (isWordCharacter(text.charCodeAt(end))) end += 1;
      else end = pluralEnd(text, end);
      if (isWordCharacter(text.charCodeAt(end))) continue;
    }
    return { value, surface, start, end };
  }
  return null;
}

/** Where the surface ends when it stands at `start`, a space in it standing for any white space or hyphen; -1 when it does not. */
function endOf(text: string, start: number, surface: string): number {
  if (!surface.includes(' ')) return text.startsWith(surface, start) ? start + surface.length : -1;
  let at = start;
  for (let own = 0; own < surface.length; own += 1) {
    if (surface[own] === ' ') {
      if (!isWhite(text.charCodeAt(at))) return -1;
      while (isWhite(text.charCodeAt(at))) at += 1;
    } else if (text[at] === surface[own]) at += 1;
    else return -1;
  }
  return at;
}

function pluralEnd(text: string, end: number): number {
  for (const ending of ["'s", 'es', 's']) {
    if (text.startsWith(ending, end) && !isWordCharacter(text.charCodeAt(end + ending.length))) return end + ending.length;
  }
  return end;
}

import { isKatakana, isLatinLetter, isWordCharacter } from '../language/characters.ts';
import { CodeTable, NOT_HELD } from './code-table.ts';

/** A surface form found in normalised text. */
export type Match<Value> = { value: Value; surface: string; start: number; end: number };

/** `spaced`: a space in the surface stands for any white space or hyphen. */
type Candidate<Value> = { surface: string; value: Value; openEnd: boolean; spaced: boolean };

const isWhite = (code: number): boolean => code === 32 || code === 45 || code === 10 || code === 9;

/**
 * Finds known surface forms, the longest first, left to right. Latin forms match whole words (a plural s is
 * allowed, and any ending where the form ends with *); katakana forms do not match inside a longer katakana
 * word. Misspelt words are known as a whole, and only where no form matches.
 */
export class Matcher<Value> {
  /** Candidates that begin alike, the longest first. */
  readonly #candidates: Candidate<Value>[][] = [];
  /**
   * Which of these lists is that of one code unit, or of two; and by that of two and the third, which of
   * three.
   */
  readonly #starts: CodeTable;
  readonly #thirds: CodeTable;

  readonly #misspelt: ReadonlyMap<string, Value>;

  constructor(
    forms: Iterable<readonly [surface: string, value: Value]>,
    misspelt: ReadonlyMap<string, Value> = new Map(),
  ) {
    this.#misspelt = misspelt;
    const starts = new Map<number, number>();
    const thirds = new Map<number, number>();
    const listAt = (lists: Map<number, number>, key: number): number => {
      const at = lists.get(key) ?? this.#candidates.push([]) - 1;
      lists.set(key, at);
      return at;
    };
    for (const [written, value] of forms) {
      const openEnd = written.endsWith('*');
      const surface = openEnd ? written.slice(0, -1) : written;
      const start = listAt(
        starts,
        keyOf(surface.charCodeAt(0), surface.length > 1 ? surface.charCodeAt(1) : 0),
      );
      // A space may stand for another character, so what has one in third place is found by the first two.
      const at =
        surface.length < 3 || surface[2] === ' '
          ? start
          : listAt(thirds, keyOf(start, surface.charCodeAt(2)));
      this.#candidates[at]?.push({ surface, value, openEnd, spaced: surface.includes(' ') });
    }
    for (const candidates of this.#candidates)
      candidates.sort((a, b) => b.surface.length - a.surface.length || (a.surface < b.surface ? -1 : 1));
    this.#starts = new CodeTable(starts, starts.size);
    this.#thirds = new CodeTable(thirds, thirds.size);
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
    const known =
      this.#longestAt(keyOf(code, text.charCodeAt(start + 1)), text, start) ??
      this.#firstOf(this.#starts.get(keyOf(code, 0)), text, start);
    return known ?? (isLatinLetter(code) ? this.#misspeltAt(text, start) : null);
  }

  /** The longest form that begins with these two code units. */
  #longestAt(two: number, text: string, start: number): Match<Value> | null {
    const at = this.#starts.get(two);
    if (at === NOT_HELD) return null;
    return (
      this.#firstOf(this.#thirds.get(keyOf(at, text.charCodeAt(start + 2))), text, start) ??
      this.#firstOf(at, text, start)
    );
  }

  #firstOf(list: number, text: string, start: number): Match<Value> | null {
    return list === NOT_HELD ? null : firstOf(this.#candidates[list] as Candidate<Value>[], text, start);
  }

  #misspeltAt(text: string, start: number): Match<Value> | null {
    const end = nextStart(text, start);
    const surface = text.slice(start, end);
    const value =
      this.#misspelt.get(surface) ??
      (surface.endsWith('s') ? this.#misspelt.get(surface.slice(0, -1)) : undefined);
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

function firstOf<Value>(
  candidates: readonly Candidate<Value>[],
  text: string,
  start: number,
): Match<Value> | null {
  for (const { surface, value, openEnd, spaced } of candidates) {
    let end = spaced
      ? spacedEnd(text, start, surface)
      : text.startsWith(surface, start)
        ? start + surface.length
        : -1;
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

/** Where a surface with spaces ends when it stands at `start`; -1 when it does not. */
function spacedEnd(text: string, start: number, surface: string): number {
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
    if (text.startsWith(ending, end) && !isWordCharacter(text.charCodeAt(end + ending.length)))
      return end + ending.length;
  }
  return end;
}

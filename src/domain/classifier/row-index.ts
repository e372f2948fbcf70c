/** What an index says of a name that it does not hold. */
export const NO_ROW = -1;

// A name is known by two hashes of 32 bits after FNV-1a, each with a multiplier of its own: enough to tell
// 140,000 names and all that is asked for apart. Both can be taken code unit by code unit.
export const FIRST_SEED = 0x811c9dc5 | 0;
export const SECOND_SEED = 0x2f0b4c47;
export const nextFirst = (first: number, unit: number): number => Math.imul(first ^ unit, 0x01000193);
export const nextSecond = (second: number, unit: number): number => Math.imul(second ^ unit, 0x85ebca6b);

/** A place holds both hashes of a name and its row, counted from 1; 0 where the place is empty. */
const WIDTH = 3;
/** At least a third of the places stay empty, so that a name is found, or missed, within a few steps. */
const PLACES_PER_NAME = 1.5;

/**
 * Which row belongs to a name, without the names: as strings they took 60 MB, and making strings of a text to
 * look them up took most of the time.
 */
export class RowIndex {
  readonly #places: Int32Array;
  readonly #shift: number;

  /** An index for at most so many names. */
  constructor(size: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(size * PLACES_PER_NAME)));
    this.#shift = 32 - bits;
    this.#places = new Int32Array(2 ** bits * WIDTH);
  }

  /** Files the row of the name with these hashes. Throws where another name has the same. */
  add(first: number, second: number, row: number): void {
    const at = this.#placeOf(first, second);
    if (this.#places[at + 2] !== 0)
      throw new Error(`rows ${this.find(first, second)} and ${row} have the same hashes`);
    this.#places[at] = first;
    this.#places[at + 1] = second;
    this.#places[at + 2] = row + 1;
  }

  /** The row of the name that has these hashes, or NO_ROW. */
  find(first: number, second: number): number {
    return (this.#places[this.#placeOf(first, second) + 2] as number) - 1;
  }

  /** The row of a name, or NO_ROW. */
  rowOf(name: string): number {
    let first = FIRST_SEED;
    let second = SECOND_SEED;
    for (let at = 0; at < name.length; at += 1) {
      first = nextFirst(first, name.charCodeAt(at));
      second = nextSecond(second, name.charCodeAt(at));
    }
    return this.find(first, second);
  }

  /** Where these hashes are, or the empty place where they would be. */
  #placeOf(first: number, second: number): number {
    const places = this.#places;
    // Fibonacci hashing: the upper bits of the product are spread evenly.
    let at = (Math.imul(first, 0x9e3779b1) >>> this.#shift) * WIDTH;
    while (places[at + 2] !== 0 && (places[at] !== first || places[at + 1] !== second)) {
      at += WIDTH;
      if (at === places.length) at = 0;
    }
    return at;
  }
}

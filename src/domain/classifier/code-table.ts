const FEWEST_PLACES = 16;
/**
 * At least a third of the places stay empty, so that a key is found, or found missing, within a few steps.
 */
const PLACES_PER_KEY = 1.5;
/** What a table says of a key that it does not hold. */
export const NOT_HELD = -1;

/**
 * A table from integers of 32 bits to integers from 0, all in one array: lookups in large tables, most of
 * them in vain, take far less time than in a Map, whose entries lie all over the memory.
 */
export class CodeTable {
  /** Keys and values in turns; the value of an empty place is NOT_HELD. */
  readonly #places: Int32Array;
  readonly #shift: number;

  /** Takes at most `size` keys; of equal ones the last holds. */
  constructor(entries: Iterable<readonly [key: number, value: number]>, size: number) {
    let bits = Math.log2(FEWEST_PLACES);
    while (2 ** bits < size * PLACES_PER_KEY) bits += 1;
    this.#shift = 32 - bits;
    this.#places = new Int32Array(2 ** bits * 2).fill(NOT_HELD);
    for (const [key, value] of entries) {
      const at = this.#placeOf(key);
      this.#places[at] = key;
      this.#places[at + 1] = value;
    }
  }

  /** The value of a key; NOT_HELD for others. */
  get(key: number): number {
    return this.#places[this.#placeOf(key) + 1] as number;
  }

  /** Where a key is, or the empty place where it would be. */
  #placeOf(key: number): number {
    const places = this.#places;
    // Fibonacci hashing: the upper bits of the product are spread evenly even where keys follow one another.
    let at = (Math.imul(key, 0x9e3779b1) >>> this.#shift) * 2;
    while (places[at + 1] !== NOT_HELD && places[at] !== key) at = (at + 2) & (places.length - 1);
    return at;
  }
}

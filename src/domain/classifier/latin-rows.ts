import { CodeTable, NOT_HELD } from './code-table.ts';
import { WORD_PIECE } from './features.ts';

/** A letter or apostrophe in five bits, so that a piece of a word is one integer. */
const LETTER_BITS = 5;
const PIECE_MASK = 2 ** (LETTER_BITS * WORD_PIECE) - 1;
const APOSTROPHE = 0x27;
/** 1 to 26 for the letters, 27 for the apostrophe. */
const bitsOf = (code: number): number => (code === APOSTROPHE ? 27 : code - 0x60);
const withLetter = (piece: number, code: number): number =>
  ((piece << LETTER_BITS) | bitsOf(code)) & PIECE_MASK;

const pairOf = (previous: number, word: number): number => (previous << 16) | word;

/** Where the rows of words in Latin script are, of pairs of words, and of pieces of words. */
export class LatinRows {
  /** The words, and what stands in place of one before a word, numbered; with the row of each number. */
  readonly #numbers = new Map<string, number>();
  readonly #words: number[] = [];
  readonly #pairs: CodeTable;
  readonly #pieces: CodeTable;

  /**
   * Takes the rows of words (w:price), pairs (b:how much) and pieces (c:price) by their names and leaves the
   * others alone.
   */
  constructor(names: readonly string[]) {
    const pairs = new Map<number, number>();
    const pieces = new Map<number, number>();
    names.forEach((name, row) => {
      const written = name.slice(2);
      if (name.startsWith('w:')) this.#words[this.#number(written)] = row;
      else if (name.startsWith('b:')) {
        const [previous = '', word = ''] = written.split(' ');
        pairs.set(pairOf(this.#number(previous), this.#number(word)), row);
      } else if (name.startsWith('c:')) pieces.set(pieceOf(written), row);
    });
    this.#pairs = new CodeTable(pairs);
    this.#pieces = new CodeTable(pieces);
  }

  #number(word: string): number {
    const number = this.#numbers.get(word) ?? this.#words.push(NOT_HELD) - 1;
    this.#numbers.set(word, number);
    return number;
  }

  /**
   * Calls `note` with what is known of a word, of the pair with what stands before it, and of its pieces: a
   * row or NOT_HELD.
   */
  each(word: string, previous: string, note: (row: number) => void): void {
    const number = this.#numbers.get(word);
    if (number !== undefined) {
      note(this.#words[number] as number);
      const before = this.#numbers.get(previous);
      if (before !== undefined) note(this.#pairs.get(pairOf(before, number)));
    }
    let piece = 0;
    for (let at = 0; at < word.length; at += 1) {
      piece = withLetter(piece, word.charCodeAt(at));
      if (at + 1 >= WORD_PIECE) note(this.#pieces.get(piece));
    }
  }
}

function pieceOf(letters: string): number {
  let piece = 0;
  for (let at = 0; at < letters.length; at += 1) piece = withLetter(piece, letters.charCodeAt(at));
  return piece;
}

import { CodeTable, NOT_HELD } from './code-table.ts';
import { LONGEST_NGRAM, WHOLE_RUN } from './features.ts';

const twoOf = (first: number, second: number): number => (first << 16) | second;
const threeOf = (two: number, third: number): number => (two << 16) | third;

/** Where the rows of Japanese stretches are, by their code units. */
export class JapaneseRows {
  readonly #wholes = new Map<string, number>();
  readonly #singles: CodeTable;
  /**
   * Stretches of two and beginnings of stretches of three, numbered, with the row of each number; NOT_HELD
   * for mere beginnings.
   */
  readonly #twos: CodeTable;
  readonly #doubles: Int32Array;
  /** Stretches of three by the number of their beginning and the third character. */
  readonly #triples: CodeTable;

  /** Takes the rows of stretches and of whole runs (=売上) by their names and leaves the others alone. */
  constructor(names: readonly string[]) {
    const singles = new Map<number, number>();
    const twos = new Map<number, number>();
    const doubles: number[] = [];
    const triples = new Map<number, number>();
    const numberOf = (stretch: string): number => {
      const two = twoOf(stretch.charCodeAt(0), stretch.charCodeAt(1));
      const number = twos.get(two) ?? doubles.push(NOT_HELD) - 1;
      twos.set(two, number);
      return number;
    };
    names.forEach((name, row) => {
      if (name.startsWith('=')) this.#wholes.set(name.slice(1), row);
      else if (name.charCodeAt(0) > 0xff && name.length <= LONGEST_NGRAM) {
        if (name.length === 1) singles.set(name.charCodeAt(0), row);
        else if (name.length === 2) doubles[numberOf(name)] = row;
        else triples.set(threeOf(numberOf(name), name.charCodeAt(2)), row);
      }
    });
    this.#singles = new CodeTable(singles);
    this.#twos = new CodeTable(twos);
    this.#doubles = Int32Array.from(doubles);
    this.#triples = new CodeTable(triples);
  }

  /** Calls `note` with what is known of each stretch of a run: a row or NOT_HELD. */
  each(run: string, note: (row: number) => void): void {
    if (run.length <= WHOLE_RUN) note(this.#wholes.get(run) ?? NOT_HELD);
    for (let at = 0; at < run.length; at += 1) {
      const code = run.charCodeAt(at);
      note(this.#singles.get(code));
      const two = at + 1 < run.length ? this.#twos.get(twoOf(code, run.charCodeAt(at + 1))) : NOT_HELD;
      if (two === NOT_HELD) continue;
      note(this.#doubles[two] as number);
      if (at + 2 < run.length) note(this.#triples.get(threeOf(two, run.charCodeAt(at + 2))));
    }
  }
}

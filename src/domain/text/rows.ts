import { CodeTable, NOT_HELD } from './code-table.ts';
import { eachKanjiPair, eachSurface, type Features, kanjiPairNamed, LONGEST_NGRAM } from './features.ts';

/**
 * Where the rows of a model's features are. Names would do for all of them; stretches of Japanese and pairs are so many in a
 * long text that building a name for each took most of the time, so these are found by their code units.
 */
export type Rows = {
  names: ReadonlyMap<string, number>;
  ideas: ReadonlyMap<string, number>;
  /** By the one idea and the other, in either order. */
  ideaPairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  kanjiPairs: CodeTable;
  /** Japanese stretches of one character. */
  singles: CodeTable;
  /** Stretches of two and beginnings of stretches of three, numbered, with the row of each number; NO_ROW for mere beginnings. */
  twos: CodeTable;
  doubles: Int32Array;
  /** Stretches of three by the number of their beginning and the third character. */
  triples: CodeTable;
  /** A mark for each row, all 0 between calls of `rowsOf`. */
  marks: Uint8Array;
};

const NO_ROW = NOT_HELD;
const isJapanese = (code: number): boolean => code > 0xff;
const twoOf = (first: number, second: number): number => (first << 16) | second;
const threeOf = (numberOfTwo: number, third: number): number => (numberOfTwo << 16) | third;

/** Files the rows of features by their names. */
export function fileRows(names: readonly string[]): Rows {
  const ideas = new Map<string, number>();
  const ideaPairs = new Map<string, Map<string, number>>();
  const kanjiPairs = new Map<number, number>();
  const singles = new Map<number, number>();
  const twos = new Map<number, number>();
  const doubles: number[] = [];
  const triples = new Map<number, number>();
  const numberOf = (name: string): number => {
    const two = twoOf(name.charCodeAt(0), name.charCodeAt(1));
    const number = twos.get(two) ?? twos.size;
    if (number === twos.size) doubles.push(NO_ROW);
    twos.set(two, number);
    return number;
  };
  names.forEach((name, row) => {
    const kanji = kanjiPairNamed(name);
    if (kanji !== null) kanjiPairs.set(kanji, row);
    else if (name.startsWith('@')) {
      const [one = '', other] = name.slice(1).split('&');
      if (other === undefined) ideas.set(one, row);
      else {
        ideaPairs.set(one, (ideaPairs.get(one) ?? new Map()).set(other, row));
        ideaPairs.set(other, (ideaPairs.get(other) ?? new Map()).set(one, row));
      }
    } else if (isJapanese(name.charCodeAt(0)) && name.length <= LONGEST_NGRAM) {
      if (name.length === 1) singles.set(name.charCodeAt(0), row);
      else if (name.length === 2) doubles[numberOf(name)] = row;
      else triples.set(threeOf(numberOf(name), name.charCodeAt(2)), row);
    }
  });
  return {
    names: new Map(names.map((name, row) => [name, row])),
    ideas,
    ideaPairs,
    kanjiPairs: new CodeTable(kanjiPairs),
    singles: new CodeTable(singles),
    twos: new CodeTable(twos),
    doubles: Int32Array.from(doubles),
    triples: new CodeTable(triples),
    marks: new Uint8Array(names.length),
  };
}

/** The rows of all features of a text that the model knows, each once. */
export function rowsOf(rows: Rows, { ideas, meant }: Features): number[] {
  const found: number[] = [];
  const note = (row: number): void => {
    if (row === NO_ROW || rows.marks[row] === 1) return;
    rows.marks[row] = 1;
    found.push(row);
  };
  const present = [...ideas.keys()];
  for (let at = 0; at < present.length; at += 1) {
    const one = present[at] as string;
    note(rows.ideas.get(one) ?? NO_ROW);
    const others = rows.ideaPairs.get(one);
    if (others) for (let next = at + 1; next < present.length; next += 1) note(others.get(present[next] as string) ?? NO_ROW);
  }
  eachSurface(
    meant,
    (name) => note(rows.names.get(name) ?? NO_ROW),
    (run) => {
      for (let at = 0; at < run.length; at += 1) {
        const code = run.charCodeAt(at);
        note(rows.singles.get(code));
        const two = at + 1 < run.length ? rows.twos.get(twoOf(code, run.charCodeAt(at + 1))) : NOT_HELD;
        if (two === NOT_HELD) continue;
        note(rows.doubles[two] as number);
        if (at + 2 < run.length) note(rows.triples.get(threeOf(two, run.charCodeAt(at + 2))));
      }
    },
  );
  eachKanjiPair(meant, (pair) => note(rows.kanjiPairs.get(pair)));
  for (const row of found) rows.marks[row] = 0;
  return found;
}

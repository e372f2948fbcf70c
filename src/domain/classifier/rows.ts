import { CodeTable, NOT_HELD } from './code-table.ts';
import { eachKanjiPair, eachSurface, type Features, kanjiPairNamed } from './features.ts';
import { JapaneseRows } from './japanese-rows.ts';
import { LatinRows } from './latin-rows.ts';

/**
 * Where the rows of a model's features are. Names would do for all of them; a long text has so many that
 * building a name for each took most of the time, so words, stretches and pairs are found by their code
 * units.
 */
export type Rows = {
  names: ReadonlyMap<string, number>;
  ideas: ReadonlyMap<string, number>;
  /** By the one idea and the other, in either order. */
  ideaPairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  latin: LatinRows;
  japanese: JapaneseRows;
  kanjiPairs: CodeTable;
  /** A mark for each row, all 0 between calls of `rowsOf`. */
  marks: Uint8Array;
};

/** Files the rows of features by their names. */
export function fileRows(names: readonly string[]): Rows {
  const ideas = new Map<string, number>();
  const ideaPairs = new Map<string, Map<string, number>>();
  const kanjiPairs = new Map<number, number>();
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
    }
  });
  return {
    names: new Map(names.map((name, row) => [name, row])),
    ideas,
    ideaPairs,
    latin: new LatinRows(names),
    japanese: new JapaneseRows(names),
    kanjiPairs: new CodeTable(kanjiPairs),
    marks: new Uint8Array(names.length),
  };
}

/** The rows of all features of a text that the model knows, each once. */
export function rowsOf(rows: Rows, { ideas, meant }: Features): number[] {
  const found: number[] = [];
  const note = (row: number): void => {
    if (row === NOT_HELD || rows.marks[row] === 1) return;
    rows.marks[row] = 1;
    found.push(row);
  };
  const present = [...ideas.keys()];
  for (let at = 0; at < present.length; at += 1) {
    const one = present[at] as string;
    note(rows.ideas.get(one) ?? NOT_HELD);
    const others = rows.ideaPairs.get(one);
    if (others)
      for (let next = at + 1; next < present.length; next += 1)
        note(others.get(present[next] as string) ?? NOT_HELD);
  }
  eachSurface(meant, {
    onWord: (word, previous) => rows.latin.each(word, previous, note),
    onSign: (sign) => note(rows.names.get(sign) ?? NOT_HELD),
    onRun: (run) => rows.japanese.each(run, note),
  });
  eachKanjiPair(meant, (pair) => note(rows.kanjiPairs.get(pair)));
  for (const row of found) rows.marks[row] = 0;
  return found;
}

import { eachKanjiPair, eachSurface, type Features, kanjiPairNamed, LONGEST_NGRAM } from './features.ts';

/** What follows two characters: the row of the two alone, and of the three that begin with them, by the third. */
type Beginning = { row: number | undefined; thirds: Map<number, number> };

/**
 * Where the rows of a model's features are. Names would do for all of them; stretches of Japanese and pairs are so many in a
 * long text that building a name for each took most of the time, so these are found by their code units.
 */
export type Rows = {
  names: ReadonlyMap<string, number>;
  ideas: ReadonlyMap<string, number>;
  /** By the one idea and the other. */
  ideaPairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  kanjiPairs: ReadonlyMap<number, number>;
  /** Japanese stretches of one character, and of two and three by their first two. */
  singles: ReadonlyMap<number, number>;
  beginnings: ReadonlyMap<number, Beginning>;
};

const twoOf = (first: number, second: number): number => (first << 16) | second;
const isJapanese = (code: number): boolean => code > 0xff;

/** Files the rows of features by their names. */
export function fileRows(names: readonly string[]): Rows {
  const ideas = new Map<string, number>();
  const ideaPairs = new Map<string, Map<string, number>>();
  const kanjiPairs = new Map<number, number>();
  const singles = new Map<number, number>();
  const beginnings = new Map<number, Beginning>();
  names.forEach((name, row) => {
    const kanji = kanjiPairNamed(name);
    if (kanji !== null) kanjiPairs.set(kanji, row);
    else if (name.startsWith('@')) {
      const [one = '', other] = name.slice(1).split('&');
      if (other === undefined) ideas.set(one, row);
      else ideaPairs.set(one, (ideaPairs.get(one) ?? new Map()).set(other, row));
    } else if (isJapanese(name.charCodeAt(0)) && name.length <= LONGEST_NGRAM) {
      if (name.length === 1) singles.set(name.charCodeAt(0), row);
      else {
        const two = twoOf(name.charCodeAt(0), name.charCodeAt(1));
        const beginning = beginnings.get(two) ?? { row: undefined, thirds: new Map() };
        if (name.length === 2) beginning.row = row;
        else beginning.thirds.set(name.charCodeAt(2), row);
        beginnings.set(two, beginning);
      }
    }
  });
  return { names: new Map(names.map((name, row) => [name, row])), ideas, ideaPairs, kanjiPairs, singles, beginnings };
}

/** The rows of all features of a text that the model knows, each once. */
export function rowsOf(rows: Rows, { ideas, meant }: Features): ReadonlySet<number> {
  const found = new Set<number>();
  const note = (row: number | undefined): void => {
    if (row !== undefined) found.add(row);
  };
  const present = [...ideas.keys()].sort();
  for (const [at, one] of present.entries()) {
    note(rows.ideas.get(one));
    const others = rows.ideaPairs.get(one);
    if (others) for (let next = at + 1; next < present.length; next += 1) note(others.get(present[next] as string));
  }
  eachSurface(
    meant,
    (name) => note(rows.names.get(name)),
    (run) => {
      for (let at = 0; at < run.length; at += 1) {
        const code = run.charCodeAt(at);
        note(rows.singles.get(code));
        const beginning = at + 1 < run.length ? rows.beginnings.get(twoOf(code, run.charCodeAt(at + 1))) : undefined;
        if (!beginning) continue;
        note(beginning.row);
        if (at + 2 < run.length) note(beginning.thirds.get(run.charCodeAt(at + 2)));
      }
    },
  );
  eachKanjiPair(meant, (pair) => note(rows.kanjiPairs.get(pair)));
  return found;
}

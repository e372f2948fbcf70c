import {
  eachKanjiPair,
  eachSurface,
  type Features,
  KANJI_PAIR,
  LONGEST_NGRAM,
  pairOf,
  WHOLE_RUN,
  WORD_PIECE,
} from './features.ts';
import { FIRST_SEED, NO_ROW, nextFirst, nextSecond, type RowIndex, SECOND_SEED } from './row-index.ts';

/** Where the rows of a model's features are. */
export type Rows = {
  index: RowIndex;
  /** A mark for each row, all 0 between calls of `rowsOf`. */
  marks: Uint8Array;
};

type Note = (row: number) => void;

/** The rows of all features of a text that the model knows, each once. */
export function rowsOf({ index, marks }: Rows, { ideas, meant }: Features): number[] {
  const found: number[] = [];
  const note = (row: number): void => {
    if (row === NO_ROW || marks[row] === 1) return;
    marks[row] = 1;
    found.push(row);
  };
  const present = [...ideas.keys()];
  for (let at = 0; at < present.length; at += 1) {
    const one = present[at] as string;
    note(index.rowOf(`@${one}`));
    for (let next = at + 1; next < present.length; next += 1)
      note(index.rowOf(`@${pairOf(one, present[next] as string)}`));
  }
  eachSurface(meant, {
    onWord: (word, previous) => {
      note(index.rowOf(`w:${word}`));
      note(index.rowOf(`b:${previous} ${word}`));
      eachStretch(index, 'c:', word, WORD_PIECE, WORD_PIECE, note);
    },
    onSign: (sign) => note(index.rowOf(sign)),
    onRun: (run) => {
      if (run.length <= WHOLE_RUN) note(index.rowOf(`=${run}`));
      eachStretch(index, '', run, 1, LONGEST_NGRAM, note);
    },
  });
  eachKanjiPair(meant, (one, other) => note(index.rowOf(KANJI_PAIR + String.fromCharCode(one, other))));
  for (const row of found) marks[row] = 0;
  return found;
}

/** Notes the row of every stretch of a text from the shortest to the longest, named with what goes before. */
function eachStretch(
  index: RowIndex,
  before: string,
  text: string,
  shortest: number,
  longest: number,
  note: Note,
): void {
  for (let start = 0; start + shortest <= text.length; start += 1) {
    let first = FIRST_SEED;
    let second = SECOND_SEED;
    for (let at = 0; at < before.length; at += 1) {
      first = nextFirst(first, before.charCodeAt(at));
      second = nextSecond(second, before.charCodeAt(at));
    }
    const end = Math.min(text.length, start + longest);
    for (let at = start; at < end; at += 1) {
      first = nextFirst(first, text.charCodeAt(at));
      second = nextSecond(second, text.charCodeAt(at));
      if (at - start + 1 >= shortest) note(index.find(first, second));
    }
  }
}

import { isLetterOrNumber, isWordCharacter } from './characters.ts';

/**
 * A shingle is five characters of Japanese; a word in Latin script or a number counts as two, so that three
 * words are one.
 */
const SHINGLE = 5;
const LATIN_WORD = 2;
const JAPANESE_CHARACTER = 1;

/** Words start their number here, above all code points, so that none is taken for a character. */
const FIRST_OF_WORD = 0x110000;
/** An odd factor with its bits well mixed. */
const FACTOR = 0x9e3779b1;
/**
 * One number of 32 bits for a sequence of numbers; two in four thousand million sequences come to the same by
 * chance.
 */
const joined = (sequence: number, next: number): number => (Math.imul(sequence, FACTOR) + next) | 0;

/**
 * The words and characters of a text without spaces and punctuation, each as a number, and how much of a
 * shingle each makes.
 */
function unitsOf(text: string): { units: number[]; sizes: number[] } {
  const units: number[] = [];
  const sizes: number[] = [];
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) as number;
    if (isWordCharacter(point)) {
      let word = FIRST_OF_WORD;
      for (; at < text.length && isWordCharacter(text.charCodeAt(at)); at += 1)
        word = joined(word, text.charCodeAt(at));
      units.push(word);
      sizes.push(LATIN_WORD);
      continue;
    }
    if (isLetterOrNumber(point)) {
      units.push(point);
      sizes.push(JAPANESE_CHARACTER);
    }
    at += point > 0xffff ? 2 : 1;
  }
  return { units, sizes };
}

/**
 * Every stretch of a normalised text as long as a shingle, without spaces and punctuation, as a number that
 * stands for it: comparing the stretches themselves took several times as long.
 */
export function shingles(normalised: string): Set<number> {
  const { units, sizes } = unitsOf(normalised);
  const found = new Set<number>();
  for (let from = 0; from < units.length; from += 1) {
    let shingle = 0;
    let length = 0;
    for (let to = from; to < units.length && length < SHINGLE; to += 1) {
      shingle = joined(shingle, units[to] as number);
      length += sizes[to] as number;
    }
    if (length < SHINGLE) break;
    found.add(shingle);
  }
  return found;
}

/** How many of a text's shingles another text holds. */
export function sharedCount(own: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let shared = 0;
  for (const shingle of own) if (other.has(shingle)) shared += 1;
  return shared;
}

/** Share (0–1) of a text's shingles that another text holds; 0 for texts too short to have any. */
export function copiedShare(own: ReadonlySet<number>, other: ReadonlySet<number>): number {
  return own.size === 0 ? 0 : sharedCount(own, other) / own.size;
}

import { Matcher } from './matcher.ts';
import spellings from './spellings.json' with { type: 'json' };

/**
 * How English words that carry a topic are often misspelt beyond a slip of the finger: by ear, or with a
 * letter of the ending left out; and words of which the lexicons hold only the stem. No form is a word of its
 * own, so "costumer" and "leeds" are not here.
 */
const MISSPELT: Readonly<Record<string, string>> = spellings.misspelt;

/**
 * Japanese words as people write them who do not convert to kanji, or only half. Readings that other words
 * could hold by chance are left out (さいと in くださいと, そうば in そうばかり) or stand with a particle.
 */
const IN_KANA: Readonly<Record<string, string>> = spellings.inKana;

/** Words long enough that a slip of the finger in one rarely makes another word. */
const LONG_WORD = /^[a-z]{6,}\*?$/;
/** What a slip would make of our words that is a word itself. */
const REAL_WORDS = new Set(
  `
    alterative asses avert bonze booed booing browses cations chagre chanel chare clint compete complain
    contact copes covert deice deign delver earing exert exiting finnish funded grans handel hooping hopping
    hosing incudes laves loses lunch marin metic meting minuets moths objet panning patent pervious planing
    polices ponds poplar posing potage preset pried proms raking regin sages serer sever sliver sores stags
    staring stating stres sunning supplies tacking tending though titter tracing treats tripe trough vales
    waned wining wises
  `
    .trim()
    .split(/\s+/),
);

/**
 * What becomes of a word when one of its inner letters is left out, two neighbours are swapped, or one letter
 * is doubled.
 */
function slipsIn(word: string): string[] {
  return [...word].flatMap((letter, at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    const dropped = before !== '' && after !== '' ? [before + after] : [];
    const swapped = after !== '' ? [before + after.charAt(0) + letter + after.slice(1)] : [];
    return [...dropped, ...swapped, before + letter + letter + after];
  });
}

/** The forms of a lexicon in kana, each with what the lexicon says of the word itself. */
export function inKana<Value>(
  forms: readonly (readonly [form: string, value: Value])[],
): [form: string, value: Value][] {
  const known = new Map(forms);
  return Object.entries(IN_KANA).flatMap(([word, readings]) => {
    const value = known.get(word);
    return value === undefined ? [] : readings.split('|').map((reading): [string, Value] => [reading, value]);
  });
}

/** Misspelt words, each with what a lexicon says of the right one. */
export function misspelt<Value>(
  forms: readonly (readonly [form: string, value: Value])[],
): Map<string, Value> {
  const known = new Matcher(forms);
  const words = Object.keys(MISSPELT).flatMap((word) =>
    known.find(word).map(({ value }): [string, Value] => [word, value]),
  );
  const listed = words.flatMap(([word, value]) =>
    (MISSPELT[word] ?? '').split('|').map((form): [string, Value] => [form, value]),
  );
  const slips = [...forms, ...words].flatMap(([form, value]) => {
    const made = LONG_WORD.test(form) ? slipsIn(form.replace('*', '')) : [];
    return made.filter((slip) => !REAL_WORDS.has(slip)).map((slip): [string, Value] => [slip, value]);
  });
  return new Map([...slips, ...listed]);
}

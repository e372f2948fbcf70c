/**
 * Kinds of characters by their code units, for the loops over every character of an answer; text is
 * normalised (lower case, NFKC).
 */

export const isLatinLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
export const isWordCharacter = (code: number): boolean => isLatinLetter(code) || isDigit(code);

const isHiragana = (code: number): boolean => code >= 0x3041 && code <= 0x3096;
/** The mark of a long vowel counts as the katakana that it mostly follows. */
export const isKatakana = (code: number): boolean => (code >= 0x30a1 && code <= 0x30f6) || code === 0x30fc;
/** The common kanji. */
export const isKanji = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;
const isCommonJapanese = (code: number): boolean => isHiragana(code) || isKatakana(code) || isKanji(code);

const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

/** Whether a code point is a letter or a number in any script. */
export function isLetterOrNumber(point: number): boolean {
  if (point < 0x80) return isWordCharacter(point) || (point >= 0x41 && point <= 0x5a);
  return isCommonJapanese(point) || LETTER_OR_NUMBER.test(String.fromCodePoint(point));
}

const JAPANESE_SCRIPTS = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const HIRAGANA_SCRIPT = /\p{Script=Hiragana}/u;
const LONG_VOWEL = 0x30fc;
/** No character of the Japanese scripts comes before. */
const FIRST_JAPANESE = 0x2e80;

/** How many characters of a text are kana or kanji, and how many of these are hiragana. */
export function countJapanese(text: string): { japanese: number; hiragana: number } {
  let japanese = 0;
  let hiragana = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < FIRST_JAPANESE || code === LONG_VOWEL) continue;
    const rare = isCommonJapanese(code) ? null : String.fromCodePoint(text.codePointAt(at) as number);
    if (rare === null || JAPANESE_SCRIPTS.test(rare)) japanese += 1;
    if (rare === null ? isHiragana(code) : HIRAGANA_SCRIPT.test(rare)) hiragana += 1;
  }
  return { japanese, hiragana };
}

import { z } from 'zod';

/** The most code units that one character of a person can have here: a family of four has eleven. */
export const UNITS_PER_CHARACTER = 12;
/** Longest text that a stored brief or answer may hold, in UTF-16 code units. */
export const MAX_TEXT = 4000 * UNITS_PER_CHARACTER;

/** Text as it is kept: well-formed Unicode without NUL, which SQLite and PostgreSQL treat differently. */
export const Text = z
  .string()
  .max(MAX_TEXT)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'well-formed text without NUL');

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Text in which every code unit is a character by itself: ASCII, kana and the common kanji. */
const SINGLE = /^[\n\x20-\x7e\u3000-\u3098\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/;
/** What the soft line break of slides, and separators of lines and paragraphs, are meant as. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the controls that are meant.
const LINE_BREAKS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
/** Controls that nobody types and nobody sees; a tab and a line break stay. */
const CONTROLS = /[^\P{Cc}\n\t]|[\ufffe\uffff]/gu;
/** A letter, digit, sign or emoji; the Hangul filler is a letter that shows nothing. */
const VISIBLE = /(?![\u3164\u115f\u1160\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Text as people mean it: one kind of line break, no invisible controls, no spaces around. */
export function tidyText(typed: string): string {
  return typed.toWellFormed().replace(LINE_BREAKS, '\n').replace(CONTROLS, '').trim();
}

/** A text without these characters at its end. Linear, as no pattern that ends in `+$` is. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** Whether there is anything to see. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** The first characters of a text, as people count them; all of it where it has no more. */
export function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  let count = 0;
  for (const { index } of SEGMENTER.segment(text)) {
    if (count === most) return text.slice(0, index);
    count += 1;
  }
  return text;
}

/**
 * How long a text is as people count: 𠮷, が in two code points and a family emoji are one character each.
 * Counts no further than `most` code units, beyond which it returns the code units.
 */
export function lengthOf(text: string, most = MAX_TEXT): number {
  if (text.length > most || SINGLE.test(text)) return text.length;
  let count = 0;
  for (const _ of SEGMENTER.segment(text)) count += 1;
  return count;
}

import { Decimal } from 'decimal.js';

/** A number found in a text: its value and where it ends; or why it cannot be one. */
export type Numeral =
  | { value: Decimal; end: number }
  | { problem: 'malformed'; end: number }
  /** 48.000: forty-eight, or forty-eight thousand. */
  | { problem: 'decimal'; end: number; value: Decimal; grouped: Decimal };

const DIGITS = '〇一二三四五六七八九';
const SMALL: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10 };
const MYRIADS: Readonly<Record<string, number>> = { 兆: 1e12, 億: 1e8, 万: 1e4 };
/** English scales, the longest first; a letter alone only where no other letter follows. */
const SCALES: readonly [RegExp, number][] = [
  [/ ?(?:billion|bn)(?![a-z])/y, 1e9],
  [/ ?million(?![a-z])/y, 1e6],
  [/ ?thousand(?![a-z])/y, 1e3],
  [/ ?hundred(?![a-z])/y, 1e2],
  [/b(?![a-z])/y, 1e9],
  [/m(?![a-z])/y, 1e6],
  [/k(?![a-z])/y, 1e3],
];
/** Digits as they stand: plain, in groups of three, or with a decimal part. */
const ARABIC = /\d+(?:[,、]\d+)*(?:\.\d+)*|\.\d+/y;
const GROUPED = /^\d{1,3}(?:[,、]\d{3})+(?:\.\d+)?$/;
const PLAIN = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
/** 48.000 is forty-eight thousand to half of Europe and forty-eight to the rest. */
const EITHER_WAY = /^(?!0)\d{1,3}(?:\.\d{3})+$/;
const A_SCALE = /^ ?(?:[兆億万千百十]|(?:billion|bn|million|thousand|hundred|[bmk])(?![a-z]))/;

/**
 * Reads the number that starts at a place of a normalised text: 1,200,000, 12万3千5百, 1億2,000万, 三十万, 5百万,
 * 1.2m, 60k. Null where none starts there. Every piece is smaller than the one before it, so that two numbers
 * are never taken for one. English scales are read where `scales` says so: 12m is no number of weeks.
 */
export function readNumeral(text: string, start: number, { scales }: { scales: boolean }): Numeral | null {
  let at = start;
  let total = new Decimal(0);
  let section = new Decimal(0);
  let lastMyriad = Number.POSITIVE_INFINITY;
  let lastSmall = Number.POSITIVE_INFINITY;
  let found = false;
  while (at < text.length) {
    const digits = readDigits(text, at);
    if (digits && 'problem' in digits) return digits;
    const after = digits ? digits.end : at;
    const small = SMALL[text[after] ?? ''];
    const myriad = MYRIADS[text[after] ?? ''];
    if (small !== undefined) {
      if (small >= lastSmall) return { problem: 'malformed', end: after };
      section = section.plus((digits?.value ?? new Decimal(1)).times(small));
      if (section.gte(lastMyriad)) return { problem: 'malformed', end: after };
      lastSmall = small;
      at = after + 1;
    } else if (myriad !== undefined && (digits || !section.isZero())) {
      const value = section.plus(digits?.value ?? 0);
      if (myriad >= lastMyriad || digits?.value.gte(lastSmall)) return { problem: 'malformed', end: after };
      total = total.plus(value.times(myriad));
      section = new Decimal(0);
      lastMyriad = myriad;
      lastSmall = Number.POSITIVE_INFINITY;
      at = after + 1;
    } else if (digits) {
      if (digits.value.gte(Math.min(lastSmall, lastMyriad))) return { problem: 'malformed', end: after };
      const value = total.plus(section).plus(digits.value);
      return scales ? withScale(text, value, after, found) : { value, end: after };
    } else break;
    found = true;
    // 12万 3000: a space after a scale joins nothing, since what follows is smaller than the scale.
    if (text[at] === ' ' && /[\d〇一二三四五六七八九]/.test(text[at + 1] ?? '')) at += 1;
  }
  return found ? { value: total.plus(section), end: at } : null;
}

/** A run of digits of one kind, without a scale. */
function readDigits(text: string, at: number): Numeral | null {
  ARABIC.lastIndex = at;
  const arabic = ARABIC.exec(text)?.[0];
  if (arabic !== undefined) {
    const end = at + arabic.length;
    if (EITHER_WAY.test(arabic) && !A_SCALE.test(text.slice(end, end + 10))) {
      const value = new Decimal(arabic.split('.').slice(0, 2).join('.'));
      return { problem: 'decimal', end, value, grouped: new Decimal(arabic.replaceAll('.', '')) };
    }
    if (!GROUPED.test(arabic) && !PLAIN.test(arabic)) return { problem: 'malformed', end };
    return { value: new Decimal(arabic.replace(/[,、]/g, '')), end };
  }
  let end = at;
  let written = '';
  while (DIGITS.includes(text[end] ?? ' ')) {
    written += DIGITS.indexOf(text[end] ?? '');
    end += 1;
  }
  return written === '' ? null : { value: new Decimal(written), end };
}

/** An English scale behind plain digits; behind Japanese ones it would be a second scale. */
function withScale(text: string, value: Decimal, at: number, isJapanese: boolean): Numeral {
  for (const [scale, factor] of SCALES) {
    scale.lastIndex = at;
    const found = scale.exec(text)?.[0];
    if (found !== undefined) {
      return isJapanese
        ? { problem: 'malformed', end: at + found.length }
        : { value: value.times(factor), end: at + found.length };
    }
  }
  return { value, end: at };
}

/**
 * Shares and counts as people say them: "more than half", 六割, "three in ten", "hardly any".
 * Texts are normalised and in lower case.
 */

/** What a text says that a figure is: from least to most. */
export type Said = { least: number; most: number };

const KANJI = '〇一二三四五六七八九';
const WORDS: readonly string[] = (
  'zero one two three four five six seven eight nine ten ' +
  'eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
).split(' ');
const TENS: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, eighty: 80 };
/**
 * A whole number in digits, kanji up to 99 or words, as it stands in a pattern: never the end of a longer one
 * (4万8000, 百二十, twenty-five) nor one before a scale (120 thousand). Bounded, so that no run of digits is
 * gone through twice.
 */
export const NUMBER = [
  String.raw`(?<![\d,.万億千百])(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,3})?)(?![\d,.]*\d)`,
  '(?<![一二三四五六七八九十百千万億])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![一二三四五六七八九])',
  `(?<![a-z-])(?:(?:a )?dozen|${[...WORDS, ...Object.keys(TENS)].join('|')})(?![a-z-])`,
]
  .map((each) => `(?:${each})(?! ?(?:hundred|thousand|million|[kmb](?![a-z])))`)
  .join('|');

/** The value of a number in digits, kanji up to 99 or words. */
function numberIn(written: string): number {
  if (/^\d/.test(written)) return Number(written.replaceAll(',', ''));
  if (written.endsWith('dozen')) return 12;
  if (/^[a-z]/.test(written)) return TENS[written] ?? WORDS.indexOf(written);
  const [tens = '', ones = ''] = written.includes('十') ? written.split('十') : ['-', written];
  const ten = tens === '-' ? 0 : tens === '' ? 10 : KANJI.indexOf(tens) * 10;
  return ten + (ones === '' ? 0 : KANJI.indexOf(ones));
}

const OVER = /(?:以上|を超え|超の|を上回)/;
const UNDER = /(?:未満|以下|[にも]満た|を下回)/;
const OVER_BEFORE = /(?:more than|over|above|at least|upwards of|well past) $/;
const UNDER_BEFORE = /(?:less than|under|below|fewer than|not even|barely) $/;

/** What was read, opened upwards or downwards by the words around it. */
function withBounds(clause: string, at: number, end: number, low: number, high: number, top: number): Said {
  const before = clause.slice(Math.max(0, at - 14), at);
  const after = clause.slice(end, end + 5);
  if (OVER.test(after) || OVER_BEFORE.test(before)) return { least: low, most: top };
  if (UNDER.test(after) || UNDER_BEFORE.test(before)) return { least: 0, most: high };
  return { least: low, most: high };
}

const SHARE = new RegExp(
  [
    String.raw`(?<percent>(?<![\d.,])\d{1,3}(?:\.\d{1,3})?) ?(?:%|パーセント|per ?cent)`,
    String.raw`(?<tenths>[一二三四五六七八九]|\d)割(?:(?<hundredths>[一二三四五六七八九]|\d)分)?`,
    String.raw`(?<below>[二三四五六七八九]|\d)分の(?<above>[一二三四五六七八九]|\d)`,
    String.raw`(?<part>${NUMBER}) (?:[a-z]{1,20} )?(?:in|out of)(?: every)? (?<whole>${NUMBER})\b`,
    '(?<thirds>two thirds|a third|one third|three quarters|a quarter|one quarter)',
    String.raw`(?<half>半分|半数|\bhalf\b)`,
    String.raw`(?<most>大半|大部分|過半|\bmost\b|\bmajority\b|\bbulk of)`,
    '(?<nearly>ほとんど|ほぼすべて|ほぼ全て|(?:nearly|almost) (?:all|every))',
    '(?<hardly>ごくわずか|ごく一部|ほんの一部|hardly any|almost none|a mere handful)',
  ].join('|'),
  'g',
);
const FRACTIONS: Readonly<Record<string, number>> = {
  'two thirds': 66.7,
  'a third': 33.3,
  'one third': 33.3,
  'three quarters': 75,
  'a quarter': 25,
  'one quarter': 25,
};
/** What people still call nearly all, and hardly any. */
const MOSTLY = 65;
const HARDLY = 20;
/** What is said to the percent may be rounded; tenths and fractions are said roughly. */
const EXACT = 1;
const ROUGH = 5;

/** The shares (percent) that a clause speaks of. */
export function sharesIn(clause: string): Said[] {
  return [...clause.matchAll(SHARE)].map((match): Said => {
    const { index: at, groups = {} } = match;
    const end = at + match[0].length;
    const around = (value: number, by: number): Said =>
      withBounds(clause, at, end, value - by, value + by, 100);
    if (groups.percent) return around(Number(groups.percent), EXACT);
    if (groups.tenths)
      return around(10 * numberIn(groups.tenths) + numberIn(groups.hundredths ?? '〇'), ROUGH);
    if (groups.below) return around((100 * numberIn(groups.above ?? '')) / numberIn(groups.below), ROUGH);
    if (groups.part) return around((100 * numberIn(groups.part)) / numberIn(groups.whole ?? ''), ROUGH);
    if (groups.thirds) return around(FRACTIONS[groups.thirds] ?? 0, ROUGH);
    if (groups.half) return around(50, ROUGH);
    if (groups.most) return { least: 50 - ROUGH, most: 100 };
    if (groups.nearly) return { least: MOSTLY, most: 100 };
    return { least: 0, most: HARDLY };
  });
}

/** Counts that a pattern with the group `count` finds in a clause. */
export function countsIn(clause: string, pattern: RegExp): Said[] {
  return [...clause.matchAll(pattern)].map((match): Said => {
    const written = match.groups?.count ?? '';
    const at = match.index + match[0].indexOf(written);
    const value = numberIn(written);
    const by = value * 0.1;
    return withBounds(clause, at, at + written.length, value - by, value + by, Number.POSITIVE_INFINITY);
  });
}

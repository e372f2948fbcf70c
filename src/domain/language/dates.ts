import { normaliseText } from './normalise.ts';

/** A calendar day as YYYY-MM-DD, or why none could be read. */
export type ReadDate =
  | { day: string }
  | { problem: 'empty' | 'invalid' | 'no_day' | 'no_year' | 'ambiguous' };

/** Longest text of a date, in UTF-16 code units. */
export const DATE_LENGTH = 40;
/** The year before the first of each era. */
const ERAS: Record<string, number> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Whole names or three letters: what only begins like a month is none. */
const NAMED =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const JAPANESE = /^(\d{4})年(\d{1,2})月(\d{1,2}日?|末日?)$/;
const ERA = /^(令和|平成|昭和|r|h|s)\.? ?(\d{1,2}|元)(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2}|末)日?$/;
const NUMERIC = /^(\d{4})[/.ー-](\d{1,2})[/.ー-](\d{1,2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${NAMED},? (\\d{4})$`);
const MONTH_FIRST = new RegExp(`^${NAMED} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`);
const END_OF = new RegExp(`^(?:the )?end of ${NAMED},? (\\d{4})$`);
const WITHOUT_YEAR = new RegExp(
  `^(?:\\d{1,2}月\\d{1,2}日?|\\d{1,2}[/.-]\\d{1,2}|${NAMED} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${NAMED})$`,
);
const YEAR_LAST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const WITHOUT_DAY = new RegExp(`^(?:\\d{4}年\\d{1,2}月|\\d{4}[/.-]\\d{1,2}|${NAMED},? \\d{4}|\\d{4}年?)$`);
/** The day of the week, which dates are printed with: it is not needed to read them. */
const WEEKDAY =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )|\([月火水木金土日](?:曜日?)?\)|[月火水木金土日]曜日?/g;

/**
 * Reads a day as people write it and as the product prints it: 2027年3月31日, 2027/3/31, 2027.3.31, 20270331,
 * 令和9年3月31日, R9.3.31, 2027年3月末, 31 March 2027, March 31, 2027; full width as well. 3/4/2027 could be
 * two days, so it is refused.
 */
export function readDate(typed: string): ReadDate {
  if (typed.length > DATE_LENGTH) return { problem: 'invalid' };
  const text = normaliseText(typed)
    .trim()
    .replace(WEEKDAY, '')
    .replace(/ ?([年月日]) ?/g, '$1')
    .trim();
  if (text === '') return { problem: 'empty' };
  const [, ofMonth, ofYear] = END_OF.exec(text) ?? [];
  if (ofMonth) return dayOf(ofYear, monthOf(ofMonth), '末');
  if (WITHOUT_DAY.test(text)) return { problem: 'no_day' };
  if (WITHOUT_YEAR.test(text)) return { problem: 'no_year' };
  const [, japaneseYear, japaneseMonth, japaneseDay] = JAPANESE.exec(text) ?? [];
  if (japaneseYear) return dayOf(japaneseYear, japaneseMonth, japaneseDay);
  const [, era, ofEra, eraMonth, eraDay] = ERA.exec(text) ?? [];
  if (era) return dayOf(String((ERAS[era] ?? 0) + (ofEra === '元' ? 1 : Number(ofEra))), eraMonth, eraDay);
  const [, year, month, day] = NUMERIC.exec(text) ?? COMPACT.exec(text) ?? [];
  if (year) return dayOf(year, month, day);
  const [, firstDay, named, namedYear] = DAY_FIRST.exec(text) ?? [];
  if (named) return dayOf(namedYear, monthOf(named), firstDay);
  const [, name, laterDay, laterYear] = MONTH_FIRST.exec(text) ?? [];
  if (name) return dayOf(laterYear, monthOf(name), laterDay);
  return yearLast(text);
}

const monthOf = (name: string): string => String(MONTHS.indexOf(name.slice(0, 3)) + 1);

/** 31/3/2027: the part above twelve is the day; where both could be, nothing is guessed. */
function yearLast(text: string): ReadDate {
  const [, one, other, year] = YEAR_LAST.exec(text) ?? [];
  if (!one || !other) return { problem: 'invalid' };
  if (Number(one) <= 12 && Number(other) <= 12 && one !== other) return { problem: 'ambiguous' };
  return Number(one) > 12 ? dayOf(year, other, one) : dayOf(year, one, other);
}

function dayOf(year = '', month = '', day = ''): ReadDate {
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const number = day.startsWith('末') ? last : Number.parseInt(day, 10);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, number));
  const isReal =
    date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === number && Number(year) >= 1900;
  return isReal ? { day: date.toISOString().slice(0, 10) } : { problem: 'invalid' };
}

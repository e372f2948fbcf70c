import { Decimal } from 'decimal.js';
import { normaliseText } from './normalise.ts';

export type AmountProblem = 'empty' | 'malformed' | 'range' | 'too_large';
export type ParsedAmount = { value: number } | { problem: AmountProblem };

const UNITS: Record<string, number> = {
  億: 1e8,
  万: 1e4,
  千: 1e3,
  bn: 1e9,
  b: 1e9,
  m: 1e6,
  million: 1e6,
  k: 1e3,
  thousand: 1e3,
};
const DECORATION =
  /[¥$€£\s]|円|えん|jpy|yen|usd|eur|gbp|%|パーセント|percent|件|社|人|名|回|年|ヶ月|か月|週間|週|約|およそ|approx\.?|about|\/month|\/year|weeks?|months?|years?/g;
const PART = /^(\d+(?:\.\d+)?|\.\d+)(億|万|千|million|thousand|bn|b|m|k)?/;
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?(?!\d)/;

/**
 * Reads a number as people write it: １２３, 1,200,000, 12万, 1億2千万, 1.2m, 42 %, ¥48,000.
 * A range is refused instead of guessed. Returns the number or what is wrong with it.
 */
export function parseAmount(input: string): ParsedAmount {
  let rest = normaliseText(input).trim();
  if (rest === '') return { problem: 'empty' };
  if (/\d\s*[万億千km%円]*\s*(~|から|\bto\b|-)\s*[¥$€£]?\d/.test(rest)) return { problem: 'range' };
  rest = rest.replaceAll('、', ',').replace(DECORATION, '');
  const negative = /^[-△▲]/.test(rest);
  if (negative) rest = rest.slice(1);
  if (rest.includes(',')) {
    if (!GROUPED.test(rest)) return { problem: 'malformed' };
    rest = rest.replaceAll(',', '');
  }
  let sum = new Decimal(0);
  let lastUnit = Number.POSITIVE_INFINITY;
  if (rest === '') return { problem: 'malformed' };
  // 2千万 is two thousand ten-thousands: the small unit multiplies into the large one.
  rest = rest.replace(
    /(\d+(?:\.\d+)?)千(?:(\d+))?(万|億)/g,
    (_, thousands: string, ones: string | undefined, unit: string) =>
      `${new Decimal(thousands)
        .times(1000)
        .plus(ones ?? 0)
        .toFixed()}${unit}`,
  );
  while (rest !== '') {
    const part = PART.exec(rest);
    if (!part?.[1]) return { problem: 'malformed' };
    const unit = part[2] ? (UNITS[part[2]] ?? 1) : 1;
    if (unit >= lastUnit) return { problem: 'malformed' };
    sum = sum.plus(new Decimal(part[1]).times(unit));
    lastUnit = unit;
    rest = rest.slice(part[0].length);
  }
  if (sum.greaterThan(1e15)) return { problem: 'too_large' };
  return { value: (negative ? sum.negated() : sum).toNumber() };
}

import { Decimal } from 'decimal.js';
import { normaliseText } from './normalise.ts';
import { type Currency, type Measure, type Period, type Token, tokensOf } from './quantity-words.ts';

/** What a field counts. Times are times a year; a number counts whatever the owner says. */
export type Dimension = 'money' | 'percent' | 'days' | 'weeks' | 'years' | 'count' | 'per_year' | 'number';
export const DIMENSIONS: readonly Dimension[] = [
  'money',
  'percent',
  'days',
  'weeks',
  'years',
  'count',
  'per_year',
  'number',
];
/** What a field wants: its dimension, the currency of an amount, and the period that it is of. */
export type Wanted = {
  dimension: Dimension;
  currency?: Exclude<Currency, 'other'>;
  per?: 'month' | 'year';
  /** An amount for everything: £45 a visit is none. */
  inAll?: true;
};

/**
 * A number that was read. `exact` is false where it was converted from another unit or period, `about`
 * tells that it was called approximate; `tax` is what was said of the tax.
 */
export type Quantity = { value: number; exact: boolean; about: boolean; tax: 'included' | 'excluded' | null };
export type QuantityProblem =
  | { problem: 'empty' | 'no_number' | 'malformed' | 'range' | 'two_numbers' | 'too_large' }
  | { problem: 'unknown_word' | 'wrong_unit' | 'wrong_currency' | 'wrong_period'; word: string }
  | { problem: 'decimal'; one: number; other: number };

/** Longest text of a quantity, in UTF-16 code units, before and after normalising. */
export const QUANTITY_LENGTH = 60;
const LARGEST = 1e15;
/** Days in a unit of time; a month is a twelfth of a year. */
const DAYS: Partial<Record<Measure, Decimal>> = {
  day: new Decimal(1),
  business_day: new Decimal(7).div(5),
  week: new Decimal(7),
  month: new Decimal('365.25').div(12),
  year: new Decimal('365.25'),
};
const OWN_MEASURE: Partial<Record<Dimension, Measure>> = { days: 'day', weeks: 'week', years: 'year' };
const TIMES_A_YEAR: Record<Exclude<Period, 'one'>, Decimal> = {
  week: new Decimal(52),
  month: new Decimal(12),
  quarter: new Decimal(4),
  half_year: new Decimal(2),
  year: new Decimal(1),
};
/** Digits that are not written on the line, such as 10² and ①: what they mean is not ours to guess. */
const RAISED = /\p{No}/u;

/** 8万円(税込88,000円): the same amount once more, with or without its tax. */
const BESIDE_TAX =
  /\((税込|税抜|税別)み?[^()\d]{0,4}(?:\d{1,3}(?:,\d{3})+|\d{4,9}|\d{1,4}(?:\.\d{1,2})?万) ?円?\)/;

type Read = Quantity | QuantityProblem;
type NumberToken = Extract<Token, { kind: 'number' }>;

/**
 * Reads what was typed for a quantity: １２３, 1億2,000万円, 12万3千5百, 三十万, 3割, 1年半, 約60k, 月額30万円（税別）.
 * Units of the same dimension are converted. Nothing is passed over: a word or unit that does not belong is
 * refused by name, a range is refused, and two numbers are never joined.
 */
export function readQuantity(typed: string, wanted: Wanted): Read {
  if (typed.length > QUANTITY_LENGTH) return { problem: 'malformed' };
  const whole = normaliseText(typed).trim();
  if (whole === '') return { problem: 'empty' };
  if (whole.length > QUANTITY_LENGTH || RAISED.test(typed)) return { problem: 'malformed' };
  const [beside, said] = (wanted.dimension === 'money' && BESIDE_TAX.exec(whole)) || [];
  // The amount that stands first is the one that is meant; the other says which tax it lacks or holds.
  const text = beside === undefined ? whole : whole.replace(beside, said === '税込' ? '税別' : '税込');
  const scales =
    wanted.dimension === 'money' || wanted.dimension === 'count' || wanted.dimension === 'number';
  const tokens = tokensOf(text, { scales });
  return refusalOf(tokens, wanted) ?? totalOf(withoutWords(tokens), wanted, tokens);
}

/** What a price says of its tax, also where it is no single number; null where nothing, or both. */
export function taxSaidIn(typed: string): 'included' | 'excluded' | null {
  if (typed.length > QUANTITY_LENGTH) return null;
  const said = tokensOf(normaliseText(typed), { scales: true }).flatMap((token) =>
    token.kind === 'tax' ? [token.included] : [],
  );
  if (new Set(said).size !== 1) return null;
  return said[0] ? 'included' : 'excluded';
}

/** What keeps the tokens from being one number, whatever they count. */
function refusalOf(tokens: readonly Token[], { dimension }: Wanted): QuantityProblem | null {
  const numbers = tokens.filter(({ kind }) => kind === 'number' || kind === 'decimal');
  if (isRange(tokens)) return { problem: 'range' };
  if (tokens.some(({ kind }) => kind === 'malformed')) return { problem: 'malformed' };
  const unknown = tokens.find(({ kind }) => kind === 'unknown');
  if (unknown) return { problem: 'unknown_word', word: unknown.word };
  const either = tokens.find((token) => token.kind === 'decimal');
  if (either && dimension !== 'percent')
    return { problem: 'decimal', one: either.value.toNumber(), other: either.grouped.toNumber() };
  return numbers.length === 0 && !tokens.some(({ kind }) => kind === 'half')
    ? { problem: 'no_number' }
    : null;
}

/** A word of a range beside a number, or a dash between two. */
function isRange(tokens: readonly Token[]): boolean {
  if (!tokens.some(({ kind }) => kind === 'number' || kind === 'decimal')) return false;
  if (tokens.some(({ kind, word }, index) => kind === 'range' && !(word === '~' && index === 0))) return true;
  return tokens.some(
    ({ kind }, index) =>
      kind === 'dash' &&
      tokens.slice(0, index).some((before) => before.kind === 'number') &&
      tokens.slice(index).some((after) => after.kind === 'number'),
  );
}

/** The tokens that carry the value: without what was only said beside it. */
const withoutWords = (tokens: readonly Token[]): Token[] =>
  tokens.filter(({ kind }) => kind !== 'about' && kind !== 'tax' && kind !== 'filler' && kind !== 'range');

function totalOf(tokens: Token[], wanted: Wanted, all: readonly Token[]): Read {
  const { sign, rest, problem } = takeSign(tokens, wanted);
  if (problem) return problem;
  const read = READERS[wanted.dimension](rest, wanted);
  if ('problem' in read) return read;
  if (read.value.abs().gt(LARGEST)) return { problem: 'too_large' };
  const tax = all.find((token) => token.kind === 'tax');
  return {
    value: read.value.times(sign).toNumber(),
    exact: read.exact,
    about: all.some(({ kind, word }) => kind === 'about' || (kind === 'range' && word === '~')),
    tax: tax ? (tax.included ? 'included' : 'excluded') : null,
  };
}

/** A minus before the number; a dash behind an amount is how amounts end on Japanese paper. */
function takeSign(
  tokens: Token[],
  { dimension }: Wanted,
): { sign: number; rest: Token[]; problem?: QuantityProblem } {
  const first = tokens.findIndex(({ kind }) => kind === 'number' || kind === 'half');
  const isMinus = ({ kind }: Token): boolean => kind === 'minus' || kind === 'dash';
  const before = tokens.slice(0, first).filter(isMinus).length;
  const behind = tokens.slice(first).filter(isMinus).length;
  const isPaper = dimension === 'money' && behind === 1 && tokens.at(-1)?.kind === 'dash';
  if (before > 1 || (behind > 0 && !isPaper)) return { sign: 1, rest: [], problem: { problem: 'malformed' } };
  return { sign: before === 1 ? -1 : 1, rest: tokens.filter((token) => !isMinus(token)) };
}

type Value = { value: Decimal; exact: boolean } | QuantityProblem;

const READERS: Record<Dimension, (tokens: Token[], wanted: Wanted) => Value> = {
  money: readMoney,
  percent: readPercent,
  days: readDuration,
  weeks: readDuration,
  years: readDuration,
  count: readCount,
  per_year: readTimes,
  number: readAny,
};

function readMoney(tokens: Token[], wanted: Wanted): Value {
  const [first, second] = tokens;
  const isATime = first?.kind === 'number' && second?.kind === 'measure' && second.measure === 'times';
  const isForOne = isForEach(tokens);
  const each =
    isATime || isForOne ? second : tokens.find((token) => token.kind === 'period' && token.period === 'one');
  if (wanted.inAll && each) return { problem: 'unknown_word', word: each.word };
  const isYearly = first?.kind === 'measure' && first.measure === 'year' && second?.kind === 'number';
  const rest = withoutOne(isYearly ? leadingPeriod(tokens) : tokens);
  for (const token of rest) {
    if (token.kind === 'currency' && token.currency !== wanted.currency)
      return { problem: 'wrong_currency', word: token.word };
  }
  return single(rest, wanted, ({ kind }) => kind === 'currency');
}

/** 1件3万円, 一人5万円: a price for each. 1社50万円 is what one client pays in all. */
function isForEach([one, unit, ...rest]: readonly Token[]): boolean {
  const isOne = one?.kind === 'number' && one.value.eq(1);
  const isCounted = unit?.kind === 'measure' && unit.measure === 'count' && unit.word !== '社';
  return isOne && isCounted && rest.some(({ kind }) => kind === 'number');
}

/** 1社50万円 is fifty ten-thousands for each: the one that it is for goes, with its unit. */
function withoutOne(tokens: Token[]): Token[] {
  const [one, unit, next, after] = tokens;
  const isOne = one?.kind === 'number' && one.value.eq(1);
  if (!isOne || unit?.kind !== 'measure') return tokens;
  if (unit.measure === 'count') {
    const rest = next?.kind === 'period' && next.period === 'one' ? 3 : 2;
    return tokens.slice(rest).some(({ kind }) => kind === 'number') ? tokens.slice(rest) : tokens;
  }
  if (unit.measure === 'month' && (next?.kind === 'number' || after?.kind === 'number'))
    return [{ kind: 'period', period: 'month', word: `${one.word}${unit.word}` }, ...tokens.slice(2)];
  return tokens;
}

function readCount(tokens: Token[], wanted: Wanted): Value {
  return single(
    leadingPeriod(tokens),
    wanted,
    (token) => token.kind === 'measure' && isCounter(token.measure),
  );
}

const isCounter = (measure: Measure): boolean => measure === 'count' || measure === 'times';

function readTimes(tokens: Token[], wanted: Wanted): Value {
  return single(
    leadingPeriod(tokens),
    { ...wanted, per: 'year' },
    (token) => token.kind === 'measure' && isCounter(token.measure),
  );
}

/** A number of whatever the owner counts, in the vetting's currency where it is money. */
function readAny(tokens: Token[], wanted: Wanted): Value {
  const foreign = tokens.find((token) => token.kind === 'currency' && token.currency !== wanted.currency);
  if (foreign && wanted.currency) return { problem: 'wrong_currency', word: foreign.word };
  return single(tokens, wanted, ({ kind }) => kind === 'measure' || kind === 'currency');
}

/** 年3回, 週2回: a unit of time before the number is the period that it is of. */
function leadingPeriod(tokens: Token[]): Token[] {
  const [first, ...rest] = tokens;
  if (first?.kind !== 'measure') return tokens;
  const { measure, word } = first;
  if (measure !== 'year' && measure !== 'month' && measure !== 'week') return tokens;
  return [{ kind: 'period', period: measure, word }, ...rest];
}

/** One number, with at most one unit of its own and one period. */
function single(tokens: Token[], { per }: Wanted, isUnit: (token: Token) => boolean): Value {
  const numbers = tokens.filter((token): token is NumberToken => token.kind === 'number');
  const stranger = tokens.find(
    (token) => token.kind !== 'number' && token.kind !== 'period' && !isUnit(token),
  );
  if (numbers.length > 1) return { problem: 'two_numbers' };
  if (stranger) return { problem: 'wrong_unit', word: stranger.word };
  const [number] = numbers;
  if (!number) return { problem: 'no_number' };
  const periods = tokens.filter((token) => token.kind === 'period');
  const units = tokens.filter(isUnit);
  const [second] = units.slice(1);
  if (
    second &&
    second.word !== units[0]?.word &&
    !(second.kind === 'currency' && units[0]?.kind === 'currency')
  )
    return { problem: 'wrong_unit', word: second.word };
  const timed = periods.filter(({ period }) => period !== 'one');
  if (timed.length > 1 && new Set(timed.map(({ period }) => period)).size > 1)
    return { problem: 'wrong_period', word: timed[1]?.word ?? '' };
  const [period] = timed;
  if (!period || period.period === 'one') return { value: number.value, exact: true };
  if (!per) return { problem: 'wrong_period', word: period.word };
  if (period.period === per) return { value: number.value, exact: true };
  const value = number.value.times(TIMES_A_YEAR[period.period]).div(TIMES_A_YEAR[per]);
  return { value: value.toDecimalPlaces(2), exact: false };
}

/** 42 %, 3割, 3割5分. */
function readPercent(tokens: Token[]): Value {
  const [tens, unit, ones, part, ...more] = tokens;
  if (tens?.kind === 'number' && unit?.kind === 'measure' && unit.measure === 'tenth') {
    const whole = tens.value.times(10);
    if (!ones) return { value: whole, exact: false };
    const isPart = ones.kind === 'number' && part?.kind === 'measure' && part.measure === 'hundredth';
    if (!isPart || more.length > 0) return { problem: 'two_numbers' };
    return { value: whole.plus(ones.value), exact: false };
  }
  const decimals = tokens.map(
    (token): Token => (token.kind === 'decimal' ? { ...token, kind: 'number' } : token),
  );
  return single(
    decimals,
    { dimension: 'percent' },
    (token) => token.kind === 'measure' && token.measure === 'percent',
  );
}

/** 6週間, 2ヶ月, 1年半, 3年2ヶ月, 半年: every part has a unit smaller than the one before it. */
function readDuration(tokens: Token[], { dimension }: Wanted): Value {
  const own = OWN_MEASURE[dimension] ?? 'day';
  const perOwn = DAYS[own] ?? new Decimal(1);
  let days = new Decimal(0);
  let last: Decimal | null = null;
  let isOwn = true;
  let pending: Decimal | null = null;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'number') {
      if (pending) return { problem: 'two_numbers' };
      pending = token.value;
    } else if (token.kind === 'half') {
      // 半年 is half a year, 1年半 half a year more.
      if (pending) return { problem: 'malformed' };
      if (last && index === tokens.length - 1) days = days.plus(last.div(2));
      else pending = new Decimal('0.5');
      isOwn = false;
    } else if (token.kind === 'measure' && DAYS[token.measure]) {
      const length = DAYS[token.measure] ?? new Decimal(1);
      if (!pending) return { problem: 'wrong_unit', word: token.word };
      if (last && length.gte(last)) return { problem: 'two_numbers' };
      days = days.plus(pending.times(length));
      isOwn = isOwn && token.measure === own && last === null;
      last = length;
      pending = null;
    } else return { problem: token.kind === 'period' ? 'wrong_period' : 'wrong_unit', word: token.word };
  }
  if (pending && last) return { problem: 'two_numbers' };
  if (pending) return { value: pending, exact: true };
  if (isOwn) return { value: days.div(perOwn).toDecimalPlaces(10), exact: true };
  return { value: days.div(perOwn).toDecimalPlaces(dimension === 'years' ? 2 : 1), exact: false };
}

import type { Decimal } from 'decimal.js';
import { normaliseText } from './normalise.ts';
import { readNumeral } from './numerals.ts';

/** A sum that somebody wrote out: what it comes to, and the numbers in it (percentages as shares). */
export type Expression = { value: number; operands: number[] };

/** Longest text that is read, in UTF-16 code units, before and after normalising. */
const LONGEST = 4000;
/** Words for signs. A letter x stands for a sign only between two figures. */
const SIGNS: readonly [RegExp, string][] = [
  [/掛ける|かける|\btimes\b|[✕✖╳*]/g, '×'],
  [/(?<=[\d%円回年件社人月 )])x(?=[ (¥$€£]*\d)/g, '×'],
  [/割る|\bdivided by\b|÷/g, '÷'],
  [/足す|\bplus\b/g, '+'],
  [/引く|\bminus\b|[−–]/g, '-'],
  [/[≒≈→⇒]/g, '='],
];
/** What looks like a sum and is none: a date, and words in brackets. */
const NO_SUM = /\b\d{4}-\d{1,2}-\d{1,2}\b|\([^()\d]*\)/g;
/** A new statement: a line, a full stop, or a comma that stands in no number. */
const STATEMENTS = /[\n。;]|[、,](?!\d{3})|\.(?!\d)/;

type Piece = { number: Decimal } | { sign: string };

/**
 * The sums in a text, in their order: 48,000円 × 3回 × 4年 × 42% = 241,920円, 241,920円の30%, "48k x 3". Of a chain
 * of equals signs each part with a sign of arithmetic is one. Words and units beside the numbers are passed
 * over; what is no sum is not there. Linear in the length of the text.
 */
export function readExpressions(text: string): Expression[] {
  if (text.length > LONGEST) return [];
  let plain = normaliseText(text).replace(NO_SUM, ' ');
  if (plain.length > LONGEST) return [];
  for (const [pattern, sign] of SIGNS) plain = plain.replace(pattern, sign);
  return plain
    .split(STATEMENTS)
    .flatMap((statement) => statement.split('='))
    .map(evaluate)
    .filter((expression): expression is Expression => expression !== null);
}

function evaluate(statement: string): Expression | null {
  const pieces = piecesOf(statement);
  const operands = pieces.flatMap((piece) => ('number' in piece ? [piece.number.toNumber()] : []));
  if (operands.length < 2) return null;
  const rest = [...pieces];
  const value = sumOf(rest);
  return value === null || rest.length > 0 || !value.isFinite()
    ? null
    : { value: value.toNumber(), operands };
}

/** Numbers and signs in their order. A share "of" an amount (の) is a product. */
function piecesOf(statement: string): Piece[] {
  const pieces: Piece[] = [];
  let between = '';
  for (let at = 0; at < statement.length; ) {
    const character = statement[at] ?? '';
    const numeral = /[\d.]/.test(character) && !/[a-z]$/.test(between) ? figureAt(statement, at) : null;
    if (numeral) {
      if (pieces.at(-1) && 'number' in (pieces.at(-1) as Piece)) joinNumbers(pieces, between);
      pieces.push({ number: numeral.value });
      between = '';
      at = numeral.end;
    } else {
      if (isSign(statement, at, pieces)) {
        // 年に2社やめられるので+2社: what stands before a whole clause is no part of the sum.
        if ((character === '+' || character === '-') && CLAUSE.test(between)) pieces.length = 0;
        else pieces.push({ sign: character === '/' ? '÷' : character });
      } else between += character;
      at += 1;
    }
  }
  return pieces;
}

const CLAUSE = /(?:ので|から|ため|て)[、 ]?$/;

/** 30% of an amount is a product; one of something ("1社48,000円") is only what the next number is for. */
function joinNumbers(pieces: Piece[], between: string): void {
  const last = pieces.at(-1);
  if (/の|\bof\b/.test(between)) pieces.push({ sign: '×' });
  else if (last && 'number' in last && last.number.eq(1)) pieces.pop();
  // 5.4社 5.4×4万: behind a result and a space the next sum begins.
  else if (/^[^\s\d]+ /.test(between) && pieces.length === 1) pieces.pop();
  else pieces.push({ sign: '?' });
}

function isSign(text: string, at: number, pieces: readonly Piece[]): boolean {
  const character = text[at] ?? '';
  if (character === '(' || character === ')' || character === '×' || character === '÷' || character === '+')
    return character !== '(' || /\d/.test(text.slice(at, at + 12));
  // 円/月 and a hyphen in a word are no signs.
  const follows = /^[ ¥$€£(]*\d/.test(text.slice(at + 1, at + 8));
  return (character === '-' || character === '/') && follows && pieces.length > 0;
}

function figureAt(text: string, at: number): { value: Decimal; end: number } | null {
  const read = readNumeral(text, at, { scales: true });
  if (!read || 'problem' in read) return null;
  const unit = /^ ?(%|パーセント|ポイント|割|percent)/.exec(text.slice(read.end, read.end + 9));
  if (!unit) return read;
  const value = read.value.div(unit[1] === '割' ? 10 : 100);
  return { value, end: read.end + unit[0].length };
}

/** Sums and differences of products, read from the left; takes the pieces away that it has read. */
function sumOf(pieces: Piece[]): Decimal | null {
  let value = productOf(pieces);
  for (let sign = signOf(pieces); value && (sign === '+' || sign === '-'); sign = signOf(pieces)) {
    pieces.shift();
    const next = productOf(pieces);
    value = next && (sign === '+' ? value.plus(next) : value.minus(next));
  }
  return value;
}

function productOf(pieces: Piece[]): Decimal | null {
  let value = factorOf(pieces);
  for (let sign = signOf(pieces); value && (sign === '×' || sign === '÷'); sign = signOf(pieces)) {
    pieces.shift();
    const next = factorOf(pieces);
    value = next && (sign === '×' ? value.times(next) : value.div(next));
  }
  return value;
}

function factorOf(pieces: Piece[]): Decimal | null {
  const piece = pieces.shift();
  if (!piece) return null;
  if ('number' in piece) return piece.number;
  if (piece.sign !== '(') return null;
  const inner = sumOf(pieces);
  const closing = pieces.shift();
  return closing && 'sign' in closing && closing.sign === ')' ? inner : null;
}

const signOf = ([piece]: readonly Piece[]): string | null => (piece && 'sign' in piece ? piece.sign : null);

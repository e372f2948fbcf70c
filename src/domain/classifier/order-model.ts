import { CodeTable, NOT_HELD } from './code-table.ts';

/**
 * How likely one character is after those before it: what tells words in their own order from words that were
 * moved. A language has the stretches of up to so many characters that its corpus holds at least twice.
 */
export type OrderModel = {
  /** Length of the longest stretch, the character itself included. */
  longest: number;
  /** By the code of a stretch: what its last character costs after the others, in steps of QUANTUM bits. */
  costs: CodeTable;
};

/** One step of a stored cost, in bits. */
export const QUANTUM = 0.25;
/** Paid for each character of context that had to be given up. */
const BACK_OFF = 1 / QUANTUM;
const UNKNOWN = 16 / QUANTUM;

/** Where the models that ship are: the file form of both languages, made by `node training/word-order.ts`. */
export const ORDER_FILE = new URL('word-order.br', import.meta.url);

/** By language: the longest stretch, the stretches with what separates them, and a character for each cost. */
export type OrderFile = Record<'ja' | 'en', { longest: number; stretches: string; costs: string }>;
export const SEPARATOR = '|';
const FIRST_COST = 35;

/** The character by which a file writes a cost in bits. */
export const writeCost = (bits: number): string =>
  String.fromCharCode(FIRST_COST + Math.round(bits / QUANTUM));

/** Reads the model of a language. */
export function readOrderModel({ longest, stretches, costs }: OrderFile['ja']): OrderModel {
  return { longest, costs: new CodeTable(codesOf(stretches, costs), costs.length) };
}

/** The code of each stretch with its cost; no string is made of any. */
function* codesOf(stretches: string, costs: string): Iterable<[code: number, cost: number]> {
  for (let start = 0, index = 0; index < costs.length; index += 1) {
    const next = stretches.indexOf(SEPARATOR, start);
    const end = next < 0 ? stretches.length : next;
    yield [codeOf(stretches, start, end), costs.charCodeAt(index) - FIRST_COST];
    start = end + 1;
  }
}

// FNV-1a, from the last character to the first: a longer stretch goes on from the code of the shorter one.
const FIRST_CODE = 0x811c9dc5 | 0;
const nextCode = (code: number, character: number): number => Math.imul(code, 0x01000193) ^ character;

function codeOf(stretches: string, start: number, end: number): number {
  let code = FIRST_CODE;
  for (let at = end - 1; at >= start; at -= 1) code = nextCode(code, stretches.charCodeAt(at));
  return code;
}

/** What the character at a place costs after those before it, in steps of QUANTUM. */
export function costAt({ longest, costs }: OrderModel, characters: Uint16Array, at: number): number {
  let code = FIRST_CODE;
  let best = UNKNOWN;
  let length = 0;
  for (; length < longest && length <= at; length += 1) {
    code = nextCode(code, characters[at - length] as number);
    const cost = costs.get(code);
    if (cost === NOT_HELD) break;
    best = cost;
  }
  return best + BACK_OFF * (longest - length);
}

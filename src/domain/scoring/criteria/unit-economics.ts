import type { Brief } from '../../brief/brief.ts';
import type { NumberResult } from '../../economics/economics.ts';
import { gradeLever, type LeverResult, leversOf } from '../../economics/lever.ts';
import { readExpressions } from '../../language/expression.ts';
import type { Response } from '../../response/response.ts';
import { type Evidence, type Finding, toLevel } from '../findings.ts';
import { together } from '../insight.ts';
import type { Reading } from '../reading.ts';

/**
 * Right sums alone, workings that come to them from the brief's figures, and a lever that is right and
 * reasoned.
 */
const SUMS = 2;
const WORKINGS = 1;
const LEVER = 1;
/** A reason says something of its own. */
const LEAST_OWN = 0.3;
const NEAR = 0.005;
const LEAST_RIGHT = 0.5;

/**
 * The sums from the owner's figures: right, derived, and turned into a lever. What a dossier of the first
 * format could not hold is left out, and its part spread over the rest. Null where the brief's numbers allow
 * no problem.
 */
export function judgeUnitEconomics(
  brief: Brief,
  response: Response,
  numbers: readonly NumberResult[],
  reading: Reading,
): Finding | null {
  if (numbers.length === 0) return null;
  const credit = numbers.reduce((sum, number) => sum + number.credit, 0) / numbers.length;
  const derived =
    numbers.filter((number) => number.credit === 1 && isDerived(response, number)).length / numbers.length;
  const asksLever =
    leversOf(brief).length > 0 && (response.numbers?.lever !== undefined || brief.answersBy !== undefined);
  const lever = asksLever ? gradeLever(brief, response.numbers?.lever) : null;
  const earned = SUMS * credit + WORKINGS * derived + (asksLever ? LEVER * leverShare(lever, reading) : 0);
  const most = SUMS + WORKINGS + (asksLever ? LEVER : 0);
  const evidence = numbers.flatMap((number): Evidence[] => {
    if (number.given === null || number.credit === 0) return [];
    const reason = number.credit === 1 ? 'number_right' : number.slip ? 'number_slip' : 'number_near';
    return [{ answer: `numbers.${number.key}.value`, start: 0, end: 0, text: '', reason }];
  });
  if (lever?.credit === 1)
    evidence.push({ answer: 'numbers.lever.effect', start: 0, end: 0, text: '', reason: 'lever_right' });
  const missing: string[] = numbers.filter((number) => number.credit < 1).map((number) => number.key);
  if (missing.length === 0 && derived < 1) missing.push('workings');
  if (asksLever && leverShare(lever, reading) < 1) missing.push('lever');
  // What is right among much that is wrong or missing is still there.
  const level = Math.max(toLevel((4 * earned) / most), evidence.length > 0 ? LEAST_RIGHT : 0);
  return { level, evidence, missing };
}

/** Whether the working beside an answer is a sum that comes to it. */
function isDerived({ numbers }: Response, { key, given }: NumberResult): boolean {
  const working = numbers?.[key]?.working ?? '';
  if (given === null) return false;
  // Whole customers are rounded up; amounts to what is exact enough.
  const close = Math.max(Math.abs(given) * NEAR, 1);
  return readExpressions(working).some(({ value }) => Math.abs(value - given) <= close);
}

function leverShare(lever: LeverResult | null, reading: Reading): number {
  if (!lever || lever.credit === 0 || !reading.makesSense) return 0;
  const { adds } = together(reading.units.get('numbers.lever.reason') ?? []);
  return adds >= LEAST_OWN ? lever.credit : 0;
}

import type { NumberResult } from '../../economics/economics.ts';
import { type Evidence, type Finding, toLevel } from '../findings.ts';

/** All problems right is level 4; each counts the same. Null where the brief's numbers allow no problem. */
export function judgeUnitEconomics(numbers: readonly NumberResult[]): Finding | null {
  if (numbers.length === 0) return null;
  const credit = numbers.reduce((sum, number) => sum + number.credit, 0);
  const evidence = numbers.flatMap((number): Evidence[] => {
    if (number.given === null || number.credit === 0) return [];
    const reason = number.credit === 1 ? 'number_right' : number.slip ? 'number_slip' : 'number_near';
    return [{ answer: `numbers.${number.key}.value`, start: 0, end: 0, text: '', reason }];
  });
  const missing = numbers.filter((number) => number.credit < 1).map((number) => number.key);
  return { level: toLevel((4 * credit) / numbers.length), evidence, missing };
}

import type { Brief } from '../brief/brief.ts';
import { NUMBER_KEYS, type NumberKey } from '../response/response.ts';
import { problemsOf } from './economics.ts';
import { leversOf } from './lever.ts';

/** What a brief leaves out, by what that costs. */
export const LEFT_OUT = [
  'numbers',
  'someNumbers',
  'lever',
  'channels',
  'shares',
  'value',
  'capacity',
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** The sums that a brief's figures allow, those that they do not, and what else is left out. */
export function whatIsLeftOut(brief: Brief): {
  allowed: NumberKey[];
  missing: NumberKey[];
  leftOut: LeftOut[];
} {
  const allowed = problemsOf(brief).map(({ key }) => key);
  const missing = NUMBER_KEYS.filter((key) => !allowed.includes(key));
  const { sales_process, value, constraints } = brief.facts;
  const isLeftOut: Record<LeftOut, boolean> = {
    numbers: allowed.length === 0,
    someNumbers: allowed.length > 0 && missing.length > 0,
    lever: leversOf(brief).length === 0,
    channels: Object.keys(brief.channelFit ?? {}).length === 0,
    shares: Object.keys(sales_process?.orderShareByChannel ?? {}).length === 0,
    value: (value?.text ?? '') === '',
    capacity: constraints?.newCustomersPerMonth == null,
  };
  return { allowed, missing, leftOut: LEFT_OUT.filter((key) => isLeftOut[key]) };
}

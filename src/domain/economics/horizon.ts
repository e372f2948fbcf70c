import type { Brief } from '../brief/brief.ts';

const DAYS_A_MONTH = 365.25 / 12;

/**
 * Whole months from the deadline for answers, when work could begin, to the date of the goal, at least one.
 * Null where the brief names no deadline, or the date is not after it.
 */
export function monthsUntilGoal({ answersBy, kgi: { by } }: Brief): number | null {
  if (!answersBy) return null;
  const days = (Date.parse(by) - Date.parse(answersBy)) / 86_400_000;
  return days > 0 ? Math.max(1, Math.round(days / DAYS_A_MONTH)) : null;
}

import { type Field, maxLength } from '../forms/field.ts';
import type { Step } from './steps.ts';

/** How long earlier candidates of a vetting took for each step, in seconds. */
export type Durations = Partial<Record<Step, readonly number[]>>;

/** No step is said to take less than this share of its estimate. */
const LEAST_SHARE = 0.3;
/** So many have to have taken a step before their time counts. */
const FEWEST = 3;

/**
 * Seconds to read a page, and to answer a field of each kind: what people need who think before they write.
 */
const PAGE_SECONDS = 30;
const FIELD_SECONDS: Record<Field['kind'], number> = {
  longtext: 150,
  quantity: 60,
  choice: 40,
  text: 30,
  metric: 40,
  date: 20,
  email: 15,
  consent: 10,
  secret: 10,
};
/** A formula beside its answer, and a few lines. */
const WORKING_SECONDS = 60;
const FEW_LINES_SECONDS = 90;
const FEW_LINES = 1000;
/** Steps without a form of their own: thinking up questions, reading the facts, looking everything over. */
const OTHER_SECONDS: Partial<Record<Step, number>> = { ask: 360, facts: 180, check: 180 };
/** What may be left out takes less time: some leave it out. */
const OPTIONAL = 0.4;

/** Seconds that a step is likely to take, by the fields of its form. */
export function estimateSeconds(step: Step, fields: readonly Field[]): number {
  const other = OTHER_SECONDS[step];
  if (other !== undefined) return other;
  return fields.reduce(
    (sum, field) => sum + secondsFor(field) * (field.required ? 1 : OPTIONAL),
    PAGE_SECONDS,
  );
}

function secondsFor(field: Field): number {
  if (field.worksOut !== undefined) return WORKING_SECONDS;
  return field.kind === 'longtext' && maxLength(field) <= FEW_LINES
    ? FEW_LINES_SECONDS
    : FIELD_SECONDS[field.kind];
}

/**
 * Minutes that the remaining steps take: of each the median of those who took it in this vetting, and where
 * too few have, the estimate. Rounded up, from ten minutes on to five.
 */
export function minutesLeft(
  durations: Durations,
  remaining: readonly { step: Step; estimate: number }[],
): number {
  let seconds = 0;
  for (const { step, estimate } of remaining) {
    const measured = [...(durations[step] ?? [])].sort((a, b) => a - b);
    const median = measured[Math.floor(measured.length / 2)] ?? 0;
    // Whoever pastes, or tries, is through in no time: that says little of who answers.
    seconds += measured.length < FEWEST ? estimate : Math.max(median, estimate * LEAST_SHARE);
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes < 10 ? minutes : Math.ceil(minutes / 5) * 5;
}

import type { Step } from './steps.ts';

/** How long earlier candidates took for each step, in seconds. */
export type Durations = Partial<Record<Step, readonly number[]>>;

/** So many have to have taken a step before it is said how long it takes. */
const FEWEST = 5;

/**
 * Minutes that the remaining steps took the candidates before (the sum of the medians, rounded up); null
 * where too few have taken one of them. Steps of which the interview asks only some candidates count when
 * they are among the remaining ones.
 */
export function minutesLeft(durations: Durations, remaining: readonly Step[]): number | null {
  let seconds = 0;
  for (const step of remaining) {
    const measured = [...(durations[step] ?? [])].sort((a, b) => a - b);
    if (measured.length < FEWEST) return null;
    seconds += measured[Math.floor(measured.length / 2)] ?? 0;
  }
  return Math.ceil(seconds / 60);
}

/** A series of failures, and when the last of them was. */
export type Failures = { failures: number; lastAt: Date };

/**
 * How failures slow down the next attempt: so many are free, then the wait doubles from one second up to the
 * longest. After `forgottenMs` without a failure all begins anew.
 */
export type Pace = { free: number; longestMs: number; forgottenMs: number };

const HOUR_MS = 3_600_000;

/** Guessing at one account, from wherever; from one address, at whatever account; and from one address at one. */
export const PACES = {
  account: { free: 10, longestMs: 60_000, forgottenMs: 24 * HOUR_MS },
  address: { free: 20, longestMs: 60_000, forgottenMs: HOUR_MS },
  pair: { free: 5, longestMs: 15 * 60_000, forgottenMs: HOUR_MS },
  /** From a browser in which somebody has signed in to this account before: nobody else can use it up. */
  known: { free: 10, longestMs: 60_000, forgottenMs: HOUR_MS },
  /** Codes after the right password, from wherever: six digits are few. */
  code: { free: 5, longestMs: HOUR_MS, forgottenMs: 24 * HOUR_MS },
} as const satisfies Record<string, Pace>;

/** Milliseconds until the next attempt is let through; 0 where it is now. */
export function waitMs(known: Failures | null, { free, longestMs, forgottenMs }: Pace, now: Date): number {
  if (!known) return 0;
  const since = now.getTime() - known.lastAt.getTime();
  if (since >= forgottenMs || known.failures < free) return 0;
  const delay = Math.min(longestMs, 1000 * 2 ** Math.min(known.failures - free, 30));
  return Math.max(0, delay - since);
}

import type { Database } from './store/database.ts';
import { forgetOldPages } from './store/kept-pages.ts';
import { deleteExpiredResponses, forgetFreedPages } from './store/life-cycle.ts';
import { tellPassedDeadlines } from './store/notices.ts';
import { queueDueReminders } from './store/reminders.ts';
import { forgetOldMail } from './store/retention.ts';
import { sweepSessions } from './store/sessions.ts';
import { compareTexts } from './store/shared-texts.ts';
import { sweepSignIns } from './store/sign-in-failures.ts';

const EVERY_MS = 10 * 60_000;

export type HousekeepingParts = {
  db: Database;
  sendsMail: boolean;
  now: () => Date;
  /** Makes a backup where one is due; absent where none is wanted. */
  backUp?: () => Promise<unknown>;
};

/**
 * What is due without anybody asking for it: reminders, notices of deadlines, the deletion of responses whose
 * time is over, comparisons that were not finished, and backups. One that fails does not keep the others
 * from being done; all failures are thrown together.
 */
export async function keepHouse({ db, sendsMail, now, backUp }: HousekeepingParts): Promise<void> {
  const duties = [
    ...(sendsMail ? [() => queueDueReminders(db, now()), () => tellPassedDeadlines(db, now())] : []),
    () => deleteExpiredResponses(db, now()),
    () => compareTexts(db),
    () => forgetOldPages(db, now()),
    () => forgetOldMail(db, now()),
    () => sweepSignIns(db, now()),
    () => sweepSessions(db, now()),
    () => forgetFreedPages(db),
    ...(backUp ? [backUp] : []),
  ];
  const failures: unknown[] = [];
  for (const duty of duties)
    try {
      await duty();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'several duties of housekeeping failed');
}

/** Keeps house now and every ten minutes, until it is stopped. */
export function startHousekeeping(
  parts: HousekeepingParts,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => keepHouse(parts)).catch(onError);
  };
  const timer = setInterval(run, EVERY_MS);
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

import type { Database } from './store/database.ts';
import { forgetOldPages } from './store/kept-pages.ts';
import { deleteExpiredResponses } from './store/life-cycle.ts';
import { tellPassedDeadlines } from './store/notices.ts';
import { queueDueReminders } from './store/reminders.ts';

const EVERY_MS = 10 * 60_000;

export type HousekeepingParts = { db: Database; sendsMail: boolean; now: () => Date };

/** What is due without anybody asking for it: reminders, notices of deadlines, and the deletion of responses whose time is over. */
export async function keepHouse({ db, sendsMail, now }: HousekeepingParts): Promise<void> {
  if (sendsMail) {
    await queueDueReminders(db, now());
    await tellPassedDeadlines(db, now());
  }
  await deleteExpiredResponses(db, now());
  await forgetOldPages(db, now());
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

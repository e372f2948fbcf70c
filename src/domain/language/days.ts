/** A day in the local calendar of a time zone, as YYYY-MM-DD. */
export const localDay = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(at);

/** The last millisecond of the day so many days from now, in that time zone's calendar. */
export function endOfDay(now: Date, days: number, timeZone: string): Date {
  return endOfDate(localDay(now, timeZone), timeZone, days);
}

/** The last millisecond of a day (YYYY-MM-DD), or of one so many days later, in that time zone's calendar. */
export function endOfDate(date: string, timeZone: string, later = 0): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const midnight = Date.UTC(year, month - 1, day + later + 1);
  // The offset of a zone is known for an instant only: the first guess is corrected by the one found there.
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess - 1, timeZone) - 1);
}

/** Whether an instant is the end of a day there, so that the day alone says it. */
export const isEndOfDay = (at: Date, timeZone: string): boolean =>
  endOfDay(at, 0, timeZone).getTime() === at.getTime();

/** How far the local clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  const shown = Date.parse(`${local.format(instant).replace(' ', 'T')}Z`);
  return shown - Math.floor(instant / 1000) * 1000;
}

import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../domain/brief/brief.ts';
import type { Field } from '../../domain/forms/field.ts';
import type { Problem } from '../../domain/forms/form.ts';
import { endOfDay, localDay } from '../../domain/language/days.ts';
import { formatDay } from '../../locales/formats.ts';
import type { Translate } from '../../locales/translator.ts';
import type { Vetting } from '../../store/vettings.ts';

/** The day until whose end all candidates may answer. */
export const DEADLINE_FIELD: Field = { name: 'answersBy', kind: 'date', required: true };

const USUAL_DAYS = 21;
const MOST_DAYS = 366;

/** A deadline that leaves three weeks, as a day where the vetting is. */
export const usualDeadline = ({ brief: { timeZone } }: Vetting, now: Date): string =>
  localDay(endOfDay(now, USUAL_DAYS, timeZone), timeZone);

/** What is wrong with a day as a deadline: it is over, or too far away. */
export function deadlineProblems(day: unknown, { brief: { timeZone } }: Vetting, now: Date): Problem[] {
  if (typeof day !== 'string') return [];
  const problem = (code: string): Problem[] => [{ field: 'answersBy', code, parameters: {} }];
  if (day < localDay(now, timeZone)) return problem('deadline_over');
  return day > localDay(endOfDay(now, MOST_DAYS, timeZone), timeZone) ? problem('deadline_far') : [];
}

/** Whether no link can be made because the deadline is over. */
export const isDeadlineOver = ({ brief: { answersBy, timeZone } }: Vetting, now: Date): boolean =>
  answersBy !== undefined && answersBy < localDay(now, timeZone);

/** The deadline in a sentence for the owner, or that no answers are taken any more; null while none is set. */
export const deadlineLine = ({ t, locale, vetting, server }: FastifyRequest): string | null =>
  vetting.state === 'decided' || vetting.state === 'closed'
    ? t('deadline.closed')
    : deadlineText(vetting, server.parts.now(), locale, t);

/** The same for any vetting. */
export function deadlineText(
  { brief: { answersBy, timeZone } }: Vetting,
  now: Date,
  locale: Locale,
  t: Translate,
): string | null {
  if (answersBy === undefined) return null;
  const date = formatDay(answersBy, locale);
  const days = Math.round((Date.parse(answersBy) - Date.parse(localDay(now, timeZone))) / 86_400_000);
  if (days < 0) return t('deadline.over', { date });
  return days === 0 ? t('deadline.today', { date }) : t('deadline.left', { date, n: days });
}

import type { FastifyRequest } from 'fastify';
import { formatDay } from '../../../locales/formats.ts';
import type { HistoryLine } from '../../../store/history.ts';

/** What the act was about, in one line: a candidate, a criterion, a page of the brief, a file. */
export function aboutLine({ details }: HistoryLine, { t, locale }: FastifyRequest): string {
  const { candidate, criterion, page, kind, format, title, reason, day } = details;
  return [
    candidate,
    criterion && t(`criteria.${criterion}`),
    page && (page === 'ownQuestions' ? t('own.title') : t(`brief.pages.${page}`)),
    kind && t(`history.kinds.${kind}`),
    format?.toUpperCase(),
    title,
    reason,
    day && formatDay(day, locale),
  ]
    .filter(Boolean)
    .join(' · ');
}

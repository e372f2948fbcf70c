import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../../domain/forms/field.ts';
import type { Problem } from '../../../../domain/forms/form.ts';
import { formatInstant } from '../../../../locales/formats.ts';
import { listOpenings } from '../../../../store/candidate-links.ts';
import { findStored } from '../../../../store/erasure.ts';
import { errorSummary, viewFields } from '../../../forms/fields.ts';
import { at } from '../frame.ts';

export const ERASURE: Field[] = [{ name: 'confirm', kind: 'consent', required: true }];

/** What somebody said of itself on the first page. */
const RESPONDENT = ['respondentName', 'respondentRole', 'respondentEmail'] as const;

/** What is stored of a candidate, who reads it, how long it stays, and how it is taken back. */
export async function storedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): Promise<unknown> {
  const { interview, db, t, locale } = request;
  const { brief, link, questions, submission, typed } = interview;
  const { email, mails, hasEverSubmitted } = await findStored(db, link.candidateId);
  const openings = await listOpenings(db, link.candidateId);
  const when = (iso: string): string => formatInstant(iso, locale, brief.timeZone);
  const business = brief.business.name;
  const row = (key: string, text: string): { label: string; text: string } => ({
    label: t(`interview.stored.${key}`),
    text,
  });
  const fields = viewFields(t, ERASURE, {}, problems, () => ({
    label: t('interview.stored.confirm'),
    ...(problems.length > 0 ? { error: t('interview.stored.tick') } : {}),
  }));
  const days = link.vetting.retentionDays;
  return reply.page('interview/stored', {
    address: at(interview, 'stored'),
    title: t('interview.stored.title'),
    host: business,
    isSample: link.vetting.isSample,
    back: at(interview, submission && interview.submittedAt ? 'receipt' : interview.step),
    rows: [
      row('name', link.candidateName),
      row('email', email ?? t('interview.stored.none')),
      ...RESPONDENT.filter((name) => (typed.welcome?.[name] ?? '').trim() !== '').map((name) =>
        row(name, typed.welcome?.[name] ?? ''),
      ),
      row('openings', openings.map(when).join('\n') || t('interview.stored.none')),
      row(
        'answers',
        submission
          ? t('interview.stored.submitted', { date: when(submission.at) })
          : Object.keys(typed).length > 0
            ? t('interview.stored.saved', { n: Object.keys(typed).length })
            : t('interview.stored.none'),
      ),
      row('questions', questions.map(({ text }) => text).join('\n') || t('interview.stored.none')),
      row('mails', mails.map(when).join('\n') || t('interview.stored.none')),
      row('readers', t('interview.stored.readersText', { business, owner: link.ownerEmail })),
      row(
        'until',
        days === null
          ? t('interview.stored.untilOwner', { business })
          : t('interview.stored.untilDays', { days, business }),
      ),
    ],
    download: submission ? at(interview, 'copy.json') : null,
    erasure: hasEverSubmitted ? null : { action: at(interview, 'erasure') },
    ask: t('interview.stored.ask', { owner: link.ownerEmail }),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

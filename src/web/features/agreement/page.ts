import type { FastifyRequest } from 'fastify';
import { formatDay } from '../../../locales/formats.ts';
import { goalLines } from '../../../reporting/facts.ts';
import { metricName } from '../../../reporting/names.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { findSubmission, type Submission } from '../../../store/submissions.ts';
import { PageError } from '../../plugins/errors.ts';

export type AgreementSection = { title: string; lines: string[] };

export async function sheetOf(
  request: FastifyRequest,
): Promise<{ sections: AgreementSection[]; signatures: string[]; candidateId: string; agency: string }> {
  const { db } = request.server.parts;
  const { t, vetting } = request;
  const chosen = (await listCandidates(db, vetting)).find(({ decision }) => decision === 'chosen');
  const submission = chosen && (await findSubmission(db, vetting, chosen.id));
  if (!submission) throw new PageError(404, 'notFound');
  const signatures = [submission.brief.business.name, chosen.name].map(
    (party) => `${t('agreement.place')} (${party})${t('common.colon')}____________________`,
  );
  return {
    sections: agreementSections(request, submission, chosen.name),
    signatures,
    candidateId: chosen.id,
    agency: chosen.name,
  };
}

/** What both sides start from, section by section, in the reader's language. */
function agreementSections(
  { t, locale, vetting }: FastifyRequest,
  { brief, response, termsOpen }: Submission,
  agency: string,
): AgreementSection[] {
  const name = (metric: string | undefined): string =>
    metric ? metricName(metric, locale, t) : t('common.notGiven');
  const metrics = (response.measure?.metrics ?? []).map(({ metric, leadsTo, target }) => {
    const path = [metric, leadsTo].filter(Boolean).map((each) => name(each ?? undefined));
    return `${path.join(' → ')}${target ? ` (${target})` : ''}`;
  });
  const { judgedBy } = response.measure ?? {};
  const lines = (...texts: (string | undefined)[]): string[] => {
    const given = texts.filter((text): text is string => (text ?? '').trim() !== '');
    return given.length > 0 ? given : [t('common.notGiven')];
  };
  return [
    {
      title: t('agreement.parties'),
      lines: [
        `${t('agreement.client')}${t('common.colon')}${brief.business.name}`,
        `${t('agreement.agency')}${t('common.colon')}${agency}`,
      ],
    },
    {
      title: t('agreement.goal'),
      lines: [...goalLines(brief, t, locale), t('agreement.by', { date: formatDay(brief.kgi.by, locale) })],
    },
    { title: t('agreement.measure'), lines: lines(name(judgedBy?.metric ?? undefined), judgedBy?.reason) },
    { title: t('agreement.metrics'), lines: lines(...metrics) },
    {
      title: t('agreement.assumptions'),
      lines: termsOpen ? lines(response.terms?.assumes) : [t('agreement.assumptionsSealed')],
    },
    ...(termsOpen && response.terms?.text?.trim()
      ? [{ title: t('agreement.otherTerms'), lines: [response.terms.text] }]
      : []),
    { title: t('agreement.challenge'), lines: lines(response.partner?.challenge) },
    {
      title: t('agreement.firstReview'),
      lines: [vetting.firstReviewOn ? formatDay(vetting.firstReviewOn, locale) : t('agreement.notSet')],
    },
  ];
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formatInstant } from '../../../../locales/formats.ts';
import { answerRows, termsRows } from '../../../answers/rows.ts';
import { sendFile } from '../../../downloads/attachment.ts';
import { at, openingLines, responseOf } from '../frame.ts';
import { sealedText } from '../page.ts';

/** What a candidate keeps after submitting: the receipt, and a copy of the answers. */
export default async function receiptRoutes(app: FastifyInstance): Promise<void> {
  app.get('/interview/:candidateId/receipt', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, t, locale } = request;
    if (!interview.submittedAt) return reply.redirect(at(interview, 'check'), 303);
    const response = responseOf(interview);
    const business = interview.brief.business.name;
    return reply.page('interview/receipt', {
      title: t('interview.receipt.title', { business }),
      host: business,
      isSample: interview.link.vetting.isSample,
      text: t('interview.receipt.text', {
        date: formatInstant(interview.submittedAt, locale, interview.brief.timeZone),
        reference: interview.link.candidateId.slice(0, 8).toUpperCase(),
      }),
      next: t('interview.receipt.next', { business }),
      download: at(interview, 'copy.json'),
      root: at(interview, ''),
      sealed: sealedText(request),
      unsealed: unsealedText(request),
      openings: await openingLines(request),
      rows: [
        ...answerRows(response, interview.brief, locale, t),
        ...(interview.termsSealedAt === null ? termsRows(response, interview.brief.currency, locale, t) : []),
      ],
      help: t('interview.help', { owner: interview.link.ownerEmail }),
    });
  });

  app.get(
    '/interview/:candidateId/copy.json',
    { config: { access: 'candidate' } },
    async (request, reply) => {
      const { interview } = request;
      const copy = JSON.stringify(
        {
          candidate: interview.link.candidateName,
          submittedAt: interview.submittedAt,
          response: responseOf(interview),
        },
        null,
        2,
      );
      const { brief, link } = interview;
      const about = [brief.business.name, link.candidateName];
      const file = { about, extension: 'json', type: 'application/json', timeZone: brief.timeZone };
      return sendFile(reply, file, copy);
    },
  );
}

/** When the owner opened the prices, and why where that was before everything had been read. */
function unsealedText({ interview, locale, t }: FastifyRequest): string | null {
  const { unsealedAt, unsealedReason } = interview.link.vetting;
  if (unsealedAt === null) return null;
  const when = formatInstant(unsealedAt, locale, interview.brief.timeZone);
  return unsealedReason === ''
    ? t('interview.receipt.unsealed', { when })
    : t('interview.receipt.unsealedBecause', { when, reason: unsealedReason });
}

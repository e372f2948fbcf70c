import type { FastifyInstance } from 'fastify';
import { completeBrief } from '../../../../domain/brief/brief.ts';
import { wholeMinutes } from '../../../../domain/interview/whole-time.ts';
import { formatUntil } from '../../../../locales/formats.ts';
import { enterInterview, loadInterview } from '../../../../store/interviews.ts';
import { keepCandidateSession } from '../../../plugins/access.ts';
import { LINK_LIMIT } from '../../../plugins/limits.ts';

/**
 * From the link to the interview: a page that changes nothing, and the button that exchanges the token for a
 * cookie.
 */
export default async function entryRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  // Opening a link changes nothing: mail scanners open links too.
  app.get('/i/:token', { config: { access: 'link', rateLimit: LINK_LIMIT } }, async (request, reply) => {
    const { link, t, locale } = request;
    const { brief } = link.vetting;
    const business = brief.business?.name ?? '';
    const interview = await loadInterview(db, link);
    const complete = completeBrief(brief);
    return reply.page('interview/landing', {
      title: t('interview.landing.title', { business }),
      host: business,
      isSample: link.vetting.isSample,
      text: t('interview.landing.text', { business, candidate: link.candidateName, title: brief.title }),
      time: complete ? t('interview.landing.time', { n: wholeMinutes(complete) }) : '',
      until: t('interview.landing.until', { date: formatUntil(link.expiresAt, locale, brief.timeZone) }),
      submit: t(`interview.landing.${interview?.submittedAt ? 'receipt' : interview ? 'resume' : 'start'}`),
      help: t('interview.help', { owner: link.ownerEmail }),
    });
  });

  app.post('/i/:token', { config: { access: 'link', rateLimit: LINK_LIMIT } }, async (request, reply) => {
    const { link } = request;
    if (request.switchingLanguage) return reply.redirect(request.url, 303);
    const token = await enterInterview(db, link, now());
    keepCandidateSession(app, reply, link.candidateId, token, link.expiresAt);
    return reply.redirect(`/interview/${link.candidateId}`, 303);
  });
}

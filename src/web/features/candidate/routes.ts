import type { FastifyInstance } from 'fastify';
import { formatDay, formatInstant } from '../../../locales/formats.ts';
import { listTimeline } from '../../../store/timeline.ts';
import { deadlineLine } from '../../briefs/deadline.ts';

/** One candidate: what happened so far. */
export default async function candidateRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get(
    '/vettings/:vettingId/candidates/:candidateId',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { t, locale, vetting, candidate } = request;
      const events = await listTimeline(db, candidate.id);
      return reply.page('invitations/candidate', {
        title: candidate.name,
        isSample: vetting.isSample,
        vettingId: vetting.id,
        candidate,
        deadline: candidate.answersBy
          ? t('deadline.own', { date: formatDay(candidate.answersBy, locale) })
          : (deadlineLine(request) ?? t('deadline.none')),
        submitted: candidate.progress === 'submitted',
        progress: t(`candidates.states.${candidate.progress}`),
        events: events.map(({ at, what, kind }) => ({
          at: formatInstant(at, locale, vetting.brief.timeZone),
          what: t(`candidates.timeline.${what}`, kind ? { kind: t(`mail.kinds.${kind}`) } : {}),
        })),
      });
    },
  );
}

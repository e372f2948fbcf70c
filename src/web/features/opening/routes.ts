import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listUnseen, markLevelsSeen } from '../../../store/levels-seen.ts';
import { markRead } from '../../../store/read-marks.ts';
import { LocalPath } from '../../local-path.ts';
import { judgeOf } from '../../plugins/access.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';

const ALL = '/vettings/:vettingId/opening';
const ONE = '/vettings/:vettingId/candidates/:candidateId/opening';

const Query = z.object({ next: LocalPath });

/**
 * What an owner has not seen is opened by a click, never by following a link: that a response was read, and
 * that levels were seen, is noted and cannot be taken back.
 */
export default async function openingRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get(ALL, { config: { access: 'owner' } }, async (request, reply) => {
    const unseen = await unseenBy(request);
    const next = nextOf(request, request.query, `/vettings/${request.vetting.id}/comparison`);
    if (unseen.length === 0) return reply.redirect(next, 303);
    return reply.page('opening/opening', {
      ...pageOf(request, next),
      title: request.t('opening.allTitle'),
      text: request.t('opening.all', { n: unseen.length }),
      submit: request.t('opening.allSubmit'),
    });
  });

  app.post(ALL, { config: { access: 'owner' } }, async (request, reply) => {
    await markLevelsSeen(db, await unseenBy(request), judgeOf(request).id, now());
    const fallback = `/vettings/${request.vetting.id}/comparison`;
    return reply.redirect(nextOf(request, formValues(request), fallback), 303);
  });

  app.get(ONE, { config: { access: 'owner' } }, async (request, reply) => {
    const { candidate, t } = request;
    const next = nextOf(request, request.query, reportOf(request));
    const isOpen = candidate.readAt !== null && !(await unseenBy(request)).includes(candidate.id);
    if (candidate.progress !== 'submitted' || isOpen) return reply.redirect(next, 303);
    return reply.page('opening/opening', {
      ...pageOf(request, next),
      title: t('opening.oneTitle', { name: candidate.name }),
      text: t('opening.one'),
      submit: t('opening.oneSubmit'),
    });
  });

  app.post(ONE, { config: { access: 'owner' } }, async (request, reply) => {
    const { candidate } = request;
    const next = nextOf(request, formValues(request), reportOf(request));
    if (candidate.progress !== 'submitted') return reply.redirect(next, 303);
    await request.record('report_read', aboutCandidate(candidate), async (trx) => {
      await markLevelsSeen(trx, [candidate.id], judgeOf(request).id, now());
      return markRead(trx, candidate.id, now());
    });
    return reply.redirect(next, 303);
  });

  const unseenBy = (request: FastifyRequest): Promise<string[]> =>
    listUnseen(db, request.vetting.id, judgeOf(request).id);
}

const reportOf = ({ vetting, candidate }: FastifyRequest): string =>
  `/vettings/${vetting.id}/candidates/${candidate.id}/report`;

/** Where somebody wanted to go: a page of this vetting. */
function nextOf({ vetting }: FastifyRequest, from: unknown, fallback: string): string {
  const { next } = Query.parse(from);
  return next.startsWith(`/vettings/${vetting.id}/`) ? next : fallback;
}

const pageOf = (request: FastifyRequest, next: string) => ({
  isSample: request.vetting.isSample,
  vettingId: request.vetting.id,
  action: request.url.split('?')[0],
  next,
});

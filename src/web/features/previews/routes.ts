import type { FastifyInstance } from 'fastify';
import { completeBrief } from '../../../domain/brief/brief.ts';
import { startPreview } from '../../../store/previews.ts';
import { keepCandidateSession } from '../../plugins/access.ts';
import { PageError } from '../../plugins/errors.ts';

/** The owner takes the interview as a candidate would; nothing of it is kept. */
export default async function previewsRoutes(app: FastifyInstance): Promise<void> {
  const { now, previews } = app.parts;

  app.post('/vettings/:vettingId/preview', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, owner, t } = request;
    if (!owner || !completeBrief(vetting.brief)) throw new PageError(409, 'badRequest');
    const { candidateId, token, expiresAt } = await startPreview(
      previews,
      owner,
      vetting,
      t('preview.candidate'),
      now(),
    );
    keepCandidateSession(app, reply, candidateId, token, expiresAt);
    return reply.redirect(`/interview/${candidateId}`, 303);
  });
}

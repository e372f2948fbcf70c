import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { forgetInterview } from '../../../kept/leaving.ts';

const Query = z.object({ erased: z.string().optional().catch(undefined) });

/** Leaving a computer that others use: this browser then holds nothing of the interview, and the link opens it again. */
export default async function leavingRoutes(app: FastifyInstance): Promise<void> {
  app.post('/interview/:candidateId/leaving', { config: { access: 'candidate' } }, async (request, reply) => {
    await forgetInterview(request, reply);
    return reply.redirect('/left', 303);
  });

  app.get('/left', { config: { access: 'public' } }, async (request, reply) =>
    Query.parse(request.query).erased === undefined
      ? reply.page('interview/left', {
          title: request.t('interview.leaving.title'),
          text: request.t('interview.leaving.done'),
        })
      : reply.page('interview/left', {
          title: request.t('interview.leaving.erasedTitle'),
          text: request.t('interview.leaving.erased'),
        }),
  );
}

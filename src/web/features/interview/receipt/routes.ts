import type { FastifyInstance } from 'fastify';
import { sendFile } from '../../../downloads/attachment.ts';
import { at } from '../frame.ts';
import { receiptPage, submittedResponse } from './page.ts';

/** What a candidate keeps after submitting: the receipt, and the data of its answers. */
export default async function receiptRoutes(app: FastifyInstance): Promise<void> {
  app.get('/interview/:candidateId/receipt', { config: { access: 'candidate' } }, async (request, reply) =>
    request.interview.submittedAt === null
      ? reply.redirect(at(request.interview, 'check'), 303)
      : receiptPage(request, reply),
  );

  app.get(
    '/interview/:candidateId/copy.json',
    { config: { access: 'candidate' } },
    async (request, reply) => {
      const { brief, link, submission } = request.interview;
      const copy = {
        candidate: link.candidateName,
        submittedAt: submission?.at ?? null,
        response: submittedResponse(request),
      };
      const about = [brief.business.name, link.candidateName];
      const file = { about, extension: 'json', type: 'application/json', timeZone: brief.timeZone };
      return sendFile(reply, file, JSON.stringify(copy, null, 2));
    },
  );
}

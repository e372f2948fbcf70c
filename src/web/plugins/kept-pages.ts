import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { KEPT_PATH, keptFailure, keptPage } from '../kept/answer.ts';
import { errorPage, PageError } from './errors.ts';

/**
 * What a posted form was answered with has an address, so that loading it again and going back work as on any
 * other page. Access to the page that the form stands on was checked before.
 */
async function keptPages(app: FastifyInstance): Promise<void> {
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET') return undefined;
    const kept = await keptPage(request);
    return kept ? reply.status(kept.status).type('text/html; charset=utf-8').send(kept.html) : undefined;
  });
  app.get(KEPT_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const failure = await keptFailure(request);
    if (!failure) throw new PageError(404, 'notKept');
    const { status, code, parameters } = failure;
    return errorPage(request, reply, new PageError(status, code, parameters), failure);
  });
}

export default fp(keptPages, { name: 'kept-pages', dependencies: ['access', 'errors'] });

import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { PageError } from './errors.ts';

/**
 * Refuses what a browser fetches before anybody opened it: what opening a page notes would be noted of a
 * person who has seen nothing. Pages that are for everybody note nothing.
 */
async function ahead(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access !== undefined && access !== 'public' && isAhead(request)) throw new PageError(503, 'ahead');
  });
}

const isAhead = ({ headers }: FastifyRequest): boolean =>
  [headers['sec-purpose'], headers.purpose, headers['x-moz']].some((purpose) =>
    /\bprefetch\b|\bprerender\b|\bpreview\b/.test(String(purpose ?? '')),
  );

export default fp(ahead, { name: 'ahead', dependencies: ['errors'] });

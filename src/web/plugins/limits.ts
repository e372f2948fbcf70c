import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { PageError } from './errors.ts';

/** Slows down guessing. Routes name their own limit in config.rateLimit. */
async function limits(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    // After the form is read, so that a refusing page can show what was typed.
    hook: 'preValidation',
    errorResponseBuilder: (_request, { ttl }) =>
      new PageError(429, 'tooMany', { seconds: Math.ceil(ttl / 1000) }),
  });
}

/** Attempts a minute from one address. */
export const SIGN_IN_LIMIT = { max: 10, timeWindow: 60_000 };
export const LINK_LIMIT = { max: 60, timeWindow: 60_000 };

export default fp(limits, { name: 'limits', dependencies: ['errors'] });

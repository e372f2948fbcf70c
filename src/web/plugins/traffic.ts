import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { PageError } from './errors.ts';

/** So many requests are worked on at once; whoever comes then is asked to come again, with what was typed. */
const MOST_OPEN = 200;
/** Beyond this a request is not even read. */
const MOST_UNREAD = 2 * MOST_OPEN;
const RETRY_SECONDS = 5;

/**
 * Counts what is on its way, so that a rush makes a short queue and clear refusals instead of an endless
 * wait. Once the server is stopping, every answer ends its connection.
 */
async function traffic(app: FastifyInstance): Promise<void> {
  const state = app.parts.traffic;
  const busy = (): PageError => new PageError(503, 'busy', { seconds: RETRY_SECONDS });
  app.addHook('onRequest', async ({ method }, reply) => {
    state.open += 1;
    state.lastAt = Date.now();
    reply.raw.once('close', () => {
      state.open -= 1;
    });
    const isRead = method === 'POST';
    if (state.open > (isRead ? MOST_UNREAD : MOST_OPEN)) throw busy();
  });
  app.addHook('preValidation', async ({ method, raw }) => {
    if (state.open <= MOST_OPEN || method !== 'POST') return;
    // The request itself is destroyed as soon as it was read; whether anybody waits, its connection tells.
    throw raw.socket.destroyed ? new PageError(499, 'busy') : busy();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (state.isStopping) reply.header('Connection', 'close');
  });
}

export default fp(traffic, { name: 'traffic', dependencies: ['errors'] });

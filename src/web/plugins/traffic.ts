import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { PageError } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether programs that watch the server ask it: answered in any rush, and not counted. */
    watches?: boolean;
  }
}

/** So many requests are worked on at once; whoever comes then is asked to come again, with what was typed. */
const MOST_OPEN = 200;
/** So many forms are read at once. Whoever sends slowly keeps nobody from reading pages. */
const MOST_RECEIVED = 400;
/** So many of them from one address. */
const MOST_RECEIVED_FROM_ONE = 100;
const RETRY_SECONDS = 5;

/**
 * Counts what is on its way, so that a rush makes a short queue and clear refusals instead of an endless
 * wait. Once the server is stopping, every answer ends its connection.
 */
async function traffic(app: FastifyInstance): Promise<void> {
  const state = app.parts.traffic;
  let received = 0;
  const receivedFrom = new Map<string, number>();
  const receives = new WeakSet<FastifyRequest>();
  const busy = (): PageError => new PageError(503, 'busy', { seconds: RETRY_SECONDS });
  const endReceiving = (request: FastifyRequest): void => {
    if (!receives.delete(request)) return;
    received -= 1;
    const left = (receivedFrom.get(request.ip) ?? 1) - 1;
    if (left === 0) receivedFrom.delete(request.ip);
    else receivedFrom.set(request.ip, left);
  };
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.watches) return;
    state.open += 1;
    state.lastAt = Date.now();
    reply.raw.once('close', () => {
      state.open -= 1;
      endReceiving(request);
    });
    if (request.method === 'POST') {
      const fromOne = (receivedFrom.get(request.ip) ?? 0) + 1;
      received += 1;
      receivedFrom.set(request.ip, fromOne);
      receives.add(request);
      if (received > MOST_RECEIVED || fromOne > MOST_RECEIVED_FROM_ONE) throw busy();
    } else if (state.open - received > MOST_OPEN) throw busy();
  });
  app.addHook('preValidation', async (request) => {
    endReceiving(request);
    if (state.open - received <= MOST_OPEN || request.method !== 'POST') return;
    // The request itself is destroyed as soon as it was read; whether anybody waits, its connection tells.
    throw request.raw.socket.destroyed ? new PageError(499, 'busy') : busy();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (state.isStopping) reply.header('Connection', 'close');
  });
}

export default fp(traffic, { name: 'traffic', dependencies: ['errors'] });

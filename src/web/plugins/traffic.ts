import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Counts what is on its way, and ends connections once the server is stopping. */
async function traffic(app: FastifyInstance): Promise<void> {
  const state = app.parts.traffic;
  app.addHook('onRequest', async (_request, reply) => {
    state.open += 1;
    state.lastAt = Date.now();
    reply.raw.once('close', () => {
      state.open -= 1;
    });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (state.isStopping) reply.header('Connection', 'close');
  });
}

export default fp(traffic, { name: 'traffic' });

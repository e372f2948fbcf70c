import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Durations } from '../../domain/interview/time-left.ts';
import { listStepDurations } from '../../store/durations.ts';

/** How long candidates take changes slowly; it is measured anew after this time. */
const KEPT_MS = 10 * 60_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** How long candidates before took for each step. */
    stepDurations: Durations;
  }
}

/** Measures for the pages of the interview how long each step takes. */
async function stepDurations(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;
  const durations: { at: number; measured: Durations } = { at: 0, measured: {} };
  app.decorateRequest('stepDurations', { getter: () => durations.measured });
  app.addHook('preHandler', async (request) => {
    const isFresh = now().getTime() - durations.at < KEPT_MS;
    if (request.routeOptions.config.access !== 'candidate' || isFresh) return;
    durations.at = now().getTime();
    durations.measured = await listStepDurations(db);
  });
}

export default fp(stepDurations, { name: 'step-durations', dependencies: ['access'] });

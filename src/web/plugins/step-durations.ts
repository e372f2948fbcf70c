import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Durations } from '../../domain/interview/time-left.ts';
import { listStepDurations } from '../../store/durations.ts';

/** How long candidates take changes slowly; it is measured anew after this time. */
const KEPT_MS = 10 * 60_000;
/** Of so many vettings at most, the ones measured last. */
const MOST_KEPT = 200;

declare module 'fastify' {
  interface FastifyRequest {
    /** How long earlier candidates of this vetting took for each step. */
    stepDurations: Durations;
  }
}

/** Measures for the pages of an interview how long each step takes in its vetting, and in no other. */
async function stepDurations(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;
  const kept = new Map<string, { at: number; measured: Durations }>();
  app.decorateRequest('stepDurations', { getter: () => ({}) });
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.config.access !== 'candidate') return;
    const measured = await durationsIn(request.interview.link.vetting.id);
    Object.defineProperty(request, 'stepDurations', { value: measured, configurable: true });
  });

  async function durationsIn(vettingId: string): Promise<Durations> {
    const at = now().getTime();
    const known = kept.get(vettingId);
    if (known && at - known.at < KEPT_MS) return known.measured;
    const measured = await listStepDurations(db, vettingId);
    kept.delete(vettingId);
    kept.set(vettingId, { at, measured });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return measured;
  }
}

export default fp(stepDurations, { name: 'step-durations', dependencies: ['access'] });

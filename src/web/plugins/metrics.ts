import { createHash, timingSafeEqual } from 'node:crypto';
import { statSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { freeBytes } from '../../store/heartbeat.ts';
import { PageError } from './errors.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Figures for Prometheus. Labels are routes, methods, statuses and states, never anything of a person. Made
 * only where an operator asks for them, by a setting.
 */
async function metrics(app: FastifyInstance): Promise<void> {
  const { db, config, traffic } = app.parts;
  if (config.metricsToken === null) return;
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'banso_request_seconds',
    help: 'How long requests took, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const refused = new Counter({
    name: 'banso_refused_total',
    help: 'Requests that were answered 503 or 429',
    labelNames: ['status'],
    registers,
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const labels = { method, route: routeOptions.url ?? 'none', status: String(statusCode) };
    requests.observe(labels, elapsedTime / 1000);
    if (statusCode === 503 || statusCode === 429) refused.inc({ status: String(statusCode) });
  });
  gauge('banso_open_requests', 'Requests on their way', () => traffic.open);
  if (config.databaseUrl === null) {
    gauge('banso_database_bytes', 'Size of the database file', () => sizeOf(config.databaseFile));
    gauge('banso_log_bytes', 'Size of the write-ahead log', () => sizeOf(`${config.databaseFile}-wal`));
    gauge('banso_free_bytes', 'Room left on the disk of the database', () => freeBytes(config.databaseFile));
  }
  new Gauge({
    name: 'banso_mails',
    help: 'Mails in the outbox, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const rows = await db
        .selectFrom('outbox')
        .select(['state', ({ fn }) => fn.countAll<number>().as('mails')])
        .groupBy('state')
        .execute();
      for (const { state, mails } of rows) this.set({ state }, Number(mails));
    },
  });
  const wanted = digest(`Bearer ${config.metricsToken}`);
  const quiet = { config: { access: 'public' }, logLevel: 'warn' } as const;
  app.get('/metrics', quiet, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
      throw new PageError(404, 'notFound');
    return reply.type(registry.contentType).send(await registry.metrics());
  });

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export default fp(metrics, { name: 'metrics', dependencies: ['access'] });

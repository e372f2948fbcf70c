import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { readinessOf } from './readiness.ts';

/** Asked every few seconds by programs: not worth two lines in the log each time. */
const QUIET = { config: { access: 'public', watches: true }, logLevel: 'warn' } as const;

/** What watches the server. */
export default async function operationsRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;
  const readiness = readinessOf(app);

  app.get('/healthz', QUIET, async (_request, reply) => {
    await sql`SELECT 1`.execute(db);
    return reply.type('application/json').send({ status: 'ok' });
  });

  // Whether the process answers at all; where it does not, it has to be started anew.
  app.get('/livez', QUIET, async (_request, reply) => reply.send({ status: 'ok' }));

  // Whether answers can be saved; where they cannot, nobody should be sent here.
  app.get('/readyz', QUIET, async (_request, reply) => {
    const { isReady, ...found } = await readiness();
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'unavailable', ...found });
  });
}

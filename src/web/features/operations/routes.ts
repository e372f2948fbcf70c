import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';

/** What watches the server. */
export default async function operationsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/healthz', { config: { access: 'public' } }, async (_request, reply) => {
    await sql`SELECT 1`.execute(app.parts.db);
    return reply.type('application/json').send({ status: 'ok' });
  });
}

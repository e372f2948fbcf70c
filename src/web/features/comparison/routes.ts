import type { FastifyInstance } from 'fastify';
import { listFigures } from '../../../store/submissions.ts';
import { placeOnMap } from './map.ts';
import { sendMap } from './map-view.ts';
import { comparable, comparisonPage } from './page.ts';
import { readView } from './query.ts';

/** Submitted candidates side by side. */
export default async function comparisonRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get('/vettings/:vettingId/comparison', { config: { access: 'member', levels: 'all' } }, comparisonPage);

  app.get(
    '/vettings/:vettingId/map.svg',
    { config: { access: 'member', levels: 'all' } },
    async (request, reply) => {
      const { vetting } = request;
      const view = readView(request.query);
      const shown = comparable(await listFigures(db, vetting), view, request).filter(
        ({ id }) => !view.hide.includes(id),
      );
      return sendMap(reply, placeOnMap(shown));
    },
  );
}

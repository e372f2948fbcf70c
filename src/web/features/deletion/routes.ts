import type { FastifyInstance } from 'fastify';
import { deleteVetting } from '../../../store/life-cycle.ts';
import { formValues } from '../../plugins/forms.ts';
import { deletionPage } from './page.ts';

/** Deleting a vetting for good: an export is offered first, and its title has to be typed. */
export default async function deletionRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/vettings/:vettingId/deletion', { config: { access: 'owner', fresh: true } }, (request, reply) =>
    deletionPage(request, reply, []),
  );

  app.post(
    '/vettings/:vettingId/deletion',
    { config: { access: 'owner', fresh: true } },
    async (request, reply) => {
      if (request.switchingLanguage) return deletionPage(request, reply, []);
      const { vetting, owner } = request;
      if (formValues(request).title?.trim() !== vetting.brief.title.trim()) {
        return deletionPage(request, reply.status(422), [
          { field: 'title', code: 'required', parameters: {} },
        ]);
      }
      await deleteVetting(db, vetting, owner?.email ?? '', now());
      return reply.redirect('/vettings?deleted', 303);
    },
  );
}

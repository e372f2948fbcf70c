import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../domain/forms/form.ts';
import { listCandidates } from '../../store/candidates.ts';
import { deleteVetting } from '../../store/life-cycle.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { formValues } from '../plugins/forms.ts';

/** Deleting a vetting for good: an export is offered first, and its title has to be typed. */
export function registerDeletion(app: FastifyInstance): void {
  const { db, now } = app.parts;

  const deletionPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly Problem[],
  ): Promise<unknown> => {
    const { t, vetting } = request;
    const { title } = vetting.brief;
    const fields = viewFields(
      t,
      [{ name: 'title', kind: 'text', required: true }],
      formValues(request),
      problems,
      () => ({ label: t('deletion.label') }),
    ).map((field) => (field.error ? { ...field, error: t('deletion.mismatch', { title }) } : field));
    return reply.page('life-cycle/deletion', {
      title: t('deletion.title'),
      hasForm: true,
      isSample: vetting.isSample,
      vettingId: vetting.id,
      warning: t('deletion.warning', { title, n: (await listCandidates(db, vetting)).length }),
      typed: t('deletion.typed', { title }),
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  app.get('/vettings/:vettingId/deletion', { config: { access: 'owner' } }, (request, reply) =>
    deletionPage(request, reply, []),
  );

  app.post('/vettings/:vettingId/deletion', { config: { access: 'owner' } }, async (request, reply) => {
    if (request.switchingLanguage) return deletionPage(request, reply, []);
    const { vetting, owner } = request;
    if (formValues(request).title?.trim() !== vetting.brief.title.trim()) {
      return deletionPage(request, reply.status(422), [{ field: 'title', code: 'required', parameters: {} }]);
    }
    await deleteVetting(db, vetting, owner?.email ?? '', now());
    return reply.redirect('/vettings?deleted', 303);
  });
}

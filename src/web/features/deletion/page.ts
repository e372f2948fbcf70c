import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../domain/forms/form.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { formValues } from '../../plugins/forms.ts';

export async function deletionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): Promise<unknown> {
  const { db } = request.server.parts;
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
}

import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { inForce } from '../../../domain/people/overrides.ts';
import { keepOverride } from '../../../store/overrides.ts';
import { LEVEL_FIELDS } from '../../forms/level-fields.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { page, scored, storedLevel } from './page.ts';

const PATH = '/vettings/:vettingId/candidates/:candidateId/overrides/:criterion';

/** The owner's own level for a criterion, with its reason, beside the computed one. */
export default async function overridesRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get(PATH, { config: { access: 'owner' } }, (request, reply) => page(request, reply, null, []));

  app.post(PATH, { config: { access: 'owner', typed: LEVEL_FIELDS } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const raw = formValues(request);
    const { criterion, submission } = await scored(request);
    if (request.switchingLanguage) return page(request, reply, raw, []);
    const { values, problems } = parseForm(LEVEL_FIELDS, raw);
    if (problems.length > 0) return page(request, reply.status(422), raw, problems);
    if (changedMeanwhile(request, storedLevel(submission, criterion)))
      return page(request, reply.status(409), raw, []);
    const override = { criterion, level: Number(values.level), reason: String(values.reason) };
    await request.record('level_given', { ...aboutCandidate(candidate), criterion }, (trx) =>
      keepOverride(trx, candidate.id, override, owner?.email ?? '', now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report#${criterion}`, 303);
  });

  app.post(`${PATH}/withdrawal`, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const { criterion, submission } = await scored(request);
    if (inForce(submission.overrides).has(criterion)) {
      const none = { criterion, level: null, reason: '' };
      await request.record('level_withdrawn', { ...aboutCandidate(candidate), criterion }, (trx) =>
        keepOverride(trx, candidate.id, none, owner?.email ?? '', now()),
      );
    }
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report#${criterion}`, 303);
  });
}

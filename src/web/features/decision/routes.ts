import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { keepDecision } from '../../../store/decisions.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { candidatesOf, decisionPage, fieldsFor, MOST_TYPED, valuesOf } from './page.ts';

/** Whom the owner works with, and why. */
export default async function decisionRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get('/vettings/:vettingId/decision', { config: { access: 'owner', levels: 'all' } }, (request, reply) =>
    decisionPage(request, reply, null, []),
  );

  app.post(
    '/vettings/:vettingId/decision',
    { config: { access: 'owner', typed: MOST_TYPED } },
    async (request, reply) => {
      const raw = formValues(request);
      if (request.switchingLanguage) return decisionPage(request, reply, raw, []);
      const { vetting } = request;
      const candidates = await candidatesOf(request);
      const { values, problems } = parseForm(fieldsFor(candidates), raw);
      if (problems.length > 0) return decisionPage(request, reply.status(422), raw, problems);
      if (changedMeanwhile(request, valuesOf(request, candidates)))
        return decisionPage(request, reply.status(409), raw, []);
      const chosen = candidates.find(({ id }) => id === values.chosen) ?? null;
      const decision = {
        chosenId: chosen?.id ?? null,
        reason: String(values.reason),
        firstReviewOn: values.firstReview === undefined ? null : String(values.firstReview),
        declined: candidates
          .filter((candidate) => candidate !== chosen)
          .map(({ id }) => ({ candidateId: id, reason: String(values[`declined_${id}`] ?? '') })),
      };
      const about = chosen ? { candidateId: chosen.id, candidate: chosen.name } : {};
      await request.record('decided', about, (trx) => keepDecision(trx, vetting, decision, now()));
      return reply.redirect(`/vettings/${vetting.id}/decision`, 303);
    },
  );
}

import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { keepOwnLevel } from '../../../store/own-levels.ts';
import { LEVEL_FIELDS } from '../../forms/level-fields.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { answered, page, storedLevel } from './page.ts';

const PATH = '/vettings/:vettingId/candidates/:candidateId/own-levels/:ownId';

/**
 * Levels by hand for the answers to the owner's own questions, by the words that the owner wrote for them.
 */
export default async function ownLevelsRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get(PATH, { config: { access: 'owner' } }, (request, reply) => page(request, reply, null, []));

  app.post(PATH, { config: { access: 'owner', typed: LEVEL_FIELDS } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const raw = formValues(request);
    const { question, submission } = await answered(request);
    if (request.switchingLanguage) return page(request, reply, raw, []);
    const { values, problems } = parseForm(LEVEL_FIELDS, raw);
    if (problems.length > 0) return page(request, reply.status(422), raw, problems);
    if (changedMeanwhile(request, storedLevel(submission, question)))
      return page(request, reply.status(409), raw, []);
    const given = { questionId: question.id, level: Number(values.level), reason: String(values.reason) };
    await request.record('own_level_given', { ...aboutCandidate(candidate), title: question.text }, (trx) =>
      keepOwnLevel(trx, candidate.id, given, owner?.email ?? '', now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report#own`, 303);
  });
}

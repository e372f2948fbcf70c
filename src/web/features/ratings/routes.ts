import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseForm } from '../../../domain/forms/form.ts';
import { CRITERIA } from '../../../domain/scoring/rubric.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { keepRatings, listRatings, listUnrated } from '../../../store/ratings.ts';
import { findSubmission, listFigures } from '../../../store/submissions.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { agreementOf, commentField, levelField, panelOf, ratingPage } from './page.ts';

const Query = z.object({ first: z.string().optional() });

/** Evaluators' own levels, given before they see any other, and then all side by side. */
export default async function ratingsRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/vettings/:vettingId/ratings', { config: { access: 'member' } }, async (request, reply) => {
    const { t, vetting, role, owner } = request;
    const { first } = Query.parse(request.query);
    const submitted = (await listCandidates(db, vetting)).filter(({ progress }) => progress === 'submitted');
    const unrated = role === 'viewer' ? [] : await listUnrated(db, vetting.id, owner?.id ?? '');
    // An evaluator sees the others' levels once the own ones are all given; the owner and viewers always do.
    const isBlind = role === 'evaluator' && unrated.length > 0;
    const ratings = isBlind ? [] : await listRatings(db, vetting.id);
    const figures = isBlind ? [] : await listFigures(db, vetting);
    return reply.page('ratings/ratings', {
      title: t('ratings.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      wide: true,
      rates: role !== 'viewer',
      isBlind,
      ratedFirst: first !== undefined && isBlind,
      any: submitted.length > 0,
      mine: submitted.map(({ id, name }) => ({ id, name, rated: !unrated.includes(id) })),
      panels: figures.flatMap((candidate) => panelOf(request, candidate, ratings)),
      nobody: !isBlind && ratings.length === 0,
      ...agreementOf(request, ratings),
    });
  });

  const path = '/vettings/:vettingId/candidates/:candidateId/rating';

  app.get(path, { config: { access: 'evaluator' } }, (request, reply) => ratingPage(request, reply, {}, []));

  app.post(
    path,
    { config: { access: 'evaluator', typed: CRITERIA.map(commentField) } },
    async (request, reply) => {
      const { vetting, candidate, owner } = request;
      const raw = formValues(request);
      if (request.switchingLanguage) return ratingPage(request, reply, raw, []);
      const submission = await findSubmission(db, vetting, candidate.id);
      if (!submission) throw new PageError(404, 'notFound');
      const asked = submission.computed.criteria.map(({ key }) => key);
      const { values, problems } = parseForm(
        asked.flatMap((key) => [levelField(key), commentField(key)]),
        raw,
      );
      if (problems.length > 0) return ratingPage(request, reply.status(422), raw, problems);
      const given = asked.map((criterion) => ({
        criterion,
        level: Number(values[`level_${criterion}`]),
        comment: String(values[`comment_${criterion}`] ?? ''),
      }));
      const kept = await request.record('rated', aboutCandidate(candidate), (trx) =>
        keepRatings(trx, candidate.id, owner?.id ?? '', given, now()),
      );
      if (!kept) throw new PageError(409, 'alreadyRated');
      return reply.redirect(`/vettings/${vetting.id}/ratings`, 303);
    },
  );
}

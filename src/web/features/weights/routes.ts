import type { FastifyInstance } from 'fastify';
import {
  firmness,
  gapByCriterion,
  MAX_WEIGHT,
  rankByWeights,
  smallestChange,
} from '../../../domain/people/weighting.ts';
import { CRITERIA, WEIGHTS } from '../../../domain/scoring/rubric.ts';
import { listFigures } from '../../../store/submissions.ts';
import { saveWeights } from '../../../store/vettings.ts';
import { formValues } from '../../plugins/forms.ts';
import { isSame, readWeights, tenths } from './page.ts';

/**
 * What if other things counted: the ranking under the owner's weights, and how firm its first place is. Kept
 * ones count in the comparison.
 */
export default async function weightsRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get(
    '/vettings/:vettingId/weights',
    { config: { access: 'member', ratedFirst: 'all' } },
    async (request, reply) => {
      const { t, vetting } = request;
      const weights = readWeights(request.query, vetting.weights ?? WEIGHTS);
      const candidates = (await listFigures(db, vetting)).map(({ candidateId, name, figures }) => ({
        id: candidateId,
        name,
        levels: Object.fromEntries(figures.criteria.map(({ key, level }) => [key, level])),
      }));
      const names = new Map(candidates.map(({ id, name }) => [id, name]));
      const ranking = rankByWeights(candidates, weights);
      const shares = firmness(candidates, weights);
      const change = smallestChange(candidates, weights);
      const [first, second] = ranking;
      const gaps = first && second ? gapByCriterion(first.candidate, second.candidate, weights) : null;
      const widest = gaps ? Math.max(...Object.values(gaps).map(Math.abs)) : 0;
      const share = (id: string): number => Math.round(100 * (shares.get(id) ?? 0));
      return reply.page('weights/weights', {
        title: t('weights.title'),
        isSample: vetting.isSample,
        vettingId: vetting.id,
        any: candidates.length > 0,
        most: MAX_WEIGHT,
        usualHref: `/vettings/${vetting.id}/weights?${new URLSearchParams(CRITERIA.map((key): [string, string] => [key, String(WEIGHTS[key])]))}`,
        isKept: vetting.weights !== null && isSame(weights, vetting.weights),
        canDrop: vetting.weights !== null,
        weightless: Object.values(weights).every((each) => each === 0),
        weights: CRITERIA.map((key) => ({ key, label: t(`criteria.${key}`), value: weights[key] })),
        ranking: ranking.map(({ candidate, points }, index) => ({
          place: 1 + ranking.findIndex((other) => other.points === points),
          id: candidate.id,
          name: candidate.name,
          points: tenths(points),
          share: share(candidate.id),
          isFirst: index === 0,
        })),
        firm:
          first && second
            ? t('weights.firm', { name: first.candidate.name, share: share(first.candidate.id) })
            : null,
        change: !second
          ? null
          : change
            ? t('weights.change', {
                criterion: t(`criteria.${change.criterion}`),
                from: change.from,
                to: change.to,
                name: names.get(change.winnerId) ?? '',
              })
            : t('weights.noChange'),
        decidesText:
          first && second
            ? t('weights.decidesText', { first: first.candidate.name, second: second.candidate.name })
            : null,
        gaps: gaps
          ? CRITERIA.map((key) => ({
              label: t(`criteria.${key}`),
              text: `${gaps[key] >= 0.05 ? '+' : ''}${tenths(gaps[key])}`,
              x: gaps[key] < 0 ? 100 - (100 * Math.abs(gaps[key])) / (widest || 1) : 100,
              width: (100 * Math.abs(gaps[key])) / (widest || 1),
            })).sort((a, b) => b.width - a.width)
          : [],
      });
    },
  );

  app.post('/vettings/:vettingId/weights', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting } = request;
    const raw = formValues(request);
    const weights = readWeights(raw, WEIGHTS);
    const kept =
      raw.intent === 'drop' || isSame(weights, WEIGHTS) || CRITERIA.every((key) => weights[key] === 0)
        ? null
        : weights;
    await request.record('weights_kept', {}, (trx) => saveWeights(trx, vetting, kept));
    return reply.redirect(`/vettings/${vetting.id}/weights`, 303);
  });
}

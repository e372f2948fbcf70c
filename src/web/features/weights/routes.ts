import type { FastifyInstance } from 'fastify';
import { CRITERIA, WEIGHTS } from '../../../domain/scoring/rubric.ts';
import { saveWeights } from '../../../store/vettings.ts';
import { formValues } from '../../plugins/forms.ts';
import { isSame, readWeights, weightsPage } from './page.ts';

/**
 * What if other things counted: the ranking under the owner's weights, and how firm its first place is. Kept
 * ones count in the comparison.
 */
export default async function weightsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/vettings/:vettingId/weights', { config: { access: 'member', levels: 'all' } }, weightsPage);

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

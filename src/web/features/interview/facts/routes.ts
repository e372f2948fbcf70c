import type { FastifyInstance } from 'fastify';
import { stepAfter, stepsOf } from '../../../../domain/interview/steps.ts';
import { factSheet } from '../../../../reporting/facts.ts';
import { moveTo } from '../../../../store/interviews.ts';
import { formValues } from '../../../plugins/forms.ts';
import { at, changing, elsewhere, frame, responseOf } from '../frame.ts';

/** The complete fact sheet, the same for every candidate. */
export default async function factsRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;
  const path = '/interview/:candidateId/facts';

  app.get(path, { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, t, locale, query } = request;
    const other = elsewhere(interview, 'facts');
    if (other) return reply.redirect(other, 303);
    return reply.page('interview/facts', {
      ...frame(request, 'facts'),
      title: t('interview.facts.title'),
      facts: factSheet(interview.brief, locale),
      saved: 'saved' in (query as object),
    });
  });

  app.post(path, { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    const other = elsewhere(interview, 'facts');
    if (other) return reply.redirect(other, 303);
    if (formValues(request).intent === 'later') return reply.redirect(`${at(interview, 'facts')}?saved`, 303);
    const next = stepAfter(stepsOf(interview.brief, responseOf(interview)), 'facts');
    await changing(request, (trx, id) => moveTo(trx, id, next, now()));
    return reply.redirect(at(interview, next), 303);
  });
}

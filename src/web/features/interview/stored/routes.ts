import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../../domain/forms/form.ts';
import { eraseAnswers } from '../../../../store/erasure.ts';
import { recorded } from '../../../../store/history.ts';
import { forgetFreedPages } from '../../../../store/life-cycle.ts';
import { forgetInterview } from '../../../kept/leaving.ts';
import { PageError } from '../../../plugins/errors.ts';
import { formValues } from '../../../plugins/forms.ts';
import { ERASURE, storedPage } from './page.ts';

/** What is stored of a candidate, and taking it back before anything was handed in. */
export default async function storedRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get('/interview/:candidateId/stored', { config: { access: 'candidate' } }, (request, reply) =>
    storedPage(request, reply, []),
  );

  app.post('/interview/:candidateId/erasure', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, db } = request;
    const { vetting, candidateId, candidateName } = interview.link;
    if (request.switchingLanguage) return storedPage(request, reply, []);
    const { problems } = parseForm(ERASURE, formValues(request));
    if (problems.length > 0) return storedPage(request, reply.status(422), problems);
    const line = {
      person: candidateName,
      act: 'answers_erased',
      details: { candidateId, candidate: candidateName },
    } as const;
    await recorded(db, vetting, line, now(), async (trx) => {
      if (!(await eraseAnswers(trx, candidateId, now()))) throw new PageError(409, 'submittedMeanwhile');
    });
    await forgetFreedPages(db);
    await forgetInterview(request, reply);
    return reply.redirect('/left?erased', 303);
  });
}

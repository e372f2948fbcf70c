import type { FastifyInstance } from 'fastify';
import { problemsBeforeSubmission } from '../../../../domain/interview/step-fields.ts';
import { recorded } from '../../../../store/history.ts';
import { loadInterview } from '../../../../store/interviews.ts';
import { countAnswers } from '../../../../store/notices.ts';
import { listEarlier } from '../../../../store/revisions.ts';
import { submitInterview } from '../../../../store/submissions.ts';
import { tell } from '../../../notices/tell.ts';
import { at, elsewhere, responseOf } from '../frame.ts';
import { checkPage } from './page.ts';
import { queueReceipt } from './receipt-mail.ts';

/** All answers on one page, and their submission. */
export default async function checkRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;
  const path = '/interview/:candidateId/check';

  app.get(path, { config: { access: 'candidate' } }, async (request, reply) => {
    const other = elsewhere(request.interview, 'check');
    return other ? reply.redirect(other, 303) : checkPage(request, reply);
  });

  app.post(path, { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, db } = request;
    const other = elsewhere(interview, 'check');
    if (other) return reply.redirect(other, 303);
    if (request.switchingLanguage) return checkPage(request, reply);
    const { candidateId, candidateName: person, vetting } = interview.link;
    const details = { candidateId, candidate: person };
    let isMissing = false;
    await recorded(db, vetting, { person, act: 'submitted', details }, now(), async (trx) => {
      // As it stands in this moment, and with the terms, whoever presses the button: they stay sealed.
      const whole = (await loadInterview(trx, interview.link)) ?? interview;
      const response = responseOf(whole);
      isMissing = problemsBeforeSubmission(interview.brief, whole.typed, response).length > 0;
      if (isMissing) return false;
      const isNew = await submitInterview(trx, candidateId, interview.brief, response, now());
      if (isNew) {
        await queueReceipt(trx, request, response);
        const { submitted: n, waiting: m } = await countAnswers(trx, vetting.id);
        const again = (await listEarlier(trx, candidateId)).length > 0;
        await tell(request, trx, vetting, candidateId, { event: 'submitted', n, m, again });
      }
      return isNew;
    });
    if (isMissing) return checkPage(request, reply.status(422), true);
    if (!request.isPreview) app.compareTexts();
    return reply.redirect(at(interview, 'receipt'), 303);
  });
}

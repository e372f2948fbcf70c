import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseForm } from '../../../../domain/forms/form.ts';
import { enterInterview } from '../../../../store/candidate-links.ts';
import { setDeclined } from '../../../../store/candidates.ts';
import { inTransaction } from '../../../../store/transactions.ts';
import { readSecret } from '../../../cookies.ts';
import { tell } from '../../../notices/tell.ts';
import { interviewCookie, keepCandidateSession } from '../../../plugins/access.ts';
import { PageError } from '../../../plugins/errors.ts';
import { formValues } from '../../../plugins/forms.ts';
import { declinePage, questionsPage, REASON, startPage } from './page.ts';

const Parameters = z.object({ token: z.string() });
const tokenOf = ({ params }: FastifyRequest): string => Parameters.parse(params).token;
const LINK = { access: 'link' } as const;

/**
 * From the link to the interview: a page that changes nothing, and the button that exchanges the token for a
 * cookie; or the way to decline.
 */
export default async function entryRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  // Opening a link changes nothing: mail scanners open links too.
  app.get('/i/:token', { config: LINK }, (request, reply) => startPage(request, reply, tokenOf(request)));

  app.get('/i/:token/questions', { config: LINK }, (request, reply) =>
    questionsPage(request, reply, tokenOf(request)),
  );

  app.post('/i/:token', { config: LINK }, async (request, reply) => {
    const { link } = request;
    if (request.switchingLanguage) return reply.redirect(request.url, 303);
    // Who comes back in the same browser goes on as the same one, and sees the terms that it gave.
    const known = readSecret(request, interviewCookie(link.candidateId)) ?? null;
    const token = await inTransaction(db, `candidate:${link.candidateId}`, async (trx) => {
      if (link.isDeclined) await setDeclined(trx, link.candidateId, null, now());
      return enterInterview(trx, link, now(), known);
    });
    keepCandidateSession(app, reply, link.candidateId, token, link.expiresAt);
    return reply.redirect(`/interview/${link.candidateId}`, 303);
  });

  app.get('/i/:token/decline', { config: LINK }, (request, reply) =>
    declinePage(request, reply, tokenOf(request), '', []),
  );

  app.post('/i/:token/decline', { config: { ...LINK, typed: [REASON] } }, async (request, reply) => {
    const { link } = request;
    const typed = formValues(request)[REASON.name] ?? '';
    if (request.switchingLanguage) return declinePage(request, reply, tokenOf(request), typed, []);
    if (link.isSubmitted) throw new PageError(409, 'submittedMeanwhile');
    const { values, problems } = parseForm([REASON], { [REASON.name]: typed });
    if (problems.length > 0)
      return declinePage(request, reply.status(422), tokenOf(request), typed, problems);
    const reason = String(values[REASON.name] ?? '');
    await inTransaction(db, `candidate:${link.candidateId}`, async (trx) => {
      await setDeclined(trx, link.candidateId, reason, now());
      await tell(request, trx, link.vetting, link.candidateId, { event: 'declined', text: reason });
    });
    return reply.redirect(`/i/${tokenOf(request)}`, 303);
  });
}

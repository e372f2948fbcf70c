import type { FastifyInstance, FastifyRequest } from 'fastify';
import { recorded } from '../../../../store/history.ts';
import { beginRevision, withdrawSubmission } from '../../../../store/revisions.ts';
import { PageError } from '../../../plugins/errors.ts';
import { at, isOpenYet } from '../frame.ts';

/** Handing in a better version, and taking a response back. */
export default async function revisionRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.post(
    '/interview/:candidateId/revision',
    { config: { access: 'candidate' } },
    async (request, reply) => {
      const { interview, db } = request;
      if (interview.submittedAt === null) return reply.redirect(at(interview, 'check'), 303);
      if (!isOpenYet(interview)) throw new PageError(409, 'revisionOver');
      await recorded(db, interview.link.vetting, lineOf(request, 'submission_reopened'), now(), (trx) =>
        beginRevision(trx, interview.link.candidateId, now()),
      );
      return reply.redirect(at(interview, 'check'), 303);
    },
  );

  app.post(
    '/interview/:candidateId/withdrawal',
    { config: { access: 'candidate' } },
    async (request, reply) => {
      const { interview, db } = request;
      if (interview.submission === null) return reply.redirect(at(interview, 'check'), 303);
      const { link } = interview;
      if (!isOpenYet(interview)) throw new PageError(409, 'revisionOver');
      await recorded(db, link.vetting, lineOf(request, 'submission_withdrawn'), now(), (trx) =>
        withdrawSubmission(trx, link.candidateId, now()),
      );
      return reply.redirect(at(interview, 'check'), 303);
    },
  );
}

function lineOf({ interview }: FastifyRequest, act: 'submission_reopened' | 'submission_withdrawn') {
  const { candidateId, candidateName } = interview.link;
  return { person: candidateName, act, details: { candidateId, candidate: candidateName } } as const;
}

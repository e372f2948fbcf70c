import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import {
  addCandidate,
  type Candidate,
  issueInvitation,
  revokeInvitations,
} from '../../../store/candidates.ts';
import { setDeadline } from '../../../store/deadlines.ts';
import { cancelMail, listMail, queueMail } from '../../../store/outbox.ts';
import { deadlineProblems, isDeadlineOver } from '../../briefs/deadline.ts';
import { refuseUnready } from '../../briefs/readiness.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { keepLinks } from './links/page.ts';
import { canMail, fieldsOf, list, mailKind } from './page.ts';

/** Candidates and their links. */
export default async function invitationsRoutes(app: FastifyInstance): Promise<void> {
  const { now, config } = app.parts;

  app.get('/vettings/:vettingId/candidates', { config: { access: 'owner' } }, (request, reply) =>
    list(request, reply, []),
  );

  app.post(
    '/vettings/:vettingId/candidates',
    { config: { access: 'owner', spends: 'candidates', once: true } },
    async (request, reply) => {
      const { vetting } = request;
      if (request.switchingLanguage) return list(request, reply, []);
      refuseUnready(vetting);
      refuseOver(request);
      const { values, problems } = parseForm(fieldsOf(vetting), formValues(request));
      problems.push(...deadlineProblems(values.answersBy, vetting, now()));
      if (problems.length > 0) return list(request, reply.status(422), problems);
      const name = String(values.name);
      const email = values.email === undefined ? null : String(values.email);
      const id = await request.record(
        'candidate_added',
        (added: string | null) => ({ candidate: name, candidateId: added ?? '' }),
        async (trx) => {
          if (values.answersBy !== undefined)
            await setDeadline(trx, vetting, String(values.answersBy), now());
          return addCandidate(trx, vetting, name, email, now());
        },
      );
      if (!id)
        return list(request, reply.status(422), [
          { field: 'name', code: 'duplicate_candidate', parameters: {} },
        ]);
      return makeLink(request, reply, { id, name, email });
    },
  );

  app.post(
    '/vettings/:vettingId/candidates/:candidateId/invitations',
    { config: { access: 'owner', once: true } },
    (request, reply) => {
      refuseUnready(request.vetting);
      refuseOver(request);
      return makeLink(request, reply, request.candidate);
    },
  );

  // An invitation the first time and a reminder after: each carries a link of its own, made when it is sent.
  app.post(
    '/vettings/:vettingId/candidates/:candidateId/mails',
    { config: { access: 'owner', spends: 'mails', once: true } },
    async (request, reply) => {
      const { vetting, candidate } = request;
      refuseUnready(vetting);
      refuseOver(request);
      if (!candidate.email || !canMail(candidate, config)) throw new PageError(409, 'badRequest');
      const recipient = candidate.email;
      const about = (kind: string | null) => ({ ...aboutCandidate(candidate), kind: kind ?? '' });
      await request.record('mail_queued', about, async (trx) => {
        const mails = (await listMail(trx, vetting)).filter(
          ({ candidateId }) => candidateId === candidate.id,
        );
        const isWaiting = mails.some(
          ({ kind, state }) => kind !== 'reply' && (state === 'queued' || state === 'sending'),
        );
        if (isWaiting) return null;
        const kind = mailKind(candidate, mails);
        await queueMail(trx, vetting, candidate.id, recipient, { kind }, now());
        return kind;
      });
      return reply.redirect(`/vettings/${vetting.id}/candidates?queued`, 303);
    },
  );

  app.post(
    '/vettings/:vettingId/candidates/:candidateId/revocation',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { candidate } = request;
      await request.record('link_revoked', aboutCandidate(candidate), async (trx) => {
        // A mail that waits would make another one.
        await cancelMail(trx, candidate.id);
        return revokeInvitations(trx, candidate.id, now());
      });
      return reply.redirect(`/vettings/${request.vetting.id}/candidates`, 303);
    },
  );
}

/** No link can be made that would be over at once: the deadline has to be moved first. */
function refuseOver({ vetting, server }: FastifyRequest): void {
  if (isDeadlineOver(vetting, server.parts.now())) throw new PageError(409, 'deadlineOver');
}

async function makeLink(
  request: FastifyRequest,
  reply: FastifyReply,
  { id: candidateId, name, email }: Pick<Candidate, 'id' | 'name' | 'email'>,
): Promise<unknown> {
  const { now } = request.server.parts;
  const made = await request.record('link_made', aboutCandidate({ id: candidateId, name }), (trx) =>
    issueInvitation(trx, candidateId, now()),
  );
  return reply.redirect(await keepLinks(request, reply, [{ candidateId, name, email, ...made }]), 303);
}

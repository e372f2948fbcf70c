import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { completeBrief } from '../../domain/brief/brief.ts';
import { type Field, type Problem, parseForm } from '../../domain/forms/form.ts';
import { formatInstant } from '../../locales/formats.ts';
import {
  addCandidate,
  type Candidate,
  issueInvitation,
  listCandidates,
  revokeInvitations,
} from '../../store/candidates.ts';
import { listMail, type MailStatus, queueMail } from '../../store/outbox.ts';
import { isOver } from '../../store/vettings.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { aboutCandidate } from '../plugins/history.ts';
import { EMAIL_FIELD, NAME_FIELD } from './candidate-list.ts';
import { writeInvitation } from './letter.ts';

export const DEFAULT_DAYS = 21;
export const DAYS_FIELD: Field = {
  name: 'days',
  kind: 'amount',
  required: true,
  least: 1,
  most: 180,
  whole: true,
};
const FIELDS: Field[] = [NAME_FIELD, EMAIL_FIELD, DAYS_FIELD];

/** Candidates and their links. */
export function registerInvitations(app: FastifyInstance): void {
  const { db, now, config } = app.parts;

  const list = async (
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly Problem[],
  ): Promise<unknown> => {
    const { t, vetting, locale } = request;
    const fields = viewFields(
      t,
      FIELDS,
      { days: String(DEFAULT_DAYS), ...formValues(request) },
      problems,
      ({ name }) => ({
        label: t(`candidates.${name}`),
        ...(name === 'days' ? { unit: t('candidates.daysUnit') } : {}),
      }),
    );
    const candidates = await listCandidates(db, vetting);
    const mails = await listMail(db, vetting);
    const { queued } = z.object({ queued: z.string().optional() }).parse(request.query);
    return reply.page('invitations/list', {
      title: t('candidates.title'),
      hasForm: true,
      isSample: vetting.isSample,
      vettingId: vetting.id,
      queued: queued !== undefined,
      ready: completeBrief(vetting.brief) !== null && !isOver(vetting),
      isOver: isOver(vetting),
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      candidates: candidates.map((candidate) => ({
        ...candidate,
        progressName: t(`candidates.states.${candidate.progress}`),
        submitted: candidate.progress === 'submitted',
        linkLine: linkLine(request, candidate.link),
        mails: mails
          .filter(({ candidateId }) => candidateId === candidate.id)
          .map((mail) => mailLine(request, mail)),
        mailAction: canMail(candidate) ? t(`mail.send.${mailKind(candidate, mails)}`) : null,
        canRevoke: candidate.link !== null && !candidate.link.revoked,
      })),
    });
    function linkLine(
      _request: FastifyRequest,
      link: { expiresAt: string; revoked: boolean } | null,
    ): string {
      if (!link) return t('common.none');
      if (link.revoked) return t('candidates.linkRevoked');
      const date = formatInstant(link.expiresAt, locale, vetting.brief.timeZone);
      return t(link.expiresAt <= now().toISOString() ? 'candidates.linkExpired' : 'candidates.linkUntil', {
        date,
      });
    }
  };

  /**
   * A reminder's link lives as long as the one that the candidate has; where that is over, as long as a new
   * one.
   */
  const linkUntil = ({ link }: Candidate): string => {
    const isAlive = link !== null && !link.revoked && link.expiresAt > now().toISOString();
    return isAlive ? link.expiresAt : new Date(now().getTime() + DEFAULT_DAYS * 86_400_000).toISOString();
  };

  const canMail = ({ email, progress }: Candidate): boolean =>
    config.mail !== null && email !== null && progress !== 'submitted' && progress !== 'deleted';

  const mailKind = ({ id, progress }: Candidate, mails: readonly MailStatus[]): 'invitation' | 'reminder' => {
    const wasInvited = mails.some(
      ({ candidateId, kind, state }) => candidateId === id && kind === 'invitation' && state === 'sent',
    );
    return wasInvited || progress !== 'invited' ? 'reminder' : 'invitation';
  };

  const mailLine = (
    { t, locale, vetting }: FastifyRequest,
    { kind, state, at, error }: MailStatus,
  ): string => {
    const words = { date: formatInstant(at, locale, vetting.brief.timeZone), error: error ?? '' };
    const status = t(state === 'queued' && error ? 'mail.retry' : `mail.states.${state}`, words);
    return `${t(`mail.kinds.${kind}`)}${t('common.colon')}${status}`;
  };

  const showLink = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { id: candidateId, name, email }: Pick<Candidate, 'id' | 'name' | 'email'>,
    days: number,
  ): Promise<unknown> => {
    const { t, vetting, locale } = request;
    const made = await request.record('link_made', aboutCandidate({ id: candidateId, name }), (trx) =>
      issueInvitation(trx, candidateId, days, now()),
    );
    const { token, expiresAt } = made;
    const link = `${config.publicUrl}/i/${token}`;
    return reply.status(201).page('invitations/link', {
      title: t('candidates.linkTitle', { name }),
      isSample: vetting.isSample,
      text: t('candidates.linkText', {
        name,
        date: formatInstant(expiresAt, locale, vetting.brief.timeZone),
      }),
      link,
      qr: `data:image/svg+xml;base64,${Buffer.from(renderSVG(link)).toString('base64')}`,
      letter: writeInvitation(vetting, { name, email }, link, expiresAt),
      vettingId: vetting.id,
      candidateId,
      mailAction: email && config.mail ? t('mail.send.invitation') : null,
    });
  };

  app.get('/vettings/:vettingId/candidates', { config: { access: 'owner' } }, (request, reply) =>
    list(request, reply, []),
  );

  app.post('/vettings/:vettingId/candidates', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting } = request;
    if (request.switchingLanguage) return list(request, reply, []);
    if (!completeBrief(vetting.brief)) throw new PageError(409, 'badRequest');
    if (isOver(vetting)) throw new PageError(409, 'notOpen');
    const { values, problems } = parseForm(FIELDS, formValues(request));
    if (problems.length > 0) return list(request, reply.status(422), problems);
    const name = String(values.name);
    const email = values.email === undefined ? null : String(values.email);
    const id = await request.record(
      'candidate_added',
      (added: string | null) => ({ candidate: name, candidateId: added ?? '' }),
      (trx) => addCandidate(trx, vetting, name, email, now()),
    );
    if (!id)
      return list(request, reply.status(422), [
        { field: 'name', code: 'duplicate_candidate', parameters: {} },
      ]);
    return showLink(request, reply, { id, name, email }, Number(values.days));
  });

  app.post(
    '/vettings/:vettingId/candidates/:candidateId/invitations',
    { config: { access: 'owner' } },
    (request, reply) => showLink(request, reply, request.candidate, DEFAULT_DAYS),
  );

  // An invitation the first time and a reminder after: each carries a link of its own, made when it is sent.
  app.post(
    '/vettings/:vettingId/candidates/:candidateId/mails',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { vetting, candidate } = request;
      const mails = (await listMail(db, vetting)).filter(({ candidateId }) => candidateId === candidate.id);
      const isWaiting = mails.some(
        ({ kind, state }) => kind !== 'reply' && (state === 'queued' || state === 'sending'),
      );
      if (!candidate.email || !canMail(candidate)) throw new PageError(409, 'badRequest');
      const kind = mailKind(candidate, mails);
      const recipient = candidate.email;
      if (!isWaiting) {
        await request.record('mail_queued', { ...aboutCandidate(candidate), kind }, (trx) =>
          queueMail(
            trx,
            vetting,
            candidate.id,
            recipient,
            kind === 'invitation' ? { kind, days: DEFAULT_DAYS } : { kind, until: linkUntil(candidate) },
            now(),
          ),
        );
      }
      return reply.redirect(`/vettings/${vetting.id}/candidates?queued`, 303);
    },
  );

  app.post(
    '/vettings/:vettingId/candidates/:candidateId/revocation',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { candidate } = request;
      await request.record('link_revoked', aboutCandidate(candidate), (trx) =>
        revokeInvitations(trx, candidate.id, now()),
      );
      return reply.redirect(`/vettings/${request.vetting.id}/candidates`, 303);
    },
  );
}

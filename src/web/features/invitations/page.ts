import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Config, isLocal } from '../../../config.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { formatInstant, formatUntil } from '../../../locales/formats.ts';
import { type Candidate, listCandidates } from '../../../store/candidates.ts';
import { listMail, type MailStatus } from '../../../store/outbox.ts';
import { isOver, type Vetting } from '../../../store/vettings.ts';
import { deadlineLine, isDeadlineOver, usualDeadline } from '../../briefs/deadline.ts';
import { stillExample, whyNotReady } from '../../briefs/readiness.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { formValues } from '../../plugins/forms.ts';
import { deadlineFields, EMAIL_FIELD, NAME_FIELD } from './fields.ts';
import { linksInView } from './links/page.ts';

const Query = z.object({ queued: z.string().optional().catch(undefined) });

export const fieldsOf = (vetting: Vetting): Field[] => [NAME_FIELD, EMAIL_FIELD, ...deadlineFields(vetting)];

export async function list(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): Promise<unknown> {
  const { db, now, config } = request.server.parts;
  const { t, vetting } = request;
  const fields = viewFields(
    t,
    fieldsOf(vetting),
    { answersBy: usualDeadline(vetting, now()), ...formValues(request) },
    problems,
    ({ name }) =>
      name === 'answersBy'
        ? { label: t('deadline.field'), hint: t('deadline.hint') }
        : { label: t(`candidates.${name}`) },
  );
  const candidates = await listCandidates(db, vetting);
  const mails = await listMail(db, vetting);
  const { queued } = Query.parse(request.query);
  return reply.page('invitations/list', {
    title: t('candidates.title'),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    queued: queued !== undefined,
    inView: (await linksInView(request)).map(({ count, first, href }) => ({
      href,
      text: t(count === 1 ? 'candidates.inViewOne' : 'candidates.inViewMany', { name: first, n: count }),
    })),
    ready: whyNotReady(vetting) === null,
    stillExample: whyNotReady(vetting) === 'stillExample' ? stillExample(request) : null,
    isOver: isOver(vetting),
    deadline: deadlineLine(request),
    deadlineOver: isDeadlineOver(vetting, now()),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    candidates: candidates.map((candidate) => ({
      ...candidate,
      progressName: t(`candidates.states.${candidate.progress}`),
      submitted: candidate.progress === 'submitted',
      linkLine: linkLine(request, candidate.link, now()),
      mails: mails
        .filter(({ candidateId }) => candidateId === candidate.id)
        .map((mail) => mailLine(request, mail)),
      mailAction: canMail(candidate, config) ? t(`mail.send.${mailKind(candidate, mails)}`) : null,
      canRevoke: candidate.link !== null && !candidate.link.revoked,
    })),
  });
}

function linkLine({ t, locale, vetting }: FastifyRequest, link: Candidate['link'], now: Date): string {
  if (!link) return t('common.none');
  if (link.revoked) return t('candidates.linkRevoked');
  const date = formatUntil(link.expiresAt, locale, vetting.brief.timeZone);
  return t(link.expiresAt <= now.toISOString() ? 'candidates.linkExpired' : 'candidates.linkUntil', { date });
}

/**
 * Whether a candidate can be written to: the installation sends mail, and there is something to write for.
 */
export function canMail({ email, progress }: Candidate, config: Config): boolean {
  return (
    config.mail !== null &&
    !isLocal(config.publicUrl) &&
    email !== null &&
    progress !== 'submitted' &&
    progress !== 'declined' &&
    progress !== 'deleted'
  );
}

export function mailKind(
  { id, progress }: Candidate,
  mails: readonly MailStatus[],
): 'invitation' | 'reminder' {
  const wasInvited = mails.some(
    ({ candidateId, kind, state }) => candidateId === id && kind === 'invitation' && state === 'sent',
  );
  return wasInvited || progress !== 'invited' ? 'reminder' : 'invitation';
}

function mailLine({ t, locale, vetting }: FastifyRequest, { kind, state, at, error }: MailStatus): string {
  const words = { date: formatInstant(at, locale, vetting.brief.timeZone), error: error ?? '' };
  const status = t(state === 'queued' && error ? 'mail.retry' : `mail.states.${state}`, words);
  return `${t(`mail.kinds.${kind}`)}${t('common.colon')}${status}`;
}

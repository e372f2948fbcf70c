import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';

export const DETAILS: Field[] = [
  { name: 'name', kind: 'text', required: true },
  { name: 'email', kind: 'email' },
];

export const CONFIRM: Field = { name: 'confirm', kind: 'consent', required: true };

export const storedDetails = ({ candidate }: FastifyRequest): FormValues => ({
  name: candidate.name,
  email: candidate.email ?? '',
});

/** Correcting a candidate's name and address. */
export function detailsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null = null,
  problems: readonly Problem[] = [],
): unknown {
  const { t, vetting, candidate } = request;
  const stored = storedDetails(request);
  const fields = viewFields(t, DETAILS, typed ?? stored, problems, ({ name }) => ({
    label: t(`candidates.${name}`),
  }));
  return reply.page('invitations/details', {
    title: t('candidates.correctTitle', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    fields,
    ...shownAgainst(request, stored, fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** What removing a candidate deletes, and the tick that says yes. */
export function removalPage(
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): unknown {
  const { t, vetting, candidate } = request;
  const fields = viewFields(t, [CONFIRM], {}, problems, () => ({ label: t('candidates.removeConfirm') })).map(
    (field) => (field.error ? { ...field, error: t('candidates.removeConfirmError') } : field),
  );
  return reply.page('invitations/removal', {
    title: t('candidates.removeTitle', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    text: t('candidates.removeText', { name: candidate.name }),
    chosen: candidate.decision === 'chosen' ? t('candidates.removeChosen', { name: candidate.name }) : null,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** Asks before a link is made anew or ended. */
export function linkQuestion(
  request: FastifyRequest,
  reply: FastifyReply,
  what: 'reissue' | 'revoke',
): unknown {
  const { t, vetting, candidate } = request;
  const words = { name: candidate.name, state: t(`candidates.states.${candidate.progress}`) };
  return reply.page('invitations/link-question', {
    title: t(`candidates.ask.${what}.title`, words),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    text: t(`candidates.ask.${what}.text`, words),
    submit: t(`candidates.${what}`),
    action: `/vettings/${vetting.id}/candidates/${candidate.id}/${what === 'reissue' ? 'invitations' : 'revocation'}`,
  });
}

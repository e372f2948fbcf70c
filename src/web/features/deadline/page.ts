import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { formatDay } from '../../../locales/formats.ts';
import type { Candidate } from '../../../store/candidates.ts';
import { DEADLINE_FIELD, deadlineLine, usualDeadline } from '../../briefs/deadline.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';

const OWN_FIELD: Field = { ...DEADLINE_FIELD, required: false };

export const fieldsFor = (candidate: Candidate | null): Field[] => [candidate ? OWN_FIELD : DEADLINE_FIELD];

/** The deadline as it is stored; empty while there is none. */
export const storedDay = (
  { vetting }: FastifyRequest,
  candidate: Candidate | null,
): { answersBy: string } => ({
  answersBy: (candidate ? candidate.answersBy : vetting.brief.answersBy) ?? '',
});

/** The deadline of all candidates, or of one that is given longer than the others. */
export function deadlinePage(
  request: FastifyRequest,
  reply: FastifyReply,
  candidate: Candidate | null,
  values: FormValues | null = null,
  problems: readonly Problem[] = [],
): unknown {
  const { t, locale, vetting, server } = request;
  const { config, now } = server.parts;
  const { answersBy } = vetting.brief;
  const shown = {
    answersBy:
      candidate || answersBy ? storedDay(request, candidate).answersBy : usualDeadline(vetting, now()),
  };
  const name = candidate?.name ?? '';
  const fields = viewFields(t, fieldsFor(candidate), values ?? shown, problems, () => ({
    label: candidate ? t('deadline.ownField', { name }) : t('deadline.field'),
    hint: candidate ? t('deadline.ownHint') : t('deadline.hint'),
  }));
  return reply.page('deadline/deadline', {
    title: candidate ? t('deadline.ownTitle', { name }) : t('deadline.title'),
    hasForm: true,
    isSample: vetting.isSample,
    back: candidate
      ? `/vettings/${vetting.id}/candidates/${candidate.id}`
      : `/vettings/${vetting.id}/candidates`,
    action: candidate
      ? `/vettings/${vetting.id}/candidates/${candidate.id}/deadline`
      : `/vettings/${vetting.id}/deadline`,
    line: deadlineLine(request),
    text: candidate
      ? t('deadline.ownText', { name, date: answersBy ? formatDay(answersBy, locale) : '–' })
      : t('deadline.text'),
    canTell: config.mail !== null && candidate === null && vetting.firstInvitedAt !== null,
    tells: values?.tell === 'yes',
    fields,
    ...shownAgainst(request, storedDay(request, candidate), fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

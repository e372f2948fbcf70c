import type { FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { inOrder } from '../../../domain/people/shortlist.ts';
import { formatDay, formatInstant } from '../../../locales/formats.ts';
import { type Candidate, listCandidates } from '../../../store/candidates.ts';
import { listMail } from '../../../store/outbox.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';

const REASON: Field = { name: 'reason', kind: 'longtext', required: true, max: 2000 };

const FIRST_REVIEW: Field = { name: 'firstReview', kind: 'date' };

/** So many reasons at their longest are read at once. */
const MOST_REASONS = 30;
export const MOST_TYPED: Field[] = [
  REASON,
  ...Array.from({ length: MOST_REASONS }, (_, index) => declineField(String(index))),
];

/** Submitted candidates: the shortlist in its order, then the others. */
export async function candidatesOf({ vetting, server }: FastifyRequest): Promise<Candidate[]> {
  const { db } = server.parts;
  const submitted = (await listCandidates(db, vetting)).filter(({ progress }) => progress === 'submitted');
  const kept = inOrder(submitted.map((candidate) => ({ ...candidate, kept: candidate.shortlisted })));
  return [...kept, ...submitted.filter(({ shortlisted }) => !shortlisted)];
}

export function fieldsFor(candidates: readonly Candidate[]): Field[] {
  return [
    {
      name: 'chosen',
      kind: 'choice',
      required: true,
      options: [...candidates.map(({ id }) => id), 'nobody'],
    },
    REASON,
    FIRST_REVIEW,
    ...candidates.map(({ id }) => declineField(id)),
  ];
}

export function valuesOf({ vetting }: FastifyRequest, candidates: readonly Candidate[]): FormValues {
  return {
    chosen:
      candidates.find(({ decision }) => decision === 'chosen')?.id ?? (vetting.decidedAt ? 'nobody' : ''),
    reason: vetting.decisionReason,
    firstReview: vetting.firstReviewOn ?? '',
    ...Object.fromEntries(
      candidates.map(({ id, decision, decisionReason }) => [
        `declined_${id}`,
        decision === 'chosen' ? '' : decisionReason,
      ]),
    ),
  };
}

/** The decision with its reasons, and what was decided. */
export async function choiceView(
  request: FastifyRequest,
  typed: FormValues | null,
  problems: readonly Problem[],
): Promise<Record<string, unknown> & { errors: { href: string; text: string }[] }> {
  const { db } = request.server.parts;
  const { t, locale, vetting } = request;
  const candidates = await candidatesOf(request);
  const nameOf = (id: string): string => candidates.find((candidate) => candidate.id === id)?.name ?? '';
  const fields = viewFields(
    t,
    fieldsFor(candidates),
    typed ?? valuesOf(request, candidates),
    problems,
    ({ name }) => {
      if (name === 'chosen')
        return {
          label: t('decision.chosen'),
          option: (value) => (value === 'nobody' ? t('decision.nobody') : nameOf(value)),
        };
      if (name === 'reason') return { label: t('decision.reason'), hint: t('decision.reasonHint') };
      if (name === 'firstReview')
        return { label: t('decision.firstReview'), hint: t('decision.firstReviewHint') };
      return { label: t('decision.declinedReason', { name: nameOf(name.replace('declined_', '')) }) };
    },
  );
  const mails = await listMail(db, vetting);
  const chosen = candidates.find(({ decision }) => decision === 'chosen');
  const isDeclineField = ({ name }: { name: string }): boolean => name.startsWith('declined_');
  const declineFields = fields.filter(
    (field) => isDeclineField(field) && field.name !== `declined_${chosen?.id}`,
  );
  return {
    ...shownAgainst(request, valuesOf(request, candidates), typed === null ? [] : fields),
    fields: fields.filter((field) => !isDeclineField(field)),
    declineFields,
    // Reasons that stand there, and what is wrong with one, are never folded away.
    declineOpen: declineFields.some(({ value, error }) => value !== '' || error),
    errors: errorSummary(fields),
    done:
      vetting.state === 'decided' && vetting.decidedAt
        ? t('decision.doneTitle', {
            date: formatInstant(vetting.decidedAt, locale, vetting.brief.timeZone),
          })
        : null,
    outcome: chosen ? t('decision.doneChosen', { name: chosen.name }) : t('decision.doneNobody'),
    chosen: chosen ?? null,
    reason: vetting.decisionReason,
    firstReview: vetting.firstReviewOn
      ? `${t('agreement.firstReview')}${t('common.colon')}${formatDay(vetting.firstReviewOn, locale)}`
      : null,
    declined: candidates
      .filter(({ decision }) => decision === 'declined')
      .map(({ id, name, decisionReason }) => {
        const letter = mails.find((mail) => mail.candidateId === id && mail.kind === 'letter');
        const words = letter && {
          date: formatInstant(letter.at, locale, vetting.brief.timeZone),
          error: letter.error ?? '',
        };
        return {
          id,
          name,
          reason: decisionReason,
          letter: letter
            ? t('decision.letterSent', { state: t(`mail.states.${letter.state}`, words) })
            : null,
        };
      }),
  };
}

function declineField(id: string): Field {
  return { name: `declined_${id}`, kind: 'longtext', max: 1000 };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LOCALES, LocaleSchema } from '../../../domain/brief/brief.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { listCandidates } from '../../../store/candidates.ts';
import type { Database } from '../../../store/database.ts';
import { listMail } from '../../../store/outbox.ts';
import { listFigures } from '../../../store/submissions.ts';
import type { Vetting } from '../../../store/vettings.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';
import { writeLetter } from './texts.ts';

const Query = z.object({
  locale: LocaleSchema.optional().catch(undefined),
  feedback: z.literal('yes').optional().catch(undefined),
});

export const FIELDS: Field[] = [
  { name: 'subject', kind: 'text', required: true, max: 200 },
  { name: 'text', kind: 'longtext', required: true, max: 8000 },
];

export async function letterPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null,
  problems: readonly Problem[] = [],
  queued = false,
): Promise<unknown> {
  const { db, config } = request.server.parts;
  const { t, vetting, candidate } = request;
  if (candidate.decision === null) throw new PageError(409, 'notDecided');
  const query = Query.parse(request.query);
  const locale = query.locale ?? vetting.brief.locale;
  const figures = query.feedback
    ? ((await listFigures(db, vetting)).find(({ candidateId }) => candidateId === candidate.id)?.figures ??
      null)
    : null;
  const isAnyChosen = (await listCandidates(db, vetting)).some(({ decision }) => decision === 'chosen');
  const letter = writeLetter(vetting, candidate, locale, figures, isAnyChosen);
  const values = typed ?? letter;
  const fields = viewFields(t, FIELDS, values, problems, ({ name }) => ({
    label: t(`letter.${name}Label`),
  }));
  return reply.page('decision/letter', {
    title: t('letter.title', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    locales: LOCALES.map((value) => ({
      value,
      label: t(`language.${value}`),
      selected: value === locale,
    })),
    feedback: query.feedback === 'yes',
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    queued,
    already: !queued && (await isUnderWay(db, vetting, candidate.id)),
    canSend: config.mail !== null && candidate.email !== null,
    mailto: mailtoOf(candidate.email, values),
  });
}

export async function isUnderWay(within: Database, vetting: Vetting, candidateId: string): Promise<boolean> {
  return (await listMail(within, vetting)).some(
    (mail) => mail.candidateId === candidateId && mail.kind === 'letter' && mail.state !== 'failed',
  );
}

/** The address with which a mail program opens the whole letter. */
export const mailtoOf = (email: string | null, { subject = '', text = '' }: FormValues): string =>
  `mailto:${email ? encodeURIComponent(email) : ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LOCALES, type Locale, LocaleSchema } from '../../../domain/brief/brief.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import type { StoredFigures } from '../../../domain/scoring/stored.ts';
import { translator } from '../../../locales/translator.ts';
import type { Database } from '../../../store/database.ts';
import { listMail } from '../../../store/outbox.ts';
import { listFigures } from '../../../store/submissions.ts';
import type { Vetting } from '../../../store/vettings.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';

const Query = z.object({
  locale: LocaleSchema.optional().catch(undefined),
  feedback: z.literal('yes').optional().catch(undefined),
});

/** A level from which a criterion counts as a strength. */
const STRONG = 3;

const MOST_STRENGTHS = 3;

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
  const query = Query.parse(request.query);
  const locale = query.locale ?? vetting.brief.locale;
  const figures = query.feedback
    ? ((await listFigures(db, vetting)).find(({ candidateId }) => candidateId === candidate.id)?.figures ??
      null)
    : null;
  const letter = writeDecline(vetting, candidate.name, locale, figures);
  const values = typed ?? letter;
  const fields = viewFields(t, FIELDS, values, problems, ({ name }) => ({
    label: t(`letter.${name}Label`),
  }));
  const recipient = candidate.email ? encodeURIComponent(candidate.email) : '';
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
    mailto: `mailto:${recipient}?subject=${encodeURIComponent(values.subject ?? '')}&body=${encodeURIComponent(values.text ?? '')}`,
  });
}

export async function isUnderWay(within: Database, vetting: Vetting, candidateId: string): Promise<boolean> {
  return (await listMail(within, vetting)).some(
    (mail) => mail.candidateId === candidateId && mail.kind === 'letter' && mail.state !== 'failed',
  );
}

/**
 * A polite letter of decline. Its feedback comes from this response's own strengths: never ranks, never
 * anybody else's figures.
 */
export function writeDecline(
  { brief }: Vetting,
  name: string,
  locale: Locale,
  figures: StoredFigures | null,
): { subject: string; text: string } {
  const t = translator(locale);
  const business = brief.business?.name ?? brief.title;
  const strengths = (figures?.criteria ?? [])
    .filter(({ level }) => level >= STRONG)
    .sort((a, b) => b.level - a.level || b.outOf - a.outOf)
    .slice(0, MOST_STRENGTHS)
    .map(({ key }) => `${locale === 'ja' ? '・' : '- '}${t(`letter.strengths.${key}`)}`);
  const feedback = strengths.length > 0 ? `${t('letter.feedbackIntro')}\n${strengths.join('\n')}\n\n` : '';
  return {
    subject: t('letter.subject', { business }),
    text: t('letter.body', { name, business, title: brief.title, feedback }),
  };
}

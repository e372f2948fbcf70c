import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LocaleSchema } from '../../../domain/brief/brief.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { formatInstant } from '../../../locales/formats.ts';
import { type Candidate, listCandidates } from '../../../store/candidates.ts';
import { listMail, type MailStatus } from '../../../store/outbox.ts';
import { listFigures } from '../../../store/submissions.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';
import { mailtoOf } from './page.ts';
import { writeLetter } from './texts.ts';

const Query = z.object({
  locale: LocaleSchema.optional().catch(undefined),
  feedback: z.literal('yes').optional().catch(undefined),
  queued: z.string().optional().catch(undefined),
});

/** The fields of one candidate's letter. */
export const letterFields = (id: string): Field[] => [
  { name: `send_${id}`, kind: 'consent' },
  { name: `subject_${id}`, kind: 'text', max: 200 },
  { name: `text_${id}`, kind: 'longtext', max: 8000 },
];

/** So many letters at their longest are read at once. */
const MOST_LETTERS = 30;
export const MOST_TYPED: Field[] = Array.from({ length: MOST_LETTERS }, (_, index) =>
  letterFields(String(index)),
).flat();

/** Everybody who gets a letter: the chosen one first. */
export async function recipients({ vetting, server }: FastifyRequest): Promise<Candidate[]> {
  const decided = (await listCandidates(server.parts.db, vetting)).filter(
    ({ decision }) => decision !== null,
  );
  return decided.sort((a, b) => Number(b.decision === 'chosen') - Number(a.decision === 'chosen'));
}

/** Whether a letter was sent to a candidate, or is about to be. */
export const isOnItsWay = (mails: readonly MailStatus[], candidateId: string): boolean =>
  mails.some((mail) => mail.candidateId === candidateId && mail.kind === 'letter' && mail.state !== 'failed');

/** All letters of a decision to read, change and send together. */
export async function lettersPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null = null,
  problems: readonly Problem[] = [],
): Promise<unknown> {
  const { t, vetting, server } = request;
  const { db, config } = server.parts;
  const candidates = await recipients(request);
  if (candidates.length === 0) throw new PageError(409, 'notDecided');
  const query = Query.parse(request.query);
  const mails = await listMail(db, vetting);
  const figures = new Map(
    query.feedback ? (await listFigures(db, vetting)).map((each) => [each.candidateId, each.figures]) : [],
  );
  const isAnyChosen = candidates.some(({ decision }) => decision === 'chosen');
  const locale = query.locale ?? vetting.brief.locale;
  const letters = candidates.map((candidate) => {
    const { id, name, email } = candidate;
    const { subject, text } = writeLetter(vetting, candidate, locale, figures.get(id) ?? null, isAnyChosen);
    const isSent = isOnItsWay(mails, id);
    const canSend = config.mail !== null && email !== null && !isSent;
    const stored = { [`send_${id}`]: canSend ? 'yes' : '', [`subject_${id}`]: subject, [`text_${id}`]: text };
    const values = typed ?? stored;
    const fields = viewFields(t, letterFields(id), values, problems, (field) => ({
      label: t(
        field.name.startsWith('send_')
          ? 'letters.send'
          : `letter.${field.kind === 'text' ? 'subject' : 'text'}Label`,
      ),
      about: name,
    })).map((field) => ({ ...field, hidesNeed: true }));
    const [send, ...rest] = fields;
    return {
      id,
      name,
      decision: t(`letters.decisions.${candidate.decision}`),
      state: stateOf(request, mails, candidate),
      isSent,
      isTold: candidate.toldAt !== null,
      noAddress: email === null ? t('letters.noAddress') : null,
      fields: canSend && send ? [send, ...rest] : rest,
      all: fields,
      mailto: mailtoOf(email, { subject: values[`subject_${id}`] ?? '', text: values[`text_${id}`] ?? '' }),
      canSend,
    };
  });
  return reply.page('decision/letters', {
    title: t('letters.title'),
    hasForm: true,
    keepsDrafts: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    feedback: query.feedback === 'yes',
    queued: query.queued !== undefined,
    letters,
    anyToSend: letters.some(({ canSend }) => canSend),
    hasMail: config.mail !== null,
    errors: letters.flatMap(({ all }) => errorSummary(all)),
    hasErrors: problems.length > 0,
  });
}

/** What became of the letter to a candidate; null while there is none. */
function stateOf(
  { t, locale, vetting }: FastifyRequest,
  mails: readonly MailStatus[],
  { id, toldAt }: Candidate,
): string | null {
  const letter = mails.find((mail) => mail.candidateId === id && mail.kind === 'letter');
  if (!letter)
    return toldAt && t('letters.toldAt', { date: formatInstant(toldAt, locale, vetting.brief.timeZone) });
  const words = {
    date: formatInstant(letter.at, locale, vetting.brief.timeZone),
    error: letter.error ?? '',
  };
  return t('decision.letterSent', { state: t(`mail.states.${letter.state}`, words) });
}

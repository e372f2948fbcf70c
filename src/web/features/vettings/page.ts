import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LOCALES, missingPages } from '../../../domain/brief/brief.ts';
import { PLACE_FIELDS } from '../../../domain/brief/brief-form.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { formatInstant } from '../../../locales/formats.ts';
import { placeOf, TOKYO } from '../../../locales/templates/place.ts';
import { TEMPLATES } from '../../../locales/templates/templates.ts';
import { type Candidate, listCandidates } from '../../../store/candidates.ts';
import { listAskedBack } from '../../../store/further-questions.ts';
import { listUnseen } from '../../../store/levels-seen.ts';
import { listMet } from '../../../store/meetings.ts';
import { listMail } from '../../../store/outbox.ts';
import { listInbox } from '../../../store/questions.ts';
import type { VettingSummary } from '../../../store/vetting-list.ts';
import { deadlineLine, deadlineText } from '../../briefs/deadline.ts';
import { placeWords } from '../../briefs/place.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { formValues } from '../../plugins/forms.ts';
import { candidatesView } from './candidates.ts';
import { type Done, tasksView } from './tasks.ts';

const FindQuery = z.object({ find: z.string().max(120).catch('') });

export const NEW_FIELDS: Field[] = [
  { name: 'template', kind: 'choice', required: true, options: ['empty', ...TEMPLATES] },
  { name: 'locale', kind: 'choice', required: true, options: LOCALES },
  ...PLACE_FIELDS,
];

export function newPage(request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): unknown {
  const { t } = request;
  const place = placeOf(request.headers['accept-language'] ?? '') ?? (request.locale === 'ja' ? TOKYO : {});
  const values = { locale: request.locale, ...place, ...formValues(request) };
  const fields = viewFields(t, NEW_FIELDS, values, problems, ({ name }) => {
    if (name === 'template')
      return { label: t('newVetting.templateLabel'), option: (key) => t(`newVetting.templates.${key}`) };
    if (name === 'locale') return { label: t('newVetting.locale'), option: (key) => t(`language.${key}`) };
    return placeWords(t, request.locale, name === 'currency' ? 'currency' : 'timeZone');
  });
  return reply.page('vettings/new', {
    address: '/vettings/new',
    title: t('newVetting.title'),
    hasForm: true,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** What has to be said to open the prices: a yes, and the reason where not everything has been read. */
export function unsealFields(unread: number): Field[] {
  const confirm: Field = { name: 'confirm', kind: 'consent', required: true };
  return unread === 0
    ? [confirm]
    : [{ name: 'unsealReason', kind: 'longtext', required: true, max: 500 }, confirm];
}

/** A vetting at a glance: the brief, its candidates, and what can be done next. */
export async function overview(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues = {},
  problems: readonly Problem[] = [],
): Promise<unknown> {
  const { db } = request.server.parts;
  const { vetting, t, locale, role } = request;
  const candidates = await listCandidates(db, vetting);
  const submitted = candidates.filter((candidate) => candidate.progress === 'submitted');
  const evaluator = role === 'evaluator' ? await evaluatorView(request, submitted.length > 0) : null;
  const missing = missingPages(vetting.brief).map((page) => t(`brief.pages.${page}`));
  const inbox = await listInbox(db, vetting);
  const unread = submitted.filter(({ readAt }) => readAt === null).length;
  const fields = viewFields(t, unsealFields(unread), typed, problems, ({ name }) =>
    name === 'confirm' ? { label: t('vetting.unsealConfirm') } : { label: t('vetting.unsealReason') },
  ).map((field) =>
    field.error && field.name === 'confirm' ? { ...field, error: t('vetting.unsealConfirmError') } : field,
  );
  return reply.page('vettings/overview', {
    address: `/vettings/${vetting.id}`,
    title: vetting.brief.title,
    vettingId: vetting.id,
    isSample: vetting.isSample,
    state: t(`vettings.state.${vetting.state}`),
    briefMissing:
      missing.length > 0
        ? t('vetting.candidatesNeedBrief', { pages: missing.join(t('common.comma')) })
        : null,
    ...(evaluator?.hidesNames
      ? {}
      : candidatesView(request, candidates, evaluator?.unread ?? [], FindQuery.parse(request.query).find)),
    withoutNames: evaluator?.hidesNames
      ? t('reading.withoutNames', { n: candidates.length, submitted: submitted.length })
      : null,
    canRead: role === 'evaluator',
    isClosedToEvaluator: evaluator !== null && evaluator.unread.length > 0,
    ...tasksView(
      request,
      candidates,
      inbox.filter(({ isOpen }) => isOpen).length,
      await doneWith(request, candidates),
    ),
    // What is next for the owner is no page of anybody else's.
    ...(role === 'owner'
      ? {}
      : { next: evaluator && nextOf(request, evaluator.unread.length), waiting: null }),
    deadline: deadlineLine(request),
    readFirst: role === 'owner' && unread > 0 ? t('vetting.readFirst') : null,
    anySubmitted: submitted.length > 0,
    decided: evaluator?.hidesNames ? null : decidedLine(request, candidates),
    unsealed: vetting.unsealedAt
      ? t('vetting.unsealed', { date: formatInstant(vetting.unsealedAt, locale, vetting.brief.timeZone) })
      : null,
    readLine: t('vetting.unsealRead', {
      read: submitted.filter((candidate) => candidate.readAt).length,
      submitted: submitted.length,
    }),
    unsealFields: fields,
    unread: unread > 0 ? t('vetting.unsealUnread', { n: unread }) : null,
    unsealedReason: vetting.unsealedReason
      ? t('vetting.unsealedReason', { reason: vetting.unsealedReason })
      : null,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** Whom the owner has met, asked back, and told of the decision. */
async function doneWith(
  { vetting, owner, server }: FastifyRequest,
  candidates: readonly Candidate[],
): Promise<Done> {
  const { db } = server.parts;
  const mails = await listMail(db, vetting);
  return {
    met: new Set(await listMet(db, vetting.id, owner?.id ?? '')),
    askedBack: new Set((await listAskedBack(db, vetting.id)).keys()),
    told: new Set([
      ...candidates.flatMap(({ id, toldAt }) => (toldAt === null ? [] : [id])),
      ...mails.flatMap(({ kind, state, candidateId }) =>
        kind === 'letter' && state === 'sent' && candidateId ? [candidateId] : [],
      ),
    ]),
  };
}

/** What an evaluator has not read yet, and whether names are hidden until then. */
async function evaluatorView(
  { vetting, owner, server }: FastifyRequest,
  anySubmitted: boolean,
): Promise<{ unread: string[]; hidesNames: boolean }> {
  const unread = await listUnseen(server.parts.db, vetting.id, owner?.id ?? '');
  const hasRead = anySubmitted && unread.length === 0;
  return { unread, hidesNames: vetting.readsBlind && !hasRead };
}

/** The one thing that an evaluator has to do; null once everything is read. */
const nextOf = (
  { t, vetting }: FastifyRequest,
  unread: number,
): { text: string; name: string; href: string } | null =>
  unread === 0
    ? null
    : {
        text: t('tasks.next.read', { unread }),
        name: t('reading.indexTitle'),
        href: `/vettings/${vetting.id}/reading`,
      };

/** What was decided, in one line; null while nothing is. */
function decidedLine({ t, vetting }: FastifyRequest, candidates: readonly Candidate[]): string | null {
  if (vetting.state !== 'decided') return null;
  const chosen = candidates.find(({ decision }) => decision === 'chosen');
  return chosen ? t('vetting.decided', { name: chosen.name }) : t('vetting.decidedNobody');
}

/** A vetting as a line of a list. */
export function summaryRow(
  { t, locale, server }: FastifyRequest,
  { vetting, candidates, submitted, unread, questions, lastAt }: VettingSummary,
): Record<string, unknown> {
  return {
    id: vetting.id,
    name: vetting.brief.title,
    state: t(`vettings.state.${vetting.state}`),
    progress: t('vettings.progressLine', { submitted, total: candidates }),
    unread: unread > 0 ? t('vettings.unread', { n: unread }) : null,
    questions: questions > 0 ? t('vettings.questions', { n: questions }) : null,
    deadline: vetting.state === 'open' ? (deadlineText(vetting, server.parts.now(), locale, t) ?? '–') : '–',
    updated: formatInstant(lastAt, locale, vetting.brief.timeZone),
    isSample: vetting.isSample,
  };
}

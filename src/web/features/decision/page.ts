import type { FastifyReply, FastifyRequest } from 'fastify';
import { completeBrief } from '../../../domain/brief/brief.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { formatInstant } from '../../../locales/formats.ts';
import { worthLines } from '../../../reporting/worth.ts';
import { listMet } from '../../../store/meetings.ts';
import { listInbox } from '../../../store/questions.ts';
import { countUnread } from '../../../store/read-marks.ts';
import { candidatesOf, choiceView } from './choice.ts';
import { rankingView } from './shortlist.ts';

type Sent = { typed: FormValues | null; problems: readonly Problem[] };
const NOTHING: Sent = { typed: null, problems: [] };

/** The shortlist with everything that decides, and the decision below it. One of the two forms was sent. */
export async function decisionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    shortlist = NOTHING,
    choice = NOTHING,
    saved = false,
  }: { shortlist?: Sent; choice?: Sent; saved?: boolean } = {},
): Promise<unknown> {
  const { t, locale, vetting } = request;
  const ranking = await rankingView(request, shortlist.typed, shortlist.problems);
  const decision = await choiceView(request, choice.typed, choice.problems);
  const brief = completeBrief(vetting.brief);
  return reply.page('decision/decision', {
    title: t('decision.pageTitle'),
    hasForm: true,
    keepsDrafts: true,
    wide: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    any: ranking.any,
    ranking,
    decision,
    saved,
    checks: await checksOf(request),
    worth: brief ? worthLines(brief, locale, t) : [],
    errors: [...ranking.errors, ...decision.errors],
    hasErrors: shortlist.problems.length + choice.problems.length > 0,
  });
}

/** What is done before a decision, and what is not. */
async function checksOf(
  request: FastifyRequest,
): Promise<{ name: string; state: string; isDone: boolean }[]> {
  const { t, locale, vetting, owner, server } = request;
  const { db } = server.parts;
  const candidates = await candidatesOf(request);
  const { unread } = await countUnread(db, vetting);
  const kept = candidates.filter(({ shortlisted }) => shortlisted);
  const met = await listMet(db, vetting.id, owner?.id ?? '');
  const metKept = kept.filter(({ id }) => met.includes(id)).length;
  const open = (await listInbox(db, vetting)).filter(({ isOpen }) => isOpen).length;
  return [
    {
      name: t('decision.checks.read'),
      state: t('tasks.read', { n: candidates.length - unread, total: candidates.length }),
      isDone: unread === 0,
    },
    {
      name: t('decision.checks.prices'),
      state: vetting.unsealedAt
        ? formatInstant(vetting.unsealedAt, locale, vetting.brief.timeZone)
        : t('tasks.sealed'),
      isDone: vetting.unsealedAt !== null,
    },
    {
      name: t('decision.checks.met'),
      state: kept.length === 0 ? t('tasks.notYet') : t('tasks.met', { n: metKept, total: kept.length }),
      isDone: kept.length > 0 && metKept === kept.length,
    },
    {
      name: t('decision.checks.questions'),
      state: open === 0 ? t('tasks.noQuestions') : t('tasks.questionsOpen', { n: open }),
      isDone: open === 0,
    },
  ];
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { completeBrief } from '../../../../domain/brief/brief.ts';
import { situationsOf } from '../../../../domain/brief/situations.ts';
import type { Field } from '../../../../domain/forms/field.ts';
import type { Problem } from '../../../../domain/forms/form.ts';
import { fieldsOf } from '../../../../domain/interview/step-fields.ts';
import { type AnswerStep, stepsOf } from '../../../../domain/interview/steps.ts';
import { wholeMinutes } from '../../../../domain/interview/whole-time.ts';
import { formatDay, formatUntil } from '../../../../locales/formats.ts';
import { goalLines } from '../../../../reporting/facts.ts';
import { listFurther } from '../../../../store/further-questions.ts';
import { loadInterview } from '../../../../store/interviews.ts';
import { errorSummary, viewFields, wordsAt } from '../../../forms/fields.ts';

export const REASON: Field = { name: 'declinedBecause', kind: 'longtext', max: 500 };

const deadlineOf = ({ link, locale }: FastifyRequest): string =>
  formatUntil(link.expiresAt, locale, link.vetting.brief.timeZone);

const frameOf = ({ link, t }: FastifyRequest, token: string) => ({
  host: link.vetting.brief.business?.name ?? '',
  isSample: link.vetting.isSample,
  link: `/i/${token}`,
  help: t('interview.help', { owner: link.ownerEmail }),
});

/** What a candidate should know before it starts: what is asked and judged, by whom, and how long it takes. */
export async function startPage(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<unknown> {
  const { link, t, locale, db } = request;
  const { brief, retentionDays } = link.vetting;
  const business = brief.business?.name ?? '';
  const interview = await loadInterview(db, link);
  const complete = completeBrief(brief);
  const further = await listFurther(db, link.candidateId);
  const open = further.filter(({ answer }) => answer === '').length;
  const action = interview?.submittedAt ? 'receipt' : interview ? 'resume' : 'start';
  return reply.page('interview/landing', {
    ...frameOf(request, token),
    title: t('interview.landing.title', { business }),
    text: t(landingText(), { business, candidate: link.candidateName, title: brief.title }),
    time:
      complete && action !== 'receipt' ? t('interview.landing.time', { n: wholeMinutes(complete) }) : null,
    until: t('interview.landing.until', { date: deadlineOf(request) }),
    goalTitle: t('interview.welcome.goalTitle', { business }),
    goal: complete
      ? [
          ...goalLines(complete, t, locale),
          t('interview.welcome.goalBy', { date: formatDay(complete.kgi.by, locale) }),
        ]
      : [],
    who: t('start.whoText', { business, owner: link.ownerEmail }),
    retention: retentionDays === null ? null : t('interview.welcome.retention', { days: retentionDays }),
    price: t('start.price', { business }),
    declined: link.isDeclined ? t('start.declinedText', { business, deadline: deadlineOf(request) }) : null,
    isSubmitted: interview?.submittedAt != null,
    further: open > 0 ? t('further.notice', { business, n: open }) : null,
    submit: t(`interview.landing.${action}`),
  });

  function landingText(): string {
    if (action === 'receipt') return 'interview.landing.submitted';
    return interview?.submission ? 'interview.landing.revising' : 'interview.landing.text';
  }
}

/** All questions of the interview, to prepare and to print; no fact of the brief stands among them. */
export function questionsPage(request: FastifyRequest, reply: FastifyReply, token: string): unknown {
  const { link, t, locale } = request;
  const brief = completeBrief(link.vetting.brief);
  const steps = brief ? stepsOf(brief, {}).filter((step) => !['facts', 'check'].includes(step)) : [];
  return reply.page('interview/questions', {
    ...frameOf(request, token),
    title: t('start.questionsTitle'),
    steps: steps.map((step) => ({
      title: t(`interview.steps.${step}`),
      lines: step === 'ask' ? [t('start.askLine')] : linesOf(step as AnswerStep),
    })),
  });

  function linesOf(step: AnswerStep): string[] {
    if (!brief) return [];
    if (step === 'partner')
      return [
        ...situationsOf(brief).map((situation) => t(`interview.situations.${situation}.title`)),
        t('interview.fields.challenge.label'),
        ...(brief.ownQuestions ?? []).filter((own) => own.step === step).map(({ text }) => text),
      ];
    const own = new Map(brief.ownQuestions?.map(({ id, text }) => [id, text]));
    const labels = fieldsOf(step, brief, {}).map(({ name }) => own.get(name) ?? labelOf(name));
    return [...new Set(labels)];
  }

  function labelOf(name: string): string {
    const rows: Record<string, string> = {
      channel: 'channel',
      reason: 'channelReason',
      metric: 'metric',
      leadsTo: 'leadsTo',
      target: 'metricTarget',
    };
    const [, row = ''] = /^([a-zA-Z]+)_\d$/.exec(name) ?? [];
    if (name.endsWith('_working')) return t('interview.fields.working.label');
    if (rows[row]) return t(`interview.fields.${rows[row]}.label`);
    const isProblem = /PerCustomer$|PerInquiry$|^customersNeeded$/.test(name);
    return isProblem
      ? t(`interview.numbers.${name}`)
      : wordsAt(t, locale, `interview.fields.${name}`, { business: brief?.business.name ?? '' }).label;
  }
}

export function declinePage(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  typed: string,
  problems: readonly Problem[],
): unknown {
  const { t } = request;
  const fields = viewFields(t, [REASON], { [REASON.name]: typed }, problems, () => ({
    label: t('start.declineReason'),
  }));
  return reply.page('interview/decline', {
    ...frameOf(request, token),
    title: t('start.declineTitle'),
    hasForm: true,
    text: t('start.declineText', { deadline: deadlineOf(request) }),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

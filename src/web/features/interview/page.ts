import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemsOf } from '../../../domain/economics/economics.ts';
import { leversOf } from '../../../domain/economics/lever.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import type { FieldConflict } from '../../../domain/interview/merging.ts';
import { fieldsOf } from '../../../domain/interview/step-fields.ts';
import type { AnswerStep } from '../../../domain/interview/steps.ts';
import { METRICS } from '../../../domain/response/metrics.ts';
import { formatDay, formatInstant } from '../../../locales/formats.ts';
import { factSheet, figuresFor, goalLines } from '../../../reporting/facts.ts';
import { metricName } from '../../../reporting/names.ts';
import { worksOutTo } from '../../../reporting/quantities.ts';
import { newId } from '../../../store/tokens.ts';
import { errorSummary, type FieldView } from '../../forms/fields.ts';
import { formValues } from '../../plugins/forms.ts';
import { at, frame, responseOf } from './frame.ts';
import { stepGroups } from './step-form.ts';

const Query = z.object({
  saved: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
});

/** A step's form: what was typed, what is wrong with it, and what somebody else saved in the meantime. */
export function formPage(
  request: FastifyRequest,
  reply: FastifyReply,
  step: AnswerStep,
  values: FormValues,
  problems: readonly Problem[],
  conflicts: readonly FieldConflict[] = [],
): unknown {
  const { t, interview, locale } = request;
  const { name: business } = interview.brief.business;
  const groups = stepGroups(request, interview, step, values, problems);
  const noNumbers = step === 'numbers' && groups.length === 0;
  const fewer = step === 'numbers' && problemsOf(interview.brief).length < 4;
  const hasLessToDo = fewer && leversOf(interview.brief).length === 0;
  const { saved, from } = Query.parse(request.query);
  const fromCheck = from === 'check' || formValues(request).from === 'check';
  const fields = groups.flatMap((group) => group.fields);
  return reply.page('interview/form', {
    ...frame(request, step),
    title: t(fewer ? 'interview.numbers.titleFewer' : `interview.${step}.title`, {
      candidate: interview.link.candidateName,
    }),
    hasForm: true,
    intro: noNumbers
      ? t('interview.numbers.none')
      : step === 'welcome'
        ? t('interview.welcome.how')
        : t(`interview.${hasLessToDo ? 'numbers.introFewer' : `${step}.intro`}`, { business }),
    ...(step === 'welcome'
      ? welcomeParts(request)
      : { goal: null, stored: [], facts: factSheet(interview.brief, locale) }),
    metrics: step === 'measure' ? METRICS.map((metric) => metricName(metric, locale, t)) : null,
    look: step === 'numbers' ? lookView(request, values, fields) : null,
    changes: step === 'adds-up' ? changeLinks(request) : null,
    figures:
      step === 'numbers' && !noNumbers
        ? figuresFor(
            interview.brief,
            {
              problems: problemsOf(interview.brief).map(({ key }) => key),
              levers: leversOf(interview.brief),
            },
            t,
            locale,
          )
        : null,
    groups,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
    saved: saved !== undefined,
    fromCheck,
    version: interview.versions[step] ?? 0,
    page: newId(),
    conflict: conflicts.length > 0 ? conflictView(request, fields, conflicts, values) : null,
    sealed: step === 'terms' ? sealedText(request) : null,
  });
}

/** Answers that are not what their workings come to, before the page is left: nothing keeps it from being. */
function lookView(
  request: FastifyRequest,
  values: FormValues,
  fields: readonly FieldView[],
): { seen: string; lines: { href: string; text: string }[] } | null {
  const differing = differingSums(request, values);
  if (differing.length === 0) return null;
  const { t } = request;
  const lines = differing.map(({ name, amount, answer }) => {
    const about = fields.find((field) => field.name === name)?.about ?? t('interview.lever.title');
    return { href: `#${name}`, text: t('interview.numbers.lookLine', { label: about, amount, answer }) };
  });
  return { seen: seenMark(differing), lines };
}

type Differing = { name: string; amount: string; answer: string };

function differingSums({ t, interview }: FastifyRequest, values: FormValues): Differing[] {
  const fields = fieldsOf('numbers', interview.brief, responseOf(interview), values);
  return fields.flatMap((field) => {
    const worked = field.worksOut === undefined ? null : worksOutTo(t, field, fields, values);
    if (worked?.state !== 'other' || worked.answer === null) return [];
    return [{ name: field.worksOut ?? '', amount: worked.amount, answer: worked.answer }];
  });
}

/** What was differing when a person was told, so that the page asks once for each difference. */
const seenMark = (differing: readonly Differing[]): string =>
  differing.map(({ name, answer, amount }) => `${name} ${answer} ${amount}`).join('; ');

/** Whether somebody is about to leave the sums without having seen that one differs from its working. */
export function mustLook(request: FastifyRequest, values: FormValues): boolean {
  const differing = differingSums(request, values);
  return differing.length > 0 && formValues(request).looked !== seenMark(differing);
}

/** The pages on which the figures of a clash can be changed. */
const changeLinks = ({ t, interview }: FastifyRequest): { href: string; text: string }[] =>
  (['numbers', 'measure'] as const).map((step) => ({
    href: at(interview, step),
    text: t(`interview.steps.${step}`),
  }));

/** The fields that somebody else changed too, each with both texts to choose from. */
export function conflictView(
  request: FastifyRequest,
  shownFields: readonly FieldView[],
  conflicts: readonly FieldConflict[],
  mine: FormValues,
): Record<string, unknown>[] {
  const shown = (field: FieldView | undefined, value: string): string =>
    field?.options?.find((option) => option.value === value)?.label ?? value;
  const fields = new Map(shownFields.map((field) => [field.name, field]));
  return conflicts.map(({ name, theirs }) => ({
    name: `keep_${name}`,
    label: fields.get(name)?.label ?? name,
    href: `#${fields.get(name)?.id ?? name}`,
    theirs: shown(fields.get(name), theirs) || request.t('report.noAnswer'),
    mine: shown(fields.get(name), mine[name] ?? '') || request.t('report.noAnswer'),
  }));
}

/** That the terms were given in another browser and are shown in none but that one. */
export function sealedText({ interview, locale, t }: FastifyRequest): string | null {
  const { termsSealedAt, brief } = interview;
  if (termsSealedAt === null) return null;
  return t('interview.terms.sealed', { when: formatInstant(termsSealedAt, locale, brief.timeZone) });
}

/**
 * What stands above the first form: the goal, and what happens to the answers, before anybody agrees to it.
 */
function welcomeParts({ t, locale, interview }: FastifyRequest): Record<string, unknown> {
  const { brief, link } = interview;
  const { name: business } = brief.business;
  const { retentionDays } = link.vetting;
  return {
    goal: {
      title: t('interview.welcome.goalTitle', { business }),
      lines: [
        ...goalLines(brief, t, locale),
        t('interview.welcome.goalBy', { date: formatDay(brief.kgi.by, locale) }),
      ],
    },
    stored: [
      t('interview.welcome.stored', { business }),
      ...(retentionDays === null ? [] : [t('interview.welcome.retention', { days: retentionDays })]),
    ],
    facts: null,
  };
}

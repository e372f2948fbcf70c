import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemsOf } from '../../../domain/economics/economics.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import type { FieldConflict } from '../../../domain/interview/merging.ts';
import type { AnswerStep } from '../../../domain/interview/steps.ts';
import { METRICS } from '../../../domain/response/metrics.ts';
import { formatDay, formatInstant } from '../../../locales/formats.ts';
import { factSheet, figuresFor, goalLines } from '../../../reporting/facts.ts';
import { metricName } from '../../../reporting/names.ts';
import { newId } from '../../../store/tokens.ts';
import { errorSummary, type FieldView } from '../../forms/fields.ts';
import { formValues } from '../../plugins/forms.ts';
import { frame } from './frame.ts';
import { stepGroups } from './step-form.ts';

const Query = z.object({ saved: z.string().optional(), from: z.string().optional() });

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
  const fewer = step === 'numbers' && groups.length < 4;
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
        : t(`interview.${step}.intro`, { business }),
    ...(step === 'welcome'
      ? welcomeParts(request)
      : { goal: null, stored: [], facts: factSheet(interview.brief, t, locale) }),
    metrics: step === 'measure' ? METRICS.map((metric) => metricName(metric, locale, t)) : null,
    figures:
      step === 'numbers' && !noNumbers
        ? figuresFor(
            interview.brief,
            problemsOf(interview.brief).map(({ key }) => key),
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

/** What stands above the first form: the goal, and what happens to the answers, before anybody agrees to it. */
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

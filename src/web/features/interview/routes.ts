import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FormValues, Problem } from '../../domain/forms/form.ts';
import {
  differingFields,
  fieldsOf,
  parseStep,
  problemsBeforeSubmission,
} from '../../domain/interview/answers.ts';
import {
  type AnswerStep,
  furthestStep,
  isAnswerStep,
  isOpen,
  STEPS,
  type Step,
  stepAfter,
  stepsOf,
} from '../../domain/interview/steps.ts';
import type { Durations } from '../../domain/interview/time-left.ts';
import { METRICS } from '../../domain/response/metrics.ts';
import { formatDay, formatTime } from '../../locales/formats.ts';
import { factSheet, goalLines } from '../../reporting/facts.ts';
import { metricName } from '../../reporting/names.ts';
import { type Saved, saveAnswers } from '../../store/answers.ts';
import { listStepDurations } from '../../store/durations.ts';
import { recorded } from '../../store/history.ts';
import { type Interview, loadInterview, moveTo } from '../../store/interviews.ts';
import { submitInterview } from '../../store/submissions.ts';
import { newId } from '../../store/tokens.ts';
import { answerRows, termsRows } from '../answers/rows.ts';
import { errorSummary, type FieldView, type Group } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { askPage, registerAsk } from './ask.ts';
import { registerEntry } from './entry.ts';
import { at, frame, progressOf, responseOf, stepGroups } from './pages.ts';
import { registerReceipt } from './receipt.ts';

/** How long candidates take changes slowly; it is measured anew after this time. */
const DURATIONS_KEPT_MS = 10 * 60_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** How long candidates before took for each step. */
    stepDurations: Durations;
  }
}

/** The version of a step that a page showed, and the page's own id; null where it does not say. */
const Opened = z.object({
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .nullable()
    .catch(null),
  page: z
    .string()
    .regex(/^[\w-]{16}$/)
    .nullable()
    .catch(null),
});

const stepOf = (request: FastifyRequest): Step => {
  const parsed = z.object({ step: z.enum(STEPS) }).safeParse(request.params);
  if (!parsed.success) throw new PageError(404, 'notFound');
  return parsed.data.step;
};

const hasProblems = (interview: Interview, step: AnswerStep): boolean =>
  parseStep(step, interview.brief, responseOf(interview), interview.typed[step] ?? {}).problems.length > 0;

/** The guided interview: from the link to the receipt. */
export function registerInterview(app: FastifyInstance): void {
  const { now } = app.parts;
  const durations: { at: number; measured: Durations } = { at: 0, measured: {} };
  app.decorateRequest('stepDurations', { getter: () => durations.measured });
  app.addHook('preHandler', async (request) => {
    if (
      request.routeOptions.config.access !== 'candidate' ||
      now().getTime() - durations.at < DURATIONS_KEPT_MS
    )
      return;
    durations.at = now().getTime();
    durations.measured = await listStepDurations(app.parts.db);
  });
  registerEntry(app);
  registerReceipt(app);
  registerAsk(app);

  app.get('/interview/:candidateId', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    const step = isOpen(interview.step, progressOf(interview))
      ? interview.step
      : furthestStep(progressOf(interview));
    return reply.redirect(at(interview, step), 303);
  });

  const formPage = (
    request: FastifyRequest,
    reply: FastifyReply,
    step: AnswerStep,
    values: FormValues,
    problems: readonly Problem[],
    conflict: Saved['conflict'] = null,
  ): unknown => {
    const { t, interview, locale } = request;
    const { name: business } = interview.brief.business;
    const groups = stepGroups(request, interview, step, values, problems);
    const noNumbers = step === 'numbers' && groups.length === 0;
    const fewer = step === 'numbers' && groups.length < 4;
    const { saved, from } = z
      .object({ saved: z.string().optional(), from: z.string().optional() })
      .parse(request.query);
    const fromCheck = from === 'check' || formValues(request).from === 'check';
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
      goal:
        step === 'welcome'
          ? {
              title: t('interview.welcome.goalTitle', { business }),
              lines: [
                ...goalLines(interview.brief, t, locale),
                t('interview.welcome.goalBy', { date: formatDay(interview.brief.kgi.by, locale) }),
              ],
            }
          : null,
      stored: step === 'welcome' ? storedLines(request, business) : [],
      facts: step === 'welcome' ? null : factSheet(interview.brief, t, locale),
      metrics: step === 'measure' ? METRICS.map((metric) => metricName(metric, locale, t)) : null,
      groups,
      errors: errorSummary(groups.flatMap((group) => group.fields)),
      hasErrors: problems.length > 0,
      saved: saved !== undefined,
      fromCheck,
      version: conflict?.version ?? interview.versions[step] ?? 0,
      page: newId(),
      conflict: conflict ? conflictView(request, groups, conflict.typed, values) : null,
    });
  };

  /** The answers that somebody else saved in the meantime, each beside the own one. */
  const conflictView = (
    request: FastifyRequest,
    groups: readonly Group[],
    theirs: FormValues,
    mine: FormValues,
  ): Record<string, unknown>[] => {
    const shown = (field: FieldView | undefined, value: string): string =>
      field?.options?.find((option) => option.value === value)?.label ?? value;
    const fields = new Map(groups.flatMap((group) => group.fields).map((field) => [field.name, field]));
    return differingFields(theirs, mine).map((name) => ({
      label: fields.get(name)?.label ?? name,
      href: `#${fields.get(name)?.id ?? name}`,
      theirs: shown(fields.get(name), theirs[name] ?? '') || request.t('report.noAnswer'),
      mine: shown(fields.get(name), mine[name] ?? '') || request.t('report.noAnswer'),
    }));
  };

  const checkPage = (request: FastifyRequest, reply: FastifyReply, refused = false): unknown => {
    const { t, interview, locale } = request;
    const response = responseOf(interview);
    const words = (step: AnswerStep, problem: Problem): string => {
      const views = stepGroups(request, interview, step, interview.typed[step] ?? {}, [problem]).flatMap(
        (group) => group.fields,
      );
      return views.find((view) => view.name === problem.field)?.error ?? '';
    };
    const missing = problemsBeforeSubmission(interview.brief, interview.typed, response).map(
      ({ step, problem }) => ({
        href: `${at(interview, step)}?from=check#${problem.field}`,
        text: `${t(`interview.steps.${step}`)}${t('common.colon')}${words(step, problem)}`,
      }),
    );
    const rows = answerRows(response, interview.brief, locale, t);
    const sections = stepsOf(interview.brief, response).filter(
      (step) => isAnswerStep(step) || step === 'ask',
    );
    return reply.page('interview/check', {
      ...frame(request, 'check'),
      title: t('interview.check.title'),
      hasErrors: refused,
      errors: refused ? missing : [],
      missing: refused ? [] : missing,
      sections: sections.map((step) => ({
        name: t(`interview.steps.${step}`),
        href: step === 'ask' ? at(interview, step) : `${at(interview, step)}?from=check`,
        rows:
          step === 'terms'
            ? termsRows(response, interview.brief.currency, locale, t)
            : step === 'welcome'
              ? ['respondentName', 'respondentRole', 'respondentEmail'].map((name) => ({
                  label: t(`interview.fields.${name}.label`),
                  text: interview.typed.welcome?.[name] ?? '',
                }))
              : rows.filter(
                  (row) =>
                    row.step === t(`interview.steps.${step}`) &&
                    row.path.includes('probe') === step.endsWith('probe'),
                ),
        empty:
          step === 'ask' && response.askedQuestions?.length === 0 ? t('interview.check.noQuestions') : null,
      })),
    });
  };

  app.get('/interview/:candidateId/:step', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, t, locale } = request;
    const step = stepOf(request);
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    const steps = stepsOf(interview.brief, responseOf(interview));
    if (!isOpen(step, progressOf(interview)))
      return reply.redirect(at(interview, furthestStep(progressOf(interview))), 303);
    if (!steps.includes(step)) return reply.redirect(at(interview, stepAfter(steps, step)), 303);
    if (step === 'ask') return askPage(request, reply, '', []);
    if (step === 'check') return checkPage(request, reply);
    if (step === 'facts') {
      return reply.page('interview/facts', {
        ...frame(request, step),
        title: t('interview.facts.title'),
        facts: factSheet(interview.brief, t, locale),
      });
    }
    return formPage(request, reply, step as AnswerStep, interview.typed[step as AnswerStep] ?? {}, []);
  });

  app.post('/interview/:candidateId/:step', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, locale, db } = request;
    const { candidateId } = interview.link;
    const step = stepOf(request);
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    if (!isOpen(step, progressOf(interview)))
      return reply.redirect(at(interview, furthestStep(progressOf(interview))), 303);
    if (step === 'check') return submit(request, reply);
    if (!isAnswerStep(step)) {
      const next = stepAfter(stepsOf(interview.brief, responseOf(interview)), step);
      await moveTo(db, candidateId, next, now());
      return reply.redirect(at(interview, next), 303);
    }
    const raw = formValues(request);
    const known = new Set(fieldsOf(step, interview.brief, responseOf(interview)).map(({ name }) => name));
    // An answer to a probe outlives the choice that called for it, in case the choice comes back.
    const before = step.endsWith('-probe') ? interview.typed[step] : {};
    const typed = {
      ...before,
      ...Object.fromEntries(Object.entries(raw).filter(([name]) => known.has(name))),
    };
    const { problems } = parseStep(step, interview.brief, responseOf(interview), typed);
    // Kept even when something is wrong with it: what was typed is there again whenever the page is opened.
    const { conflict } = await saveAnswers(
      db,
      candidateId,
      { step, typed, complete: problems.length === 0 },
      Opened.parse(raw),
      now(),
    );
    const isAutomatic = raw.intent === 'autosave';
    if (conflict)
      return isAutomatic
        ? reply.status(409).send({ conflict: true })
        : formPage(request, reply.status(409), step, typed, [], conflict);
    interview.versions[step] = ((await loadInterview(db, interview.link)) ?? interview).versions[step] ?? 0;
    if (isAutomatic)
      return reply.send({
        version: interview.versions[step],
        time: formatTime(now().toISOString(), locale, interview.brief.timeZone),
      });
    if (request.switchingLanguage) return formPage(request, reply, step, typed, []);
    if (raw.intent === 'later') {
      await moveTo(db, candidateId, step, now());
      return reply.redirect(`${at(interview, step)}?saved`, 303);
    }
    if (problems.length > 0) return formPage(request, reply.status(422), step, typed, problems);
    const saved = (await loadInterview(db, interview.link)) ?? interview;
    const next = stepAfter(stepsOf(saved.brief, responseOf(saved)), step);
    // A change made from the check page leads back to it, unless the change calls for a probe that is not
    // answered yet.
    const isAskedBack = next.endsWith('-probe') && hasProblems(saved, next as AnswerStep);
    const returns = raw.from === 'check';
    const target = returns && !isAskedBack ? 'check' : next;
    await moveTo(db, candidateId, target, now());
    return reply.redirect(`${at(interview, target)}${returns && isAskedBack ? '?from=check' : ''}`, 303);
  });

  const submit = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { interview, db } = request;
    if (request.switchingLanguage) return checkPage(request, reply);
    const response = responseOf(interview);
    if (problemsBeforeSubmission(interview.brief, interview.typed, response).length > 0)
      return checkPage(request, reply.status(422), true);
    const { candidateId, candidateName, vetting } = interview.link;
    const act = {
      person: candidateName,
      act: 'submitted',
      details: { candidateId, candidate: candidateName },
    } as const;
    await recorded(db, vetting, act, now(), (trx) =>
      submitInterview(trx, candidateId, interview.brief, response, now()),
    );
    return reply.redirect(at(interview, 'receipt'), 303);
  };
}

/** What happens to the answers, told before anybody agrees to it. */
function storedLines({ t, interview }: FastifyRequest, business: string): string[] {
  const { retentionDays } = interview.link.vetting;
  return [
    t('interview.welcome.stored', { business }),
    ...(retentionDays === null ? [] : [t('interview.welcome.retention', { days: retentionDays })]),
  ];
}

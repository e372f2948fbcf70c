import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type FormValues, type Problem, parseForm } from '../../domain/form.ts';
import { fieldsOf, parseStep, problemsBeforeSubmission } from '../../domain/interview/answers.ts';
import { discloseFor, isNudgeDue, isSameQuestion } from '../../domain/interview/disclosure.ts';
import { type AnswerStep, furthestStep, isAnswerStep, isOpen, MAX_QUESTIONS, STEPS, type Step, stepAfter, stepsOf } from '../../domain/interview/steps.ts';
import { METRICS } from '../../domain/metrics.ts';
import { formatDay } from '../../locales/formats.ts';
import { metricName } from '../../reporting/names.ts';
import { askQuestion, type Interview, loadInterview, moveTo, openFacts, recordNudge, saveAnswers, submitInterview } from '../../store/interviews.ts';
import { answerRows, termsRows } from '../answers/rows.ts';
import { errorSummary, type FieldView, viewFields, wordsAt } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { registerEntry } from './entry.ts';
import { at, factLines, factSheet, goalLines, progressOf, responseOf, stepGroups, stepList } from './pages.ts';
import { registerReceipt } from './receipt.ts';

const QUESTION = { name: 'question', kind: 'longtext', max: 500, required: true } as const;

const stepOf = (request: FastifyRequest): Step => {
  const parsed = z.object({ step: z.enum(STEPS) }).safeParse(request.params);
  if (!parsed.success) throw new PageError(404, 'notFound');
  return parsed.data.step;
};

/** The guided interview: from the link to the receipt. */
export function registerInterview(app: FastifyInstance): void {
  const { db, now } = app.parts;
  registerEntry(app);
  registerReceipt(app);

  app.get('/interview/:candidateId', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    const step = isOpen(interview.step, progressOf(interview)) ? interview.step : furthestStep(progressOf(interview));
    return reply.redirect(at(interview, step), 303);
  });

  const frame = (
    request: FastifyRequest,
    step: Step,
  ): { host: string; isSample: boolean; steps: ReturnType<typeof stepList>; help: string; action: string; back: string | null } => {
    const { interview, t } = request;
    const steps = stepsOf(interview.brief, responseOf(interview));
    const before = steps[steps.indexOf(step) - 1];
    return {
      host: interview.brief.business.name,
      isSample: interview.link.vetting.isSample,
      steps: stepList(request, interview, step),
      help: t('interview.help', { owner: interview.link.ownerEmail }),
      action: at(interview, step),
      back: before ? at(interview, before) : null,
    };
  };

  const formPage = (request: FastifyRequest, reply: FastifyReply, step: AnswerStep, values: FormValues, problems: readonly Problem[]): unknown => {
    const { t, interview, locale } = request;
    const { name: business } = interview.brief.business;
    const groups = stepGroups(request, interview, step, values, problems);
    const noNumbers = step === 'numbers' && groups.length === 0;
    const fewer = step === 'numbers' && groups.length < 4;
    const { saved } = z.object({ saved: z.string().optional() }).parse(request.query);
    return reply.page('interview/form', {
      ...frame(request, step),
      title: t(fewer ? 'interview.numbers.titleFewer' : `interview.${step}.title`, { candidate: interview.link.candidateName }),
      hasForm: true,
      intro: noNumbers ? t('interview.numbers.none') : step === 'welcome' ? t('interview.welcome.how') : t(`interview.${step}.intro`, { business }),
      goal:
        step === 'welcome'
          ? {
              title: t('interview.welcome.goalTitle', { business }),
              lines: [...goalLines(interview.brief, t, locale), t('interview.welcome.goalBy', { date: formatDay(interview.brief.kgi.by, locale) })],
            }
          : null,
      stored: step === 'welcome' ? t('interview.welcome.stored', { business }) : null,
      facts: step === 'welcome' ? null : factSheet(interview.brief, t, locale),
      metrics: step === 'measure' ? METRICS.map((metric) => metricName(metric, locale, t)) : null,
      groups,
      errors: errorSummary(groups.flatMap((group) => group.fields)),
      hasErrors: problems.length > 0,
      saved: saved !== undefined,
    });
  };

  const askPage = (request: FastifyRequest, reply: FastifyReply, typed: string, problems: readonly Problem[]): unknown => {
    const { t, interview, locale } = request;
    const business = interview.brief.business.name;
    const [field] = viewFields(t, [QUESTION], { question: typed }, problems, () => wordsAt(t, locale, 'interview.fields.question'));
    const fields: FieldView[] = field ? [{ ...field, required: false }] : [];
    return reply.page('interview/ask', {
      ...frame(request, 'ask'),
      title: t('interview.ask.title'),
      hasForm: true,
      intro: t('interview.ask.intro', { business }),
      questions: interview.questions.map(({ text, facts, reply: answer }) => ({
        text,
        from: t(facts.length > 0 ? 'interview.ask.answerFact' : 'interview.ask.answerOwner', { business }),
        facts: facts.map((fact) => ({ title: facts.length > 1 ? t(`brief.pages.${fact}`) : null, lines: factLines(interview.brief, fact, t, locale) })),
        lines: facts.length === 0 && answer ? answer.split('\n') : [],
        waiting: facts.length === 0 && !answer ? t('interview.ask.waiting', { business }) : null,
      })),
      shared: interview.sharedReplies.map(({ question, reply: answer }) => ({
        text: question,
        from: t('interview.ask.answerAll', { business }),
        lines: answer.split('\n'),
      })),
      left: t('interview.ask.left', { n: MAX_QUESTIONS - interview.questions.length }),
      full: interview.questions.length >= MAX_QUESTIONS,
      nudge: interview.nudged && !interview.factsOpened,
      closed: interview.factsOpened,
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  const checkPage = (request: FastifyRequest, reply: FastifyReply, refused = false): unknown => {
    const { t, interview, locale } = request;
    const response = responseOf(interview);
    const words = (step: AnswerStep, problem: Problem): string => {
      const views = stepGroups(request, interview, step, interview.typed[step] ?? {}, [problem]).flatMap((group) => group.fields);
      return views.find((view) => view.name === problem.field)?.error ?? '';
    };
    const missing = problemsBeforeSubmission(interview.brief, interview.typed, response).map(({ step, problem }) => ({
      href: `${at(interview, step)}#${problem.field}`,
      text: `${t(`interview.steps.${step}`)}${locale === 'ja' ? '：' : ': '}${words(step, problem)}`,
    }));
    const rows = answerRows(response, interview.brief.currency, locale, t);
    const sections = stepsOf(interview.brief, response).filter((step) => isAnswerStep(step) || step === 'ask');
    return reply.page('interview/check', {
      ...frame(request, 'check'),
      title: t('interview.check.title'),
      hasErrors: refused,
      errors: refused ? missing : [],
      missing: refused ? [] : missing,
      sections: sections.map((step) => ({
        name: t(`interview.steps.${step}`),
        href: at(interview, step),
        rows:
          step === 'terms'
            ? termsRows(response, interview.brief.currency, locale, t)
            : step === 'welcome'
              ? ['respondentName', 'respondentRole'].map((name) => ({
                  label: t(`interview.fields.${name}.label`),
                  text: interview.typed.welcome?.[name] ?? '',
                }))
              : rows.filter((row) => row.step === t(`interview.steps.${step}`) && row.path.includes('probe') === step.endsWith('probe')),
        empty: step === 'ask' && response.askedQuestions?.length === 0 ? t('interview.check.noQuestions') : null,
      })),
    });
  };

  app.get('/interview/:candidateId/:step', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, t, locale } = request;
    const step = stepOf(request);
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    const steps = stepsOf(interview.brief, responseOf(interview));
    if (!isOpen(step, progressOf(interview))) return reply.redirect(at(interview, furthestStep(progressOf(interview))), 303);
    if (!steps.includes(step)) return reply.redirect(at(interview, stepAfter(steps, step)), 303);
    if (step === 'ask') return askPage(request, reply, '', []);
    if (step === 'check') return checkPage(request, reply);
    if (step === 'facts') {
      return reply.page('interview/facts', { ...frame(request, step), title: t('interview.facts.title'), facts: factSheet(interview.brief, t, locale) });
    }
    return formPage(request, reply, step as AnswerStep, interview.typed[step as AnswerStep] ?? {}, []);
  });

  app.post('/interview/:candidateId/ask', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    if (!progressOf(interview).consented) return reply.redirect(at(interview, 'welcome'), 303);
    const raw = formValues(request);
    if (request.switchingLanguage) return askPage(request, reply, raw.question ?? '', []);
    const { values, problems } = parseForm([QUESTION], raw);
    const wanted = raw.intent === 'continue' ? 'continue' : 'ask';
    const typed = (raw.question ?? '').trim();
    if (typed !== '' || wanted === 'ask') {
      const all = problems.length > 0 ? problems : questionProblems(interview, String(values.question));
      if (all.length > 0) return askPage(request, reply.status(422), raw.question ?? '', all);
      const text = String(values.question);
      const { topic, facts } = discloseFor(interview.brief, text);
      const phase = interview.factsOpened ? 'after_facts' : interview.nudged ? 'nudged' : 'unprompted';
      await askQuestion(db, interview.link.candidateId, { text, phase, topic, facts }, now());
      if (wanted === 'ask') return reply.redirect(`${at(interview, 'ask')}#latest`, 303);
      interview.questions.push({ id: '', text, phase, topic, facts, reply: null });
    }
    if (!interview.factsOpened && !interview.nudged && isNudgeDue(interview.questions)) {
      await recordNudge(db, interview.link.candidateId, now());
      return reply.redirect(`${at(interview, 'ask')}#nudge`, 303);
    }
    await openFacts(db, interview.link.candidateId, now());
    await moveTo(db, interview.link.candidateId, 'facts', now());
    return reply.redirect(at(interview, 'facts'), 303);
  });

  const questionProblems = (interview: Interview, text: string): Problem[] => {
    if (interview.questions.length >= MAX_QUESTIONS) return [{ field: 'question', code: 'question_limit', parameters: {} }];
    const repeated = interview.questions.some((question) => isSameQuestion(question.text, text));
    return repeated ? [{ field: 'question', code: 'duplicate_question', parameters: {} }] : [];
  };

  app.post('/interview/:candidateId/:step', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    const { candidateId } = interview.link;
    const step = stepOf(request);
    if (interview.submittedAt) return reply.redirect(at(interview, 'receipt'), 303);
    if (!isOpen(step, progressOf(interview))) return reply.redirect(at(interview, furthestStep(progressOf(interview))), 303);
    if (step === 'check') return submit(request, reply);
    if (!isAnswerStep(step)) {
      const next = stepAfter(stepsOf(interview.brief, responseOf(interview)), step);
      await moveTo(db, candidateId, next, now());
      return reply.redirect(at(interview, next), 303);
    }
    const raw = formValues(request);
    const known = new Set(fieldsOf(step, interview.brief, responseOf(interview)).map(({ name }) => name));
    const typed = Object.fromEntries(Object.entries(raw).filter(([name]) => known.has(name)));
    const { problems } = parseStep(step, interview.brief, responseOf(interview), typed);
    // Kept even when something is wrong with it: what was typed is there again whenever the page is opened.
    await saveAnswers(db, candidateId, step, typed, problems.length === 0, now());
    if (request.switchingLanguage) return formPage(request, reply, step, typed, []);
    if (raw.intent === 'later') {
      await moveTo(db, candidateId, step, now());
      return reply.redirect(`${at(interview, step)}?saved`, 303);
    }
    if (problems.length > 0) return formPage(request, reply.status(422), step, typed, problems);
    const saved = (await loadInterview(db, interview.link)) ?? interview;
    const next = stepAfter(stepsOf(saved.brief, responseOf(saved)), step);
    await moveTo(db, candidateId, next, now());
    return reply.redirect(at(interview, next), 303);
  });

  const submit = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { interview } = request;
    if (request.switchingLanguage) return checkPage(request, reply);
    const response = responseOf(interview);
    if (problemsBeforeSubmission(interview.brief, interview.typed, response).length > 0) return checkPage(request, reply.status(422), true);
    await submitInterview(db, interview.link.candidateId, interview.brief, response, now());
    return reply.redirect(at(interview, 'receipt'), 303);
  };
}

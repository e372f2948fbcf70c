import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, parseForm } from '../../domain/forms/form.ts';
import { discloseFor, isNudgeDue, isSameQuestion } from '../../domain/interview/disclosure.ts';
import { MAX_QUESTIONS } from '../../domain/interview/steps.ts';
import { QUESTION_LENGTH } from '../../domain/response/response.ts';
import { factLines } from '../../reporting/facts.ts';
import { askQuestion, type Interview, moveTo, openFacts, recordNudge } from '../../store/interviews.ts';
import { errorSummary, type FieldView, viewFields, wordsAt } from '../forms/fields.ts';
import { formValues } from '../plugins/forms.ts';
import { at, frame, progressOf } from './pages.ts';

const QUESTION = { name: 'question', kind: 'longtext', max: QUESTION_LENGTH, required: true } as const;

/** The step in which candidates ask before they propose. */
export function registerAsk(app: FastifyInstance): void {
  const { now } = app.parts;

  app.post('/interview/:candidateId/ask', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, db } = request;
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
}

/** The conversation so far, and room for the next question. */
export function askPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
  problems: readonly Problem[],
): unknown {
  const { t, interview, locale } = request;
  const business = interview.brief.business.name;
  const [field] = viewFields(t, [QUESTION], { question: typed }, problems, () =>
    wordsAt(t, locale, 'interview.fields.question'),
  );
  const fields: FieldView[] = field ? [{ ...field, required: false }] : [];
  return reply.page('interview/ask', {
    ...frame(request, 'ask'),
    title: t('interview.ask.title'),
    hasForm: true,
    intro: t('interview.ask.intro', { business }),
    questions: interview.questions.map(({ text, facts, reply: answer }) => ({
      text,
      from: t(facts.length > 0 ? 'interview.ask.answerFact' : 'interview.ask.answerOwner', { business }),
      facts: facts.map((fact) => ({
        title: facts.length > 1 ? t(`brief.pages.${fact}`) : null,
        lines: factLines(interview.brief, fact, t, locale),
      })),
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
}

function questionProblems(interview: Interview, text: string): Problem[] {
  if (interview.questions.length >= MAX_QUESTIONS)
    return [{ field: 'question', code: 'question_limit', parameters: {} }];
  const repeated = interview.questions.some((question) => isSameQuestion(question.text, text));
  return repeated ? [{ field: 'question', code: 'duplicate_question', parameters: {} }] : [];
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../../domain/forms/form.ts';
import { isSameQuestion } from '../../../../domain/interview/disclosure.ts';
import { MAX_QUESTIONS } from '../../../../domain/interview/steps.ts';
import { QUESTION_LENGTH } from '../../../../domain/response/response.ts';
import { factLines } from '../../../../reporting/facts.ts';
import type { Interview } from '../../../../store/interviews.ts';
import { errorSummary, type FieldView, viewFields, wordsAt } from '../../../forms/fields.ts';
import { frame } from '../frame.ts';

export const QUESTION = { name: 'question', kind: 'longtext', max: QUESTION_LENGTH, required: true } as const;

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
    keepsDrafts: true,
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

export function questionProblems(interview: Interview, text: string): Problem[] {
  if (interview.questions.length >= MAX_QUESTIONS)
    return [{ field: 'question', code: 'question_limit', parameters: {} }];
  const repeated = interview.questions.some((question) => isSameQuestion(question.text, text));
  return repeated ? [{ field: 'question', code: 'duplicate_question', parameters: {} }] : [];
}

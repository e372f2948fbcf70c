import type { FastifyRequest } from 'fastify';
import { type FormValues, type Problem, parseForm } from '../../../../domain/forms/form.ts';
import { discloseFor, isSameQuestion } from '../../../../domain/interview/disclosure.ts';
import { MAX_QUESTIONS } from '../../../../domain/interview/steps.ts';
import { tidyText } from '../../../../domain/language/text.ts';
import type { Phase } from '../../../../domain/response/response.ts';
import { askQuestions } from '../../../../store/conversation.ts';
import type { Interview } from '../../../../store/interviews.ts';
import { tell } from '../../../notices/tell.ts';
import { PageError } from '../../../plugins/errors.ts';
import { formValues } from '../../../plugins/forms.ts';
import { keepPosted } from '../saving.ts';
import { itemField } from './page.ts';

/** The boxes of a paste that was read, where the page had them. */
export function itemsOf(raw: FormValues): FormValues | null {
  const items = Object.entries(raw)
    .filter(([name]) => /^item_\d{1,2}$/.test(name))
    .slice(0, MAX_QUESTIONS);
  return items.length > 0 ? Object.fromEntries(items) : null;
}

/** What keeps questions from being asked, by the box in which each stands. */
export function questionProblems(interview: Interview, given: FormValues): Problem[] {
  const asked = interview.questions.map(({ text }) => text);
  const left = MAX_QUESTIONS - asked.length;
  const wanted = Object.values(given).filter((each) => each !== '').length;
  const problems: Problem[] = [];
  for (const [name, text] of Object.entries(given).filter(([, each]) => each !== '')) {
    const [wrong] = parseForm([{ ...itemField(0), name }], { [name]: text }).problems;
    if (wrong) problems.push(wrong);
    else if (asked.length >= MAX_QUESTIONS) {
      // Said once, of the first that is too many.
      problems.push(
        left > 0
          ? { field: name, code: 'question_limit_left', parameters: { left, over: wanted - left, n: wanted } }
          : { field: name, code: 'question_limit', parameters: {} },
      );
      return problems;
    } else if (asked.some((known) => isSameQuestion(known, text)))
      problems.push({ field: name, code: 'duplicate_question', parameters: {} });
    asked.push(text);
  }
  return problems;
}

/**
 * Asks the questions in their order; each is answered at once or goes to the owner. Throws where a colleague
 * has asked so many meanwhile that these are too many.
 */
export async function askAll(request: FastifyRequest, texts: readonly string[]): Promise<void> {
  const { interview, db, server } = request;
  const phase: Phase = interview.factsOpened ? 'after_facts' : interview.nudged ? 'nudged' : 'unprompted';
  const questions = texts.map(tidyText).map((text) => ({
    text,
    phase,
    ...discloseFor(interview.brief, text),
  }));
  if (!(await askQuestions(db, interview.link.candidateId, questions, server.parts.now())))
    throw new PageError(409, 'tooManyQuestions', { n: MAX_QUESTIONS });
  for (const question of questions)
    interview.questions.push({
      ...question,
      id: '',
      answered: false,
      isPassedOn: question.facts.length === 0,
      isClosed: false,
      reply: null,
      repliedAt: null,
    });
  const passedOn = questions.filter(({ facts }) => phase === 'after_facts' || facts.length === 0);
  await tellOfQuestions(
    request,
    passedOn.map(({ text }) => text),
  );
  // What was asked leaves the box; what a colleague has typed there since stays.
  await keepPosted(request, 'ask', { ...formValues(request), question: '' });
}

/** Tells the owner, in one mail, of the questions that wait for a reply. */
export async function tellOfQuestions(request: FastifyRequest, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return;
  const { link } = request.interview;
  const notice = { event: 'question', n: texts.length, text: texts.join('\n') } as const;
  await tell(request, request.db, link.vetting, link.candidateId, notice);
}

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { fieldsOf, parseStep } from '../../../domain/interview/answers.ts';
import { type AnswerStep, stepAfter, stepsOf } from '../../../domain/interview/steps.ts';
import { type Saved, saveAnswers } from '../../../store/answers.ts';
import { type Interview, loadInterview, moveTo } from '../../../store/interviews.ts';
import { formValues } from '../../plugins/forms.ts';
import { at, responseOf } from './frame.ts';

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

/** What was posted for a step, what is wrong with it, and what came of keeping it. */
export type Posted = {
  typed: FormValues;
  problems: Problem[];
  conflict: Saved['conflict'];
  interview: Interview;
};

/** Keeps what was posted, wrong or not: what was typed is there again whenever the page is opened. */
export async function keepPosted(request: FastifyRequest, step: AnswerStep): Promise<Posted> {
  const { interview, db, server } = request;
  const raw = formValues(request);
  const response = responseOf(interview);
  const known = new Set(fieldsOf(step, interview.brief, response).map(({ name }) => name));
  // An answer to a probe outlives the choice that called for it, in case the choice comes back.
  const before = step.endsWith('-probe') ? interview.typed[step] : {};
  const typed = {
    ...before,
    ...Object.fromEntries(Object.entries(raw).filter(([name]) => known.has(name))),
  };
  const { problems } = parseStep(step, interview.brief, response, typed);
  const { conflict } = await saveAnswers(
    db,
    interview.link.candidateId,
    { step, typed, complete: problems.length === 0 },
    Opened.parse(raw),
    server.parts.now(),
  );
  const saved = conflict ? interview : ((await loadInterview(db, interview.link)) ?? interview);
  return { typed, problems, conflict, interview: saved };
}

/** Goes on after a complete step and says where to: to the next one, or back to the check page it came from. */
export async function goOn(request: FastifyRequest, step: AnswerStep, interview: Interview): Promise<string> {
  const { db, server } = request;
  const next = stepAfter(stepsOf(interview.brief, responseOf(interview)), step);
  const fromCheck = formValues(request).from === 'check';
  // A change may call for a probe that is not answered yet; then the way back leads over the probe.
  const isAskedBack = next.endsWith('-probe') && hasProblems(interview, next as AnswerStep);
  const target = fromCheck && !isAskedBack ? 'check' : next;
  await moveTo(db, interview.link.candidateId, target, server.parts.now());
  return `${at(interview, target)}${fromCheck && isAskedBack ? '?from=check' : ''}`;
}

const hasProblems = (interview: Interview, step: AnswerStep): boolean =>
  parseStep(step, interview.brief, responseOf(interview), interview.typed[step] ?? {}).problems.length > 0;

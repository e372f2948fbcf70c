import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LONGEST_STEP } from '../../../domain/interview/longest-step.ts';
import { ANSWER_STEPS, type AnswerStep, stepAfter, stepsOf } from '../../../domain/interview/steps.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { at, elsewhere, refuseElsewhere, responseOf } from './frame.ts';
import { formPage, mustLook } from './page.ts';
import { autosaveAnswer, isKept, keepPosted, onwardFrom, type Posted } from './saving.ts';

const Parameters = z.object({ step: z.enum(ANSWER_STEPS) });

const stepOf = (request: FastifyRequest): AnswerStep => {
  const { data } = Parameters.safeParse(request.params);
  if (!data) throw new PageError(404, 'notFound');
  return data.step;
};

/** The steps of the guided interview that have a form. */
export default async function interviewRoutes(app: FastifyInstance): Promise<void> {
  app.get('/interview/:candidateId', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    return reply.redirect(elsewhere(interview, interview.step) ?? at(interview, interview.step), 303);
  });

  app.get('/interview/:candidateId/:step', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview } = request;
    const step = stepOf(request);
    const other = elsewhere(interview, step);
    if (other) return reply.redirect(other, 303);
    const steps = stepsOf(interview.brief, responseOf(interview));
    if (!steps.includes(step)) return reply.redirect(at(interview, stepAfter(steps, step)), 303);
    return formPage(request, reply, step, interview.typed[step] ?? {}, []);
  });

  app.post(
    '/interview/:candidateId/:step',
    { config: { access: 'candidate', typed: LONGEST_STEP } },
    async (request, reply) => {
      const { interview } = request;
      const step = stepOf(request);
      const { intent } = formValues(request);
      // A second press of the button changes nothing, and leads where the first one led.
      if (interview.submittedAt && intent !== 'autosave' && isKept(request, step))
        return reply.redirect(at(interview, 'receipt'), 303);
      if (intent !== 'autosave' || !interview.submittedAt) refuseElsewhere(interview, step);
      const isLater = intent === 'later';
      const posted = await keepPosted(request, step, formValues(request), (kept) => {
        if (intent === 'autosave' || request.switchingLanguage || kept.conflicts.length > 0) return null;
        if (isLater) return { step, address: `${at(interview, step)}?saved` };
        return isDone(request, step, kept) ? onwardFrom(request, step, kept.interview) : null;
      });
      if (intent === 'autosave') return reply.send(autosaveAnswer(request, step, posted));
      if (posted.outcome === 'submitted') throw new PageError(409, 'submittedMeanwhile');
      const { typed, problems, conflicts, interview: saved, onward } = posted;
      interview.versions[step] = saved.versions[step] ?? 0;
      if (conflicts.length > 0) return formPage(request, reply.status(409), step, typed, [], conflicts);
      if (request.switchingLanguage) return formPage(request, reply, step, typed, []);
      if (onward) return reply.redirect(onward.address, 303);
      return formPage(request, reply.status(problems.length > 0 ? 422 : 200), step, typed, problems);
    },
  );
}

/** Whether a step has all that it needs, and what looks odd has been looked at. */
const isDone = (request: FastifyRequest, step: AnswerStep, { problems, typed }: Posted): boolean =>
  problems.length === 0 && !(step === 'numbers' && mustLook(request, typed));

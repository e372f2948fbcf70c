import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LONGEST_STEP } from '../../../domain/interview/longest-step.ts';
import { ANSWER_STEPS, type AnswerStep, stepAfter, stepsOf } from '../../../domain/interview/steps.ts';
import { moveTo } from '../../../store/interviews.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { at, elsewhere, refuseElsewhere, responseOf } from './frame.ts';
import { formPage, mustLook } from './page.ts';
import { autosaveAnswer, goOn, isKept, keepPosted } from './saving.ts';

const Parameters = z.object({ step: z.enum(ANSWER_STEPS) });

const stepOf = (request: FastifyRequest): AnswerStep => {
  const { data } = Parameters.safeParse(request.params);
  if (!data) throw new PageError(404, 'notFound');
  return data.step;
};

/** The steps of the guided interview that have a form. */
export default async function interviewRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

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
      const { interview, db } = request;
      const step = stepOf(request);
      const { intent } = formValues(request);
      // A second press of the button changes nothing, and leads where the first one led.
      if (interview.submittedAt && intent !== 'autosave' && isKept(request, step))
        return reply.redirect(at(interview, 'receipt'), 303);
      if (intent !== 'autosave' || !interview.submittedAt) refuseElsewhere(interview, step);
      const posted = await keepPosted(request, step);
      if (intent === 'autosave') return reply.send(autosaveAnswer(request, step, posted));
      if (posted.outcome === 'submitted') throw new PageError(409, 'submittedMeanwhile');
      const { typed, problems, conflicts, interview: saved } = posted;
      interview.versions[step] = saved.versions[step] ?? 0;
      if (conflicts.length > 0) return formPage(request, reply.status(409), step, typed, [], conflicts);
      if (request.switchingLanguage) return formPage(request, reply, step, typed, []);
      if (intent === 'later') {
        await moveTo(db, interview.link.candidateId, step, now());
        return reply.redirect(`${at(interview, step)}?saved`, 303);
      }
      if (problems.length > 0) return formPage(request, reply.status(422), step, typed, problems);
      if (step === 'numbers' && mustLook(request, typed)) return formPage(request, reply, step, typed, []);
      return reply.redirect(await goOn(request, step, saved), 303);
    },
  );
}

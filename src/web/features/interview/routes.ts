import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ANSWER_STEPS, type AnswerStep, stepAfter, stepsOf } from '../../../domain/interview/steps.ts';
import { formatTime } from '../../../locales/formats.ts';
import { moveTo } from '../../../store/interviews.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { at, elsewhere, responseOf } from './frame.ts';
import { formPage } from './page.ts';
import { goOn, keepPosted } from './saving.ts';

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

  app.post('/interview/:candidateId/:step', { config: { access: 'candidate' } }, async (request, reply) => {
    const { interview, locale, db } = request;
    const step = stepOf(request);
    const other = elsewhere(interview, step);
    if (other) return reply.redirect(other, 303);
    const { intent } = formValues(request);
    const { typed, problems, conflict, interview: saved } = await keepPosted(request, step);
    if (conflict && intent === 'autosave') return reply.status(409).send({ conflict: true });
    if (conflict) return formPage(request, reply.status(409), step, typed, [], conflict);
    interview.versions[step] = saved.versions[step] ?? 0;
    if (intent === 'autosave') {
      const time = formatTime(now().toISOString(), locale, interview.brief.timeZone);
      return reply.send({ version: interview.versions[step], time });
    }
    if (request.switchingLanguage) return formPage(request, reply, step, typed, []);
    if (intent === 'later') {
      await moveTo(db, interview.link.candidateId, step, now());
      return reply.redirect(`${at(interview, step)}?saved`, 303);
    }
    if (problems.length > 0) return formPage(request, reply.status(422), step, typed, problems);
    return reply.redirect(await goOn(request, step, saved), 303);
  });
}

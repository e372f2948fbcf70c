import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MOST_OWN_QUESTIONS, type OwnQuestion } from '../../../domain/brief/brief.ts';
import type { FormValues } from '../../../domain/forms/form.ts';
import { saveOwnQuestions } from '../../../store/vettings.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { FIELDS, page, readQuestion, typedOf } from './page.ts';

const Parameters = z.object({ ownId: z.string() });

const Query = z.object({ edit: z.string().optional().catch(undefined) });

const EMPTY: FormValues = { step: 'understand', kind: 'text', required: 'yes', weight: '10' };

const PATH = '/vettings/:vettingId/own-questions';

/** Questions that an owner adds to the interview. */
export default async function ownQuestionsRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get(PATH, { config: { access: 'owner' } }, async (request, reply) => {
    const { edit } = Query.parse(request.query);
    const question = request.vetting.brief.ownQuestions?.find(({ id }) => id === edit);
    return page(request, reply, question ? typedOf(question) : EMPTY, question?.id ?? null, []);
  });

  app.post(PATH, { config: { access: 'owner', once: true, typed: FIELDS } }, async (request, reply) => {
    const { vetting } = request;
    const raw = formValues(request);
    const known = vetting.brief.ownQuestions ?? [];
    const replaced = known.find(({ id }) => id === raw.edit);
    if (request.switchingLanguage) return page(request, reply, raw, replaced?.id ?? null, []);
    const { question, problems } = readQuestion(raw, replaced?.id ?? `own_${randomBytes(4).toString('hex')}`);
    if (!question) return page(request, reply.status(422), raw, replaced?.id ?? null, problems);
    if (replaced && changedMeanwhile(request, typedOf(replaced)))
      return page(request, reply.status(409), raw, replaced.id, []);
    if (!replaced && known.length >= MOST_OWN_QUESTIONS) throw new PageError(409, 'badRequest');
    const change = (questions: readonly OwnQuestion[]): OwnQuestion[] =>
      replaced
        ? questions.map((each) => (each.id === question.id ? question : each))
        : [...questions, question].slice(0, MOST_OWN_QUESTIONS);
    await request.record('brief_changed', { page: 'ownQuestions' }, (trx) =>
      saveOwnQuestions(trx, vetting, change, now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/own-questions`, 303);
  });

  app.post(`${PATH}/:ownId/removal`, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting } = request;
    const { ownId } = Parameters.parse(request.params);
    const known = vetting.brief.ownQuestions ?? [];
    if (!known.some(({ id }) => id === ownId)) throw new PageError(404, 'notFound');
    await request.record('brief_changed', { page: 'ownQuestions' }, (trx) =>
      saveOwnQuestions(trx, vetting, (questions) => questions.filter(({ id }) => id !== ownId), now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/own-questions`, 303);
  });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, type Problem, parseForm } from '../../domain/form.ts';
import { listInbox, replyTo } from '../../store/questions.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';

const REPLY: Field = { name: 'reply', kind: 'longtext', required: true, max: 2000 };

/** The inbox of questions that no fact answers. */
export function registerQuestions(app: FastifyInstance): void {
  const { db, now, config } = app.parts;

  const inbox = async (request: FastifyRequest, reply: FastifyReply, failed: { id: string; problems: readonly Problem[] } | null): Promise<unknown> => {
    const { t, vetting } = request;
    const questions = (await listInbox(db, vetting)).map((question) => {
      const own = failed?.id === question.id;
      const typed = own ? { [`reply-${question.id}`]: formValues(request).reply ?? '' } : {};
      const problems = own ? failed.problems.map((problem) => ({ ...problem, field: `reply-${question.id}` })) : [];
      const [field] = viewFields(t, [{ ...REPLY, name: `reply-${question.id}` }], typed, problems, () => ({ label: t('questions.reply') }));
      return {
        ...question,
        from: t('questions.from', { name: question.candidateName }),
        mailNote: question.address && config.mail ? t('questions.mailed', { address: question.address }) : null,
        mailto: question.address && !config.mail ? `mailto:${encodeURIComponent(question.address)}` : null,
        to: t(`questions.repliedTo.${question.toAll ? 'all' : 'one'}`),
        field: field ? { ...field, name: 'reply' } : null,
      };
    });
    const errors = errorSummary(questions.flatMap((question) => (question.field ? [question.field] : [])));
    return reply.page('questions/inbox', {
      title: t('questions.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      questions,
      errors,
      hasErrors: errors.length > 0,
    });
  };

  app.get('/vettings/:vettingId/questions', { config: { access: 'owner' } }, (request, reply) => inbox(request, reply, null));

  app.post('/vettings/:vettingId/questions/:questionId/reply', { config: { access: 'owner' } }, async (request, reply) => {
    const { questionId } = z.object({ questionId: z.string() }).parse(request.params);
    const raw = formValues(request);
    const { values, problems } = parseForm([REPLY], raw);
    if (problems.length > 0) return inbox(request, reply.status(422), { id: questionId, problems });
    const given = { reply: String(values.reply), toAll: raw.toAll === 'yes', mails: config.mail !== null };
    const done = await request.record('question_answered', { kind: given.toAll ? 'toAll' : 'toOne' }, (trx) =>
      replyTo(trx, request.vetting, questionId, given, now()),
    );
    if (!done) throw new PageError(404, 'notFound');
    return reply.redirect(`/vettings/${request.vetting.id}/questions`, 303);
  });
}

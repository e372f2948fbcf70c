import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withAddedFact } from '../../../domain/brief/brief.ts';
import { FACT_TOPICS } from '../../../domain/brief/topics.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { closeQuestion, listInbox, replyTo } from '../../../store/questions.ts';
import { saveBriefPage } from '../../../store/vettings.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { inbox, REPLY } from './page.ts';

const Parameters = z.object({ questionId: z.string() });

const KeepTopic = z.enum(FACT_TOPICS).catch('constraints');

/** The inbox of questions that no fact answers. */
export default async function questionsRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/vettings/:vettingId/questions', { config: { access: 'owner' } }, (request, reply) =>
    inbox(request, reply, null),
  );

  app.post(
    '/vettings/:vettingId/questions/:questionId/reply',
    { config: { access: 'owner', spends: 'mails', typed: [REPLY] } },
    async (request, reply) => {
      const { questionId } = Parameters.parse(request.params);
      const raw = formValues(request);
      const { values, problems } = parseForm([REPLY], raw);
      const topic = KeepTopic.parse(raw.keepTopic);
      const text = String(values.reply ?? '');
      const brief =
        raw.keep === 'yes' ? withAddedFact(request.vetting.brief, topic, text) : request.vetting.brief;
      if (!brief)
        problems.push({
          field: 'reply',
          code: 'fact_too_long',
          parameters: { topic: request.t(`brief.pages.${topic}`) },
        });
      if (problems.length > 0 || !brief)
        return inbox(request, reply.status(422), { id: questionId, problems });
      const corrects = raw.corrects === 'yes';
      const given = {
        reply: text,
        toAll: raw.toAll === 'yes',
        mails: config.mail !== null,
        corrects,
        ...(raw.before === undefined ? {} : { before: raw.before }),
      };
      let outcome: Awaited<ReturnType<typeof replyTo>> = 'unknown';
      await request.record(
        corrects ? 'reply_corrected' : 'question_answered',
        { kind: given.toAll ? 'toAll' : 'toOne' },
        async (trx) => {
          outcome = await replyTo(trx, request.vetting, questionId, given, now());
          if (outcome === 'kept' && raw.keep === 'yes')
            await request.record(
              'brief_changed',
              { page: topic },
              (inner) =>
                saveBriefPage(
                  inner,
                  request.vetting,
                  topic,
                  (stored) => withAddedFact(stored, topic, text) ?? stored,
                  now(),
                ),
              trx,
            );
          return outcome === 'kept';
        },
      );
      if (outcome === 'unknown') throw new PageError(404, 'notFound');
      if (outcome === 'replied') throw new PageError(409, 'alreadyReplied');
      return reply.redirect(`/vettings/${request.vetting.id}/questions?done=sent`, 303);
    },
  );

  app.post(
    '/vettings/:vettingId/questions/:questionId/closure',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { questionId } = Parameters.parse(request.params);
      const isThere = (await listInbox(db, request.vetting)).some(({ id }) => id === questionId);
      if (!isThere) throw new PageError(404, 'notFound');
      await request.record('question_closed', {}, (trx) =>
        closeQuestion(trx, request.vetting, questionId, now()),
      );
      return reply.redirect(`/vettings/${request.vetting.id}/questions?done=closedNotice`, 303);
    },
  );
}

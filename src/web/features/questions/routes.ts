import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { withAddedFact } from '../../domain/brief/brief.ts';
import { FACT_TOPICS } from '../../domain/brief/topics.ts';
import { type Field, type Problem, parseForm } from '../../domain/forms/form.ts';
import { countAskedTopics, listInbox, replyTo } from '../../store/questions.ts';
import { saveBriefPage } from '../../store/vettings.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';

const KeepTopic = z.enum(FACT_TOPICS).catch('constraints');
const REPLY: Field = { name: 'reply', kind: 'longtext', required: true, max: 2000 };

/** The inbox of questions that no fact answers. */
export function registerQuestions(app: FastifyInstance): void {
  const { db, now, config } = app.parts;

  const inbox = async (
    request: FastifyRequest,
    reply: FastifyReply,
    failed: { id: string; problems: readonly Problem[] } | null,
  ): Promise<unknown> => {
    const { t, vetting } = request;
    const topics = await countAskedTopics(db, vetting);
    const raw = formValues(request);
    const questions = (await listInbox(db, vetting)).map((question) => {
      const asking = topics.find(({ topic }) => topic === question.topic)?.candidates ?? 0;
      const own = failed?.id === question.id;
      const typed = own ? { [`reply-${question.id}`]: raw.reply ?? '' } : {};
      const problems = own
        ? failed.problems.map((problem) => ({ ...problem, field: `reply-${question.id}` }))
        : [];
      const [field] = viewFields(t, [{ ...REPLY, name: `reply-${question.id}` }], typed, problems, () => ({
        label: t('questions.reply'),
      }));
      return {
        ...question,
        from: t('questions.from', { name: question.candidateName }),
        mailNote:
          question.address && config.mail ? t('questions.mailed', { address: question.address }) : null,
        mailto: question.address && !config.mail ? `mailto:${encodeURIComponent(question.address)}` : null,
        to: t(`questions.repliedTo.${question.toAll ? 'all' : 'one'}`),
        field: field ? { ...field, name: 'reply' } : null,
        sameTopic: question.topic !== 'other' && asking > 1 ? t('questions.sameTopic', { n: asking }) : null,
        isToAll: own && raw.toAll === 'yes',
        isKept: own && raw.keep === 'yes',
        parts: FACT_TOPICS.map((topic) => ({
          value: topic,
          label: t(`brief.pages.${topic}`),
          selected: topic === (own ? raw.keepTopic : question.topic),
        })),
      };
    });
    const errors = errorSummary(questions.flatMap((question) => (question.field ? [question.field] : [])));
    return reply.page('questions/inbox', {
      title: t('questions.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      questions,
      topics: topics
        .filter(({ topic }) => topic !== 'other')
        .map(({ topic, candidates }) => ({ label: t(`topics.${topic}`), candidates })),
      errors,
      hasErrors: errors.length > 0,
    });
  };

  app.get('/vettings/:vettingId/questions', { config: { access: 'owner' } }, (request, reply) =>
    inbox(request, reply, null),
  );

  app.post(
    '/vettings/:vettingId/questions/:questionId/reply',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { questionId } = z.object({ questionId: z.string() }).parse(request.params);
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
      const given = { reply: text, toAll: raw.toAll === 'yes', mails: config.mail !== null };
      const done = await request.record(
        'question_answered',
        { kind: given.toAll ? 'toAll' : 'toOne' },
        async (trx) => {
          const replied = await replyTo(trx, request.vetting, questionId, given, now());
          if (replied && raw.keep === 'yes')
            await request.record(
              'brief_changed',
              { page: topic },
              (inner) => saveBriefPage(inner, request.vetting, topic, brief, now()),
              trx,
            );
          return replied;
        },
      );
      if (!done) throw new PageError(404, 'notFound');
      return reply.redirect(`/vettings/${request.vetting.id}/questions`, 303);
    },
  );
}

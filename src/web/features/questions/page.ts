import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FACT_TOPICS } from '../../../domain/brief/topics.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { Problem } from '../../../domain/forms/form.ts';
import { fingerprint } from '../../../domain/language/fingerprint.ts';
import { countAskedTopics, type InboxQuestion, listInbox } from '../../../store/questions.ts';
import { countUnread } from '../../../store/read-marks.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';

const NamesQuery = z.object({ names: z.string().catch('') });
const NoticeQuery = z.object({ done: z.enum(['sent', 'closedNotice']).nullable().catch(null) });

export const REPLY: Field = { name: 'reply', kind: 'longtext', required: true, max: 2000 };

export async function inbox(
  request: FastifyRequest,
  reply: FastifyReply,
  failed: { id: string; problems: readonly Problem[] } | null,
): Promise<unknown> {
  const { db } = request.server.parts;
  const { t, vetting } = request;
  const topics = await countAskedTopics(db, vetting);
  const raw = formValues(request);
  const hidesNames = await isUnnamed(request);
  const { done: notice } = NoticeQuery.parse(request.query);
  const listed = await listInbox(db, vetting);
  const refused = failed && listed.find(({ id }) => id === failed.id);
  // A reply that is wrong and comes too late has no form to stand in: the error page shows it.
  if (failed && (!refused || (refused.reply !== null && raw.corrects !== 'yes')))
    throw new PageError(refused ? 409 : 404, refused ? 'alreadyReplied' : 'notFound');
  const firstOpen = listed.find(({ isOpen }) => isOpen);
  const questions = listed.map((question) => {
    const asking = topics.find(({ topic }) => topic === question.topic)?.candidates ?? 0;
    const own = failed?.id === question.id;
    const typed = { [`reply-${question.id}`]: own ? (raw.reply ?? '') : (question.reply ?? '') };
    const problems = own
      ? failed.problems.map((problem) => ({ ...problem, field: `reply-${question.id}` }))
      : [];
    const [field] = viewFields(t, [{ ...REPLY, name: `reply-${question.id}` }], typed, problems, () => ({
      label: t('questions.reply'),
      about: question.text,
    }));
    return {
      ...question,
      ...senderOf(request, question, hidesNames),
      to: t(`questions.repliedTo.${question.toAll ? 'all' : 'one'}`),
      field: field ? { ...field, name: 'reply' } : null,
      sameTopic:
        question.topic !== 'other' && asking > 1
          ? t('questions.sameTopic', { n: asking, topic: t(`topics.${question.topic}`) })
          : null,
      isToAll: own ? raw.toAll === 'yes' : question.toAll,
      before: fingerprint(question.reply ?? ''),
      isRefused: own,
      isUnfolded: own || (failed === null && question.id === firstOpen?.id),
      isKept: own && raw.keep === 'yes',
      parts: FACT_TOPICS.map((topic) => ({
        value: topic,
        label: t(`brief.pages.${topic}`),
        selected: topic === (own ? raw.keepTopic : factTopicOf(question.topic)),
      })),
    };
  });
  const errors = errorSummary(questions.flatMap((question) => (question.field ? [question.field] : [])));
  return reply.page('questions/inbox', {
    address: `/vettings/${vetting.id}/questions`,
    title: t('questions.title'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    hidesNames,
    notice: notice && t(`questions.${notice}`),
    questions,
    topics: topics
      .filter(({ topic }) => topic !== 'other')
      .map(({ topic, candidates }) => ({ label: t(`topics.${topic}`), candidates })),
    errors,
    hasErrors: errors.length > 0,
  });
}

/** Whether who asked is not shown: while the owner has responses to read blind, and did not ask to see it. */
async function isUnnamed({ server, vetting, query }: FastifyRequest): Promise<boolean> {
  if (!vetting.readsBlind || vetting.isSample || NamesQuery.parse(query).names === 'shown') return false;
  const { submitted, unread } = await countUnread(server.parts.db, vetting);
  return submitted === 0 || unread > 0;
}

/** Who asked and how the reply reaches them, or that somebody did. */
function senderOf(
  { t, server }: FastifyRequest,
  { candidateName, address }: InboxQuestion,
  isHidden: boolean,
): { from: string; mailNote: string | null; mailto: string | null } {
  const { mail } = server.parts.config;
  if (isHidden)
    return {
      from: t('questions.fromNobody'),
      mailNote: address && mail ? t('questions.mailedUnnamed') : null,
      mailto: null,
    };
  return {
    from: t('questions.from', { name: candidateName }),
    mailNote: address && mail ? t('questions.mailed', { address }) : null,
    mailto: address && !mail ? `mailto:${encodeURIComponent(address)}` : null,
  };
}

/** Where in the brief a reply belongs that belongs to no topic of its own: among limits and rules. */
const factTopicOf = (topic: string): string =>
  (FACT_TOPICS as readonly string[]).includes(topic) ? topic : 'constraints';

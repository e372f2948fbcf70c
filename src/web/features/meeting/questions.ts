import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { translator } from '../../../locales/translator.ts';
import { askInMeeting, type QuestionKind } from '../../../reporting/meeting.ts';
import { findSubmission } from '../../../store/submissions.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';

export const QUESTIONS: Field = { name: 'questions', kind: 'longtext', required: true, max: 4000 };

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** A question of the meeting; one that the owner wrote has no kind of ours. */
export type Asked = { text: string; kind: QuestionKind | null };

/** The suggested questions, and those that are asked: the owner's where they were edited. */
export async function questionsFor({
  vetting,
  candidate,
  locale,
  server,
}: FastifyRequest): Promise<{ suggested: Asked[]; asked: Asked[] }> {
  const submission = await findSubmission(server.parts.db, vetting, candidate.id);
  if (!submission) throw new PageError(404, 'notFound');
  const { score, brief, response } = submission;
  const suggested = askInMeeting(score, brief, response, locale, translator(locale));
  const kinds = new Map(suggested.map(({ text, kind }) => [text, kind]));
  const edited = candidate.meetingQuestions?.map((text) => ({ text, kind: kinds.get(text) ?? null }));
  return { suggested, asked: edited ?? suggested };
}

/** The page on which the owner puts the questions into words of its own. */
export async function questionsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  questions: readonly string[],
  typed: FormValues | null = null,
  problems: readonly Problem[] = [],
  saved = false,
): Promise<unknown> {
  const { t, vetting, candidate } = request;
  const stored = { questions: questions.join('\n') };
  const fields = viewFields(t, [QUESTIONS], typed ?? stored, problems, () => ({
    label: t('meeting.label'),
    hint: t('meeting.hint'),
  }));
  return reply.page('meeting/questions', {
    title: t('meeting.questionsTitle', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    fields,
    ...shownAgainst(request, stored, fields),
    saved,
    isEdited: candidate.meetingQuestions !== null,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

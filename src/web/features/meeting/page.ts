import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { reportOn } from '../../../reporting/report.ts';
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

export async function suggested({ vetting, candidate, locale, server }: FastifyRequest): Promise<string[]> {
  const { db } = server.parts;
  const submission = await findSubmission(db, vetting, candidate.id);
  if (!submission) throw new PageError(404, 'notFound');
  return reportOn(submission.score, submission.brief, submission.response, locale).askInMeeting;
}

export async function meetingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  questions: readonly string[],
  typed: FormValues | null = null,
  problems: readonly Problem[] = [],
  saved = false,
): Promise<unknown> {
  const { t, vetting, candidate } = request;
  const fields = viewFields(t, [QUESTIONS], typed ?? { questions: questions.join('\n') }, problems, () => ({
    label: t('meeting.label'),
    hint: t('meeting.hint'),
  }));
  return reply.page('report/meeting', {
    title: t('meeting.title', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    questions,
    fields,
    ...shownAgainst(request, { questions: questions.join('\n') }, fields),
    saved,
    isEdited: candidate.meetingQuestions !== null,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

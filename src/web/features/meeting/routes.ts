import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Field, type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { reportOn } from '../../reporting/report.ts';
import { saveMeetingQuestions, saveNote } from '../../store/notes.ts';
import { findSubmission } from '../../store/submissions.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { aboutCandidate } from '../plugins/history.ts';

const QUESTIONS: Field = { name: 'questions', kind: 'longtext', required: true, max: 4000 };
export const NOTE: Field = { name: 'note', kind: 'longtext', max: 2000 };
const MOST_QUESTIONS = 12;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the owner prepares for a meeting: the questions to ask, and notes. */
export function registerMeeting(app: FastifyInstance): void {
  const { db } = app.parts;

  const suggested = async ({ vetting, candidate, locale }: FastifyRequest): Promise<string[]> => {
    const submission = await findSubmission(db, vetting, candidate.id);
    if (!submission) throw new PageError(404, 'notFound');
    return reportOn(submission.score, submission.brief, submission.response, locale).askInMeeting;
  };

  const meetingPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    questions: readonly string[],
    typed: FormValues | null = null,
    problems: readonly Problem[] = [],
    saved = false,
  ): Promise<unknown> => {
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
      saved,
      isEdited: candidate.meetingQuestions !== null,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  const path = '/vettings/:vettingId/candidates/:candidateId/meeting';

  app.get(path, { config: { access: 'owner' } }, async (request, reply) => {
    const computed = await suggested(request);
    return meetingPage(request, reply, request.candidate.meetingQuestions ?? computed);
  });

  app.post(path, { config: { access: 'owner' } }, async (request, reply) => {
    const { candidate } = request;
    const raw = formValues(request);
    const computed = await suggested(request);
    const kept = candidate.meetingQuestions ?? computed;
    if (request.switchingLanguage) return meetingPage(request, reply, kept, raw);
    const { values, problems } = parseForm([QUESTIONS], raw);
    const questions = linesOf(String(values.questions ?? ''));
    if (questions.length > MOST_QUESTIONS)
      problems.push({ field: 'questions', code: 'too_many_questions', parameters: { n: questions.length } });
    if (problems.length > 0) return meetingPage(request, reply.status(422), kept, raw, problems);
    await request.record('meeting_prepared', aboutCandidate(candidate), (trx) =>
      saveMeetingQuestions(trx, candidate.id, questions),
    );
    request.candidate.meetingQuestions = questions;
    return meetingPage(request, reply, questions, null, [], true);
  });

  app.post(`${path}/reset`, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate } = request;
    await request.record('meeting_prepared', aboutCandidate(candidate), (trx) =>
      saveMeetingQuestions(trx, candidate.id, null),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/meeting`, 303);
  });

  app.post(
    '/vettings/:vettingId/candidates/:candidateId/note',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { vetting, candidate } = request;
      const { values, problems } = parseForm([NOTE], formValues(request));
      if (problems.length > 0) throw new PageError(422, 'noteTooLong');
      await request.record('note_saved', aboutCandidate(candidate), (trx) =>
        saveNote(trx, candidate.id, String(values.note ?? '')),
      );
      return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report?noted#note`, 303);
    },
  );
}

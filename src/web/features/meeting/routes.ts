import type { FastifyInstance } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { saveMeetingQuestions, saveNote } from '../../../store/notes.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { linesOf, meetingPage, QUESTIONS, suggested } from './page.ts';

export const NOTE: Field = { name: 'note', kind: 'longtext', max: 2000 };

const MOST_QUESTIONS = 12;

/** What the owner prepares for a meeting: the questions to ask, and notes. */
export default async function meetingRoutes(app: FastifyInstance): Promise<void> {
  const path = '/vettings/:vettingId/candidates/:candidateId/meeting';

  app.get(path, { config: { access: 'owner', levels: 'candidate' } }, async (request, reply) => {
    const computed = await suggested(request);
    return meetingPage(request, reply, request.candidate.meetingQuestions ?? computed);
  });

  app.post(path, { config: { access: 'owner', typed: [QUESTIONS] } }, async (request, reply) => {
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
    if (changedMeanwhile(request, { questions: kept.join('\n') }))
      return meetingPage(request, reply.status(409), kept, raw);
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
    { config: { access: 'owner', typed: [NOTE] } },
    async (request, reply) => {
      const { vetting, candidate } = request;
      const { values, problems } = parseForm([NOTE], formValues(request));
      if (problems.length > 0) throw new PageError(422, 'noteTooLong');
      if (changedMeanwhile(request, { note: candidate.note }))
        throw new PageError(409, 'noteChanged', { note: candidate.note });
      await request.record('note_saved', aboutCandidate(candidate), (trx) =>
        saveNote(trx, candidate.id, String(values.note ?? '')),
      );
      return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report?noted#note`, 303);
    },
  );
}

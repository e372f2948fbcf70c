import type { FastifyInstance } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { localDay } from '../../../domain/language/days.ts';
import { keepJudgements } from '../../../store/judgements.ts';
import { saveMeeting } from '../../../store/meetings.ts';
import { saveMeetingQuestions, saveNote } from '../../../store/notes.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { judgeOf } from '../../plugins/access.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { meetingsPage } from './list.ts';
import { linesOf, QUESTIONS, questionsFor, questionsPage } from './questions.ts';
import { MOST_TYPED, sheetOf, sheetPage } from './sheet.ts';

export const NOTE: Field = { name: 'note', kind: 'longtext', max: 2000 };

const MOST_QUESTIONS = 12;

/** Meeting a candidate: the questions to ask, the sheet to fill in, and notes. */
export default async function meetingRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;
  const path = '/vettings/:vettingId/candidates/:candidateId/meeting';
  const sheet = { access: 'evaluator', levels: 'candidate' } as const;

  app.get('/vettings/:vettingId/meetings', { config: { access: 'owner' } }, meetingsPage);

  app.get(path, { config: sheet }, async (request, reply) =>
    sheetPage(request, reply, await sheetOf(request)),
  );

  app.post(path, { config: { ...sheet, typed: MOST_TYPED } }, async (request, reply) => {
    const { candidate } = request;
    const raw = formValues(request);
    const before = await sheetOf(request, raw);
    if (request.switchingLanguage) return sheetPage(request, reply, before, raw);
    const { values, problems } = parseForm(before.fields, raw);
    if (String(values.metOn ?? '') > localDay(now(), request.vetting.brief.timeZone))
      problems.push({ field: 'metOn', code: 'day_ahead', parameters: {} });
    if (problems.length > 0) return sheetPage(request, reply.status(422), before, raw, problems);
    if (changedMeanwhile(request, before.stored)) return sheetPage(request, reply.status(409), before, raw);
    const notes = before.questions.flatMap(({ text: question }, index) => {
      // What the page did not show stays as it is.
      const isShown = raw[`note_${index}`] !== undefined;
      const note = String((isShown ? values : before.stored)[`note_${index}`] ?? '');
      return note === '' ? [] : [{ question, note }];
    });
    const given = before.subjects.flatMap((subject) => {
      const level = values[`level_${subject}`];
      const reason = String(values[`reason_${subject}`] ?? '');
      // What was never given is nothing that could be taken back.
      if (level === undefined && before.stored[`level_${subject}`] === '') return [];
      return [{ subject, level: level === undefined ? null : Number(level), reason }];
    });
    const metOn = values.metOn === undefined ? null : String(values.metOn);
    const isEmpty = metOn === null && notes.length === 0 && given.length === 0;
    if (isEmpty && before.isNew) return sheetPage(request, reply, before);
    await request.record('met', aboutCandidate(candidate), async (trx) => {
      const judge = judgeOf(request);
      await saveMeeting(trx, candidate.id, judge.id, { metOn, notes }, now());
      await keepJudgements(trx, candidate.id, judge, 'meeting', given, now());
    });
    return sheetPage(request, reply, await sheetOf(request), null, [], true);
  });

  app.get(
    `${path}/questions`,
    { config: { access: 'owner', levels: 'candidate' } },
    async (request, reply) => {
      const { asked } = await questionsFor(request);
      return questionsPage(
        request,
        reply,
        asked.map(({ text }) => text),
      );
    },
  );

  app.post(
    `${path}/questions`,
    { config: { access: 'owner', typed: [QUESTIONS] } },
    async (request, reply) => {
      const { candidate } = request;
      const raw = formValues(request);
      const kept = (await questionsFor(request)).asked.map(({ text }) => text);
      if (request.switchingLanguage) return questionsPage(request, reply, kept, raw);
      const { values, problems } = parseForm([QUESTIONS], raw);
      const questions = linesOf(String(values.questions ?? ''));
      if (questions.length > MOST_QUESTIONS)
        problems.push({
          field: 'questions',
          code: 'too_many_questions',
          parameters: { n: questions.length },
        });
      if (problems.length > 0) return questionsPage(request, reply.status(422), kept, raw, problems);
      if (changedMeanwhile(request, { questions: kept.join('\n') }))
        return questionsPage(request, reply.status(409), kept, raw);
      await request.record('meeting_prepared', aboutCandidate(candidate), (trx) =>
        saveMeetingQuestions(trx, candidate.id, questions),
      );
      request.candidate.meetingQuestions = questions;
      return questionsPage(request, reply, questions, null, [], true);
    },
  );

  app.post(`${path}/questions/reset`, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate } = request;
    await request.record('meeting_prepared', aboutCandidate(candidate), (trx) =>
      saveMeetingQuestions(trx, candidate.id, null),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/meeting/questions`, 303);
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

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { type Candidate, listCandidates } from '../../../store/candidates.ts';
import type { Database } from '../../../store/database.ts';
import { setDeadline, setOwnDeadline } from '../../../store/deadlines.ts';
import { queueMail } from '../../../store/outbox.ts';
import { deadlineProblems } from '../../briefs/deadline.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { deadlinePage, fieldsFor, storedDay } from './page.ts';

const FOR_ALL = '/vettings/:vettingId/deadline';
const FOR_ONE = '/vettings/:vettingId/candidates/:candidateId/deadline';

/** Until when candidates may answer: one day for all, and knowingly a later one for one of them. */
export default async function deadlineRoutes(app: FastifyInstance): Promise<void> {
  const { now, config } = app.parts;

  app.get(FOR_ALL, { config: { access: 'owner' } }, (request, reply) => deadlinePage(request, reply, null));

  app.post(FOR_ALL, { config: { access: 'owner', spends: 'mails' } }, async (request, reply) => {
    const { vetting } = request;
    const day = readDay(request, null);
    if (typeof day !== 'string') return day(reply);
    const before = vetting.brief.answersBy;
    const tells =
      formValues(request).tell === 'yes' && config.mail !== null && before !== undefined && day > before;
    await request.record('deadline_set', { day }, async (trx) => {
      await setDeadline(trx, vetting, day, now());
      if (tells) await tellAll(trx, request, day);
    });
    return reply.redirect(`/vettings/${vetting.id}/candidates`, 303);
  });

  app.get(FOR_ONE, { config: { access: 'owner' } }, (request, reply) =>
    deadlinePage(request, reply, request.candidate),
  );

  app.post(FOR_ONE, { config: { access: 'owner', spends: 'mails' } }, async (request, reply) => {
    const { vetting, candidate } = request;
    const day = readDay(request, candidate);
    if (typeof day !== 'string') return day(reply);
    await request.record(
      'own_deadline_set',
      { ...aboutCandidate(candidate), ...(day === '' ? {} : { day }) },
      (trx) => setOwnDeadline(trx, vetting, candidate.id, day === '' ? null : day, now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}`, 303);
  });

  /** The day that was given, empty for none; or the page that says what is wrong with it. */
  function readDay(
    request: FastifyRequest,
    candidate: Candidate | null,
  ): string | ((reply: FastifyReply) => unknown) {
    const raw = formValues(request);
    if (request.switchingLanguage) return (reply) => deadlinePage(request, reply, candidate, raw);
    const { values, problems } = parseForm(fieldsFor(candidate), raw);
    const day = values.answersBy === undefined ? '' : String(values.answersBy);
    problems.push(...deadlineProblems(values.answersBy, request.vetting, now()));
    const { answersBy = '' } = request.vetting.brief;
    if (candidate && day !== '' && day <= answersBy)
      problems.push({ field: 'answersBy', code: 'deadline_not_later', parameters: {} });
    if (problems.length > 0)
      return (reply) => deadlinePage(request, reply.status(422), candidate, raw, problems);
    return changedMeanwhile(request, storedDay(request, candidate))
      ? (reply) => deadlinePage(request, reply.status(409), candidate, raw)
      : day;
  }

  async function tellAll(trx: Database, { vetting }: FastifyRequest, day: string): Promise<void> {
    for (const { id, email, progress } of await listCandidates(trx, vetting))
      if (email && progress !== 'declined' && progress !== 'deleted')
        await queueMail(trx, vetting, id, email, { kind: 'extended', until: day }, now());
  }
}

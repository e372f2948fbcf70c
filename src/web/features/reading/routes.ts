import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field } from '../../../domain/forms/field.ts';
import { type FormValues, type Problem, parseForm } from '../../../domain/forms/form.ts';
import { formatTime } from '../../../locales/formats.ts';
import type { Database } from '../../../store/database.ts';
import { keepJudgements } from '../../../store/judgements.ts';
import { countReaders, listUnseen, markLevelsSeen } from '../../../store/levels-seen.ts';
import { markRead } from '../../../store/read-marks.ts';
import { changedMeanwhile, shownAgainst } from '../../forms/meanwhile.ts';
import { lastOf, type Read, type Reader, readerOf } from '../../levels/reader.ts';
import { levelGiven } from '../../levels/subject.ts';
import { tell } from '../../notices/tell.ts';
import { judgeOf } from '../../plugins/access.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { differencesPage } from './differences.ts';
import { indexPage } from './index-page.ts';
import { levelsPage } from './levels.ts';
import { CANNOT, fieldsOf, storedValues, subjectPage } from './page.ts';

const Parameters = z.object({ subject: z.string() });
const BASE = '/vettings/:vettingId/reading';
/** What one page can hold: the notes of as many candidates as there can be. */
const MOST_CANDIDATES = 300;
const TYPED: Field[] = Array.from({ length: MOST_CANDIDATES }, (_, index) => fieldsOf(index + 1)[1]);

/** Reading: one subject after the other, all candidates under each other, before any level is shown. */
export default async function readingRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get(BASE, { config: { access: 'evaluator' } }, async (request, reply) =>
    indexPage(request, reply, await readerOf(request)),
  );

  app.get(`${BASE}/levels`, { config: { access: 'member', levels: 'all' } }, levelsPage);

  app.get(`${BASE}/differences`, { config: { access: 'evaluator', levels: 'all' } }, async (request, reply) =>
    differencesPage(request, reply, await readerOf(request)),
  );

  app.get(`${BASE}/:subject`, { config: { access: 'evaluator' } }, async (request, reply) => {
    const { reader, subject } = await read(request);
    return subjectPage(request, reply, reader, subject);
  });

  app.post(`${BASE}/:subject`, { config: { access: 'evaluator', typed: TYPED } }, async (request, reply) => {
    const { reader, subject } = await read(request);
    const raw = formValues(request);
    if (request.switchingLanguage) return subjectPage(request, reply, reader, subject, raw);
    const isAutosave = raw.intent === 'autosave';
    if (changedMeanwhile(request, storedValues(reader, subject)))
      return isAutosave
        ? reply.send({ outcome: 'conflict' })
        : subjectPage(request, reply.status(409), reader, subject, raw);
    const { given, problems } = givenBy(raw, reader, subject);
    await keep(request, given, subject);
    const saved = await readerOf(request);
    if (isAutosave) return savedInBackground(request, reply, storedValues(saved, subject), problems);
    if (problems.length > 0) return subjectPage(request, reply.status(422), saved, subject, raw, problems);
    return reply.redirect(nextAddress(request, saved, subject), 303);
  });

  // From here on the levels are open to whoever has read, and what was given counts.
  app.post(`${BASE}/end`, { config: { access: 'evaluator' } }, async (request, reply) => {
    const { vetting, role } = request;
    const judge = judgeOf(request);
    const reader = await readerOf(request);
    if (reader.candidates.length === 0) throw new PageError(409, 'nothingToRead');
    await request.record('reading_ended', { title: `${reader.done}/${reader.total}` }, async (trx) => {
      const unseen = await listUnseen(trx, vetting.id, judge.id);
      await markLevelsSeen(trx, unseen, judge.id, now());
      const isNews = unseen.length > 0 || !reader.hasEnded;
      if (role === 'owner') await markAllRead(trx, reader.candidates);
      if (role === 'evaluator' && unseen.length > 0) await tellOfReading(request, trx);
      return isNews;
    });
    return reply.redirect(`/vettings/${vetting.id}/reading/differences`, 303);
  });

  async function markAllRead(trx: Database, candidates: readonly Read[]): Promise<void> {
    for (const { submission } of candidates) await markRead(trx, submission.candidateId, now());
  }

  /** Keeps what was given; where levels count already, the history says whose were changed. */
  async function keep(request: FastifyRequest, given: readonly Given[], subject: string): Promise<void> {
    const judge = judgeOf(request);
    const unseen = await listUnseen(db, request.vetting.id, judge.id);
    for (const { read, level, reason } of given) {
      const { candidateId, brief } = read.submission;
      const change = (trx: Database) =>
        keepJudgements(trx, candidateId, judge, 'reading', [{ subject, level, reason }], now());
      if (unseen.includes(candidateId)) await change(db);
      else {
        const about = aboutCandidate({ id: candidateId, name: read.realName });
        const { act, details } = levelGiven(subject, brief, request.t);
        await request.record(act, { ...about, ...details }, change);
      }
    }
  }
}

/** Tells the owner once everybody who evaluates has read every response. */
async function tellOfReading(request: FastifyRequest, trx: Database): Promise<void> {
  const { finished, all } = await countReaders(trx, request.vetting);
  if (finished === all) await tell(request, trx, request.vetting, null, { event: 'reading_ended', n: all });
}

type Given = { read: Read; level: number | null; reason: string };

async function read(request: FastifyRequest): Promise<{ reader: Reader; subject: string }> {
  const { subject } = Parameters.parse(request.params);
  const reader = await readerOf(request);
  if (!reader.subjects.includes(subject)) throw new PageError(404, 'notFound');
  return { reader, subject };
}

/** What can be kept of a posted form, candidate by candidate, and what is wrong with the rest. */
function givenBy(raw: FormValues, reader: Reader, subject: string): { given: Given[]; problems: Problem[] } {
  const given: Given[] = [];
  const problems: Problem[] = [];
  for (const each of reader.candidates) {
    const last = lastOf(reader.own, each.submission.candidateId, subject);
    const [level, note] = fieldsOf(each.number, last?.level == null ? null : String(last.level));
    const parsed = parseForm([level, note], raw);
    const chosen = parsed.values[level.name];
    const reason = String(parsed.values[note.name] ?? '');
    problems.push(...parsed.problems);
    if (parsed.problems.length > 0) continue;
    if (chosen !== undefined) {
      const level = chosen === CANNOT ? null : Number(chosen);
      if (last?.level !== level || last.reason !== reason) given.push({ read: each, level, reason });
    } else if (reason !== '')
      problems.push({ field: level.name, code: 'note_without_level', parameters: {} });
  }
  return { given, problems };
}

function savedInBackground(
  request: FastifyRequest,
  reply: FastifyReply,
  stored: FormValues,
  problems: readonly Problem[],
): unknown {
  const { t, locale, vetting, server } = request;
  const { base } = shownAgainst(request, stored, []);
  if (problems.length > 0) return reply.send({ outcome: 'partly', text: t('reading.partly'), base });
  const time = formatTime(server.parts.now().toISOString(), locale, vetting.brief.timeZone);
  return reply.send({ outcome: 'saved', version: '', base, time, read: {}, news: {} });
}

/** The next subject with something to judge, or the list of them where nothing is left. */
function nextAddress({ vetting }: FastifyRequest, { subjects, progress }: Reader, current: string): string {
  const from = subjects.indexOf(current);
  const order = [...subjects.slice(from + 1), ...subjects.slice(0, from)];
  const next = order.find((subject) => {
    const { done, total } = progress.get(subject) ?? { done: 0, total: 0 };
    return done < total;
  });
  return next ? `/vettings/${vetting.id}/reading/${next}` : `/vettings/${vetting.id}/reading`;
}

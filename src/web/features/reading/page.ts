import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Brief } from '../../../domain/brief/brief.ts';
import { problemsOf } from '../../../domain/economics/economics.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { isReadFrom } from '../../../domain/people/subjects.ts';
import { factSheet } from '../../../reporting/facts.ts';
import { listQuestions } from '../../../store/conversation.ts';
import { answerRows, numberText } from '../../answers/rows.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { lastOf, type Read, type Reader } from '../../levels/reader.ts';
import { levelWords, subjectName, wholeLevelWords } from '../../levels/subject.ts';

const LEVELS = ['0', '1', '2', '3', '4'];
/** Chosen where a person leaves a subject to the rules. */
export const CANNOT = 'cannot';

/** The level of one candidate, and a note on it; `kept` is a level in halves that was given elsewhere. */
export const fieldsOf = (number: number, kept: string | null = null): [Field, Field] => [
  {
    name: `level_${number}`,
    kind: 'choice',
    options: [...LEVELS, ...(kept === null || LEVELS.includes(kept) ? [] : [kept]), CANNOT],
  },
  { name: `note_${number}`, kind: 'longtext', max: 1000 },
];

/** What a person gave a subject, as its form shows it. */
export function storedValues({ candidates, own }: Reader, subject: string): FormValues {
  const values: FormValues = {};
  for (const { number, submission } of candidates) {
    // A level is for the answers that were read: others that were submitted meanwhile are told of first.
    values[submittedName(number)] = submission.submittedAt;
    const last = lastOf(own, submission.candidateId, subject);
    if (!last) continue;
    values[`level_${number}`] = last.level === null ? CANNOT : String(last.level);
    values[`note_${number}`] = last.reason;
  }
  return values;
}

const submittedName = (number: number): string => `submitted_${number}`;

/** The subjects as a row of links with how far each has come. */
export function subjectLinks(
  { t, vetting }: FastifyRequest,
  { subjects, progress, candidates }: Reader,
  current: string | null,
): { name: string; href: string; count: string; short: string; isDone: boolean; isCurrent: boolean }[] {
  const [first] = candidates;
  return subjects.map((subject) => {
    const { done, total } = progress.get(subject) ?? { done: 0, total: 0 };
    return {
      name: subjectName(subject, first ? askedOf(candidates, subject) : {}, t),
      href: `/vettings/${vetting.id}/reading/${subject}`,
      count: t('reading.count', { done, total }),
      short: t('reading.countShort', { done, total }),
      isDone: done === total,
      isCurrent: subject === current,
    };
  });
}

/** The brief in which a subject was asked: an own question may be in some of them only. */
export const askedOf = (candidates: readonly Read[], subject: string) =>
  candidates.find(({ submission }) => submission.brief.ownQuestions?.some(({ id }) => id === subject))
    ?.submission.brief ?? {};

/** One subject, and the answers of all candidates to it under each other. */
export async function subjectPage(
  request: FastifyRequest,
  reply: FastifyReply,
  reader: Reader,
  subject: string,
  typed: FormValues | null = null,
  problems: readonly Problem[] = [],
): Promise<unknown> {
  const { t, locale, vetting } = request;
  const asked = askedOf(reader.candidates, subject);
  const name = subjectName(subject, asked, t);
  const stored = storedValues(reader, subject);
  const values = typed ?? stored;
  const shown = subject === 'questioning' ? await shownAnswers(request, reader) : new Map();
  const candidates = reader.candidates.map((read) =>
    candidateView(request, reader, { subject, name, asked, shown }, read, values, problems),
  );
  const openHere = candidates.filter(({ isJudged }) => !isJudged).length;
  const isLast = reader.done + openHere >= reader.total;
  const firstOpen = candidates.findIndex(({ isJudged }) => !isJudged);
  const [first] = reader.candidates;
  return reply.page('reading/subject', {
    title: t('reading.title', { subject: name }),
    hasForm: true,
    wide: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    action: `/vettings/${vetting.id}/reading/${subject}`,
    intro: t(reader.isBlind ? 'reading.blind' : 'reading.named', { n: candidates.length }),
    rulesLater: t(reader.hasEnded ? 'reading.afterwards' : reader.hasSeen ? 'reading.seen' : 'reading.rules'),
    links: subjectLinks(request, reader, subject),
    unfinished:
      openHere > 0 && openHere < candidates.length ? t('reading.unfinished', { n: openHere }) : null,
    judged: t('reading.judged', { done: reader.done, total: reader.total }),
    levels: LEVELS.map((level) => ({ level, words: wholeLevelWords(subject, Number(level), asked, t) }))
      .filter(({ words }) => words !== '')
      .reverse(),
    facts: first ? factSheet(first.submission.brief, locale) : [],
    sums: first && subject === 'unit_economics' ? sumsOf(request, first.submission.brief) : [],
    candidates: candidates.map((candidate, index) => ({
      ...candidate,
      isNext: index === firstOpen,
      state: index === firstOpen ? t('reading.nextOpen') : candidate.state,
    })),
    save: t(isLast ? 'reading.saveLast' : 'reading.saveNext'),
    ...shownAgainst(request, stored, [
      ...candidates.flatMap(({ fields }) => fields),
      ...reader.candidates.map(({ number, name: label, submission: { submittedAt } }) => ({
        name: submittedName(number),
        label,
        options: [{ value: submittedAt, label: t('reading.replaced') }],
      })),
    ]),
    errors: candidates.flatMap(({ fields }) => errorSummary(fields)),
    hasErrors: problems.length > 0,
  });
}

/** By candidate and path of a question, what was shown or said in answer to it. */
type ShownAnswers = ReadonlyMap<string, readonly string[]>;

/** Whether a question builds on what was learnt can only be judged beside what was learnt. */
async function shownAnswers(request: FastifyRequest, { candidates }: Reader): Promise<ShownAnswers> {
  const { t, server } = request;
  const shown = new Map<string, string[]>();
  for (const { submission } of candidates) {
    const questions = await listQuestions(server.parts.db, submission.candidateId);
    for (const [index, { facts, reply }] of questions.entries()) {
      const names = facts.map((fact) => t(`brief.pages.${fact}`)).join(t('common.comma'));
      shown.set(`${submission.candidateId} askedQuestions.${index}.text`, [
        ...(names === '' ? [] : [t('reading.shownFact', { names })]),
        ...(reply === null ? [] : [t('reading.shownReply', { reply })]),
        ...(names === '' && reply === null ? [t('reading.shownNothing')] : []),
      ]);
    }
  }
  return shown;
}

/** What the brief's numbers come to: no candidate's answer, and what all of theirs are read against. */
const sumsOf = ({ t, locale }: FastifyRequest, brief: Brief): { label: string; value: string }[] =>
  problemsOf(brief).map(({ key, right }) => ({
    label: t(`interview.numbers.${key}`),
    value: numberText(key, right.toNumber(), brief.currency, locale, t),
  }));

function candidateView(
  request: FastifyRequest,
  { hide, own }: Reader,
  {
    subject,
    name,
    asked,
    shown,
  }: { subject: string; name: string; asked: ReturnType<typeof askedOf>; shown: ShownAnswers },
  { number, name: candidate, submission }: Read,
  values: FormValues,
  problems: readonly Problem[],
) {
  const { t, locale } = request;
  const last = lastOf(own, submission.candidateId, subject);
  const kept = last === undefined || last.level === null ? null : String(last.level);
  const fields = viewFields(t, fieldsOf(number, kept), values, problems, ({ kind }) =>
    kind === 'choice'
      ? { label: t('reading.levelOf', { candidate, subject: name }), option: (level) => level }
      : { label: t('reading.note', { candidate }) },
  );
  const [level, note] = fields;
  const answers = answerRows(submission.response, submission.brief, locale, t)
    .filter(({ path }) => isReadFrom(subject, path))
    .map(({ path, label, text }) => {
      const answered = shown.get(`${submission.candidateId} ${path}`) ?? [];
      return { label: hide(label), text: hide([text, ...answered].join('\n')) };
    });
  return {
    id: `candidate-${number}`,
    submitted: { name: submittedName(number), value: submission.submittedAt },
    name: candidate,
    answers,
    fields,
    level,
    note,
    isJudged: last !== undefined,
    state:
      last === undefined
        ? ''
        : t(last.judgedAt < submission.submittedAt ? 'reading.earlierVersion' : 'reading.judgedOne'),
    options: (level?.options ?? []).map((option) => ({
      ...option,
      isCannot: option.value === CANNOT,
      words:
        option.value === CANNOT ? t('reading.cannot') : levelWords(subject, Number(option.value), asked, t),
    })),
  };
}

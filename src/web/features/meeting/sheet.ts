import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { firstCharacters } from '../../../domain/language/text.ts';
import { inForce, JUDGEMENT_LEVELS } from '../../../domain/people/judgements.ts';
import { isFarShift, paperAndMeeting } from '../../../domain/people/paper-and-meeting.ts';
import { subjectsOf } from '../../../domain/people/subjects.ts';
import { findMeeting, type Meeting } from '../../../store/meetings.ts';
import { findSubmission, type Submission } from '../../../store/submissions.ts';
import { errorSummary, type FieldView, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { levelWords, subjectName } from '../../levels/subject.ts';
import { judgeOf } from '../../plugins/access.ts';
import { PageError } from '../../plugins/errors.ts';
import { type Asked, questionsFor } from './questions.ts';

/** Most questions of a sheet: those of the owner, and earlier ones to which something was noted. */
const MOST_QUESTIONS = 24;
const LONGEST_QUESTION = 4000;

const MET_ON: Field = { name: 'metOn', kind: 'date' };
const noteField = (index: number): Field => ({ name: `note_${index}`, kind: 'longtext', max: 2000 });
const levelField = (subject: string): Field => ({
  name: `level_${subject}`,
  kind: 'choice',
  options: JUDGEMENT_LEVELS.map(String),
});
const reasonField = (subject: string): Field => ({ name: `reason_${subject}`, kind: 'longtext', max: 1000 });

/** What a sheet can hold at most. */
export const MOST_TYPED: Field[] = [
  ...Array.from({ length: MOST_QUESTIONS }, (_, index) => noteField(index)),
  ...Array.from({ length: MOST_QUESTIONS }, (_, index) => reasonField(String(index))),
];

/** Everything that a sheet is made of. */
export type Sheet = {
  submission: Submission;
  questions: Asked[];
  subjects: string[];
  meeting: Meeting;
  /** Whether nothing was noted before. */
  isNew: boolean;
  /** The person's judgements of this candidate. */
  own: Submission['judgements'];
  fields: Field[];
  stored: FormValues;
};

/**
 * The sheet as it is stored. What a page was sent with keeps its questions in their places, also where they
 * were edited in another window meanwhile.
 */
export async function sheetOf(request: FastifyRequest, sent: FormValues = {}): Promise<Sheet> {
  const { vetting, candidate, server } = request;
  const { db } = server.parts;
  const { id: personId } = judgeOf(request);
  const submission = await findSubmission(db, vetting, candidate.id);
  if (!submission) throw new PageError(404, 'notFound');
  const known = await findMeeting(db, candidate.id, personId);
  const meeting = known ?? { metOn: null, notes: [] };
  const { asked } = await questionsFor(request);
  const kinds = new Map(asked.map(({ text, kind }) => [text, kind]));
  const asking = [...new Set([...sentQuestions(sent), ...kinds.keys()])].slice(0, MOST_QUESTIONS);
  // What was noted stays, however often the questions were changed.
  const texts = [...asking, ...meeting.notes.map(({ question }) => question)];
  const questions = [...new Set(texts)].map((text): Asked => ({ text, kind: kinds.get(text) ?? null }));
  const subjects = subjectsOf([submission]);
  const own = submission.judgements.filter((judgement) => judgement.personId === personId);
  const after = inForce(own, 'meeting');
  const stored: FormValues = { metOn: meeting.metOn ?? '' };
  for (const [index, { text }] of questions.entries())
    stored[`note_${index}`] = meeting.notes.find(({ question }) => question === text)?.note ?? '';
  for (const subject of subjects) {
    const given = after.get(subject);
    stored[`level_${subject}`] = given ? String(given.level) : '';
    stored[`reason_${subject}`] = given?.reason ?? '';
  }
  const fields = [
    MET_ON,
    ...questions.map((_, index) => noteField(index)),
    ...subjects.flatMap((subject) => [levelField(subject), reasonField(subject)]),
  ];
  return { submission, questions, subjects, meeting, isNew: known === null, own, fields, stored };
}

/** The questions that a page showed, in their order. */
const sentQuestions = (sent: FormValues): string[] =>
  Array.from({ length: MOST_QUESTIONS }, (_, index) => sent[`question_${index}`] ?? '')
    .map((text) => firstCharacters(text, LONGEST_QUESTION).trim())
    .filter(Boolean);

/** The sheet for one meeting: what to ask and what a good answer holds, room for notes, levels afterwards. */
export function sheetPage(
  request: FastifyRequest,
  reply: FastifyReply,
  sheet: Sheet,
  typed: FormValues | null = null,
  problems: readonly Problem[] = [],
  saved = false,
): unknown {
  const { t, role, vetting, candidate } = request;
  const { submission, questions, subjects, fields, stored } = sheet;
  const views = viewFields(t, fields, typed ?? stored, problems, (field) => wordsFor(request, sheet, field));
  const viewOf = (name: string): FieldView | undefined => views.find((view) => view.name === name);
  return reply.page('meeting/sheet', {
    title: t('meeting.sheetTitle', { name: candidate.name }),
    hasForm: true,
    keepsDrafts: true,
    wide: false,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    isOwnersSheet: role === 'owner',
    vettingTitle: vetting.brief.title,
    metOn: viewOf('metOn'),
    questions: questions.map(({ text, kind }, index) => ({
      number: index + 1,
      text,
      name: `question_${index}`,
      good: t(kind === null ? 'meeting.listen' : `meeting.holds.${kind}.good`),
      weak: kind === null ? null : t(`meeting.holds.${kind}.weak`),
      note: viewOf(`note_${index}`),
    })),
    subjects: subjects.map((subject) => ({
      name: subjectName(subject, submission.brief, t),
      level: viewOf(`level_${subject}`),
      reason: viewOf(`reason_${subject}`),
    })),
    ...shiftLines(request, sheet),
    saved,
    ...shownAgainst(request, stored, views),
    errors: errorSummary(views),
    hasErrors: problems.length > 0,
  });
}

function wordsFor({ t }: FastifyRequest, { submission, questions, own }: Sheet, { name }: Field) {
  if (name === 'metOn') return { label: t('meeting.metOn') };
  const [kind = '', rest = ''] = [name.slice(0, name.indexOf('_')), name.slice(name.indexOf('_') + 1)];
  if (kind === 'note') return { label: t('meeting.notes'), about: questions[Number(rest)]?.text ?? '' };
  const subject = subjectName(rest, submission.brief, t);
  if (kind === 'reason') return { label: t('meeting.reason'), about: subject };
  const paper = paperLevel(submission, own, rest);
  return {
    label: t('meeting.level', { subject }),
    look: 'select' as const,
    blank: t('meeting.noLevel'),
    ...(paper === null ? {} : { hint: t('meeting.paper', { level: paper }) }),
    option: (level: string) => {
      const words = levelWords(rest, Number(level), submission.brief, t);
      return words ? t('judgement.levelLine', { level, words }) : level;
    },
  };
}

const byRules = ({ computed }: Submission, subject: string): number | null =>
  computed.criteria.find(({ key }) => key === subject)?.level ?? null;

const paperLevel = (submission: Submission, own: Sheet['own'], subject: string): number | null =>
  inForce(own).get(subject)?.level ?? byRules(submission, subject);

/** How the meeting moved the levels, in words. */
function shiftLines(
  { t }: FastifyRequest,
  { submission, own }: Sheet,
): { impression: string | null; far: string[] } {
  const { shifts, up, down, impression } = paperAndMeeting(own, (subject) => byRules(submission, subject));
  if (impression === null) return { impression: null, far: [] };
  const counts = { n: shifts.length, up, down };
  return {
    impression: `${t('meeting.moved', counts)}${t(`meeting.impressions.${impression}`)}`,
    far: shifts.filter(isFarShift).map(({ subject, paper, meeting }) => {
      const line = t(meeting > paper ? 'meeting.shiftUp' : 'meeting.shiftDown', {
        subject: subjectName(subject, submission.brief, t),
        paper,
        meeting,
      });
      return inForce(own, 'meeting').get(subject)?.reason ? line : line + t('meeting.noteWhy');
    }),
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { endOfDay, localDay } from '../../../domain/language/days.ts';
import { formatDay } from '../../../locales/formats.ts';
import { reportOn } from '../../../reporting/report.ts';
import { type FurtherQuestion, listFurther, MOST_FURTHER } from '../../../store/further-questions.ts';
import { findSubmission } from '../../../store/submissions.ts';
import { DEADLINE_FIELD } from '../../briefs/deadline.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';

const Query = z.object({ sent: z.string().optional().catch(undefined) });
const QUESTION_LENGTH = 500;
const USUAL_DAYS = 7;
/** So many of the report's suggestions stand in the boxes to begin with. */
const SUGGESTED = 3;

/** As many boxes as there may be further questions, and the day for the answers. */
export const furtherFields = (asked: number): Field[] => [
  ...Array.from(
    { length: Math.max(0, MOST_FURTHER - asked) },
    (_, index): Field => ({ name: `question_${index}`, kind: 'longtext', max: QUESTION_LENGTH }),
  ),
  DEADLINE_FIELD,
];

/** Asking one candidate back: what was asked so far, and boxes for more with suggestions from its report. */
export async function furtherPage(
  request: FastifyRequest,
  reply: FastifyReply,
  values: FormValues | null = null,
  problems: readonly Problem[] = [],
): Promise<unknown> {
  const { t, locale, vetting, candidate, server } = request;
  const { db, config } = server.parts;
  const asked = await listFurther(db, candidate.id);
  const shown = values ?? (await suggested(request, asked));
  const fields = viewFields(t, furtherFields(asked.length), shown, problems, ({ name }) =>
    name === 'answersBy'
      ? { label: t('further.until'), hint: t('further.untilHint') }
      : { label: t('further.question', { n: asked.length + Number(name.slice(-1)) + 1 }) },
  );
  return reply.page('report/further', {
    title: t('further.title', { name: candidate.name }),
    hasForm: true,
    keepsDrafts: true,
    isSample: vetting.isSample,
    back: `/vettings/${vetting.id}/candidates/${candidate.id}/report`,
    action: `/vettings/${vetting.id}/candidates/${candidate.id}/further`,
    text: t(config.mail === null ? 'further.text' : 'further.textMail', { name: candidate.name }),
    asked: askedRows(request, asked),
    until: asked[0] ? t('further.untilLine', { date: formatDay(asked[0].answersBy, locale) }) : null,
    sent: Query.parse(request.query).sent !== undefined,
    full: asked.length >= MOST_FURTHER,
    fields: asked.length >= MOST_FURTHER ? [] : fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** The day until which the candidate was told that it may answer; null before anything was asked. */
export const toldDay = (asked: readonly FurtherQuestion[]): string | null =>
  asked.reduce<string | null>((last, { answersBy }) => (last && last > answersBy ? last : answersBy), null);

/** Questions with their answers, as a report shows them. */
export const askedRows = (
  { t }: FastifyRequest,
  asked: readonly FurtherQuestion[],
): { text: string; answer: string }[] =>
  asked.map(({ text, answer }) => ({ text, answer: answer === '' ? t('further.noAnswer') : answer }));

/** What the report would ask, until something was asked. */
async function suggested(request: FastifyRequest, asked: readonly FurtherQuestion[]): Promise<FormValues> {
  const { vetting, candidate, locale, server } = request;
  const { db, now } = server.parts;
  const submission = await findSubmission(db, vetting, candidate.id);
  if (!submission) throw new PageError(404, 'notFound');
  const { timeZone } = vetting.brief;
  const usual = localDay(endOfDay(now(), USUAL_DAYS, timeZone), timeZone);
  const told = toldDay(asked);
  const answersBy = told !== null && told >= localDay(now(), timeZone) ? told : usual;
  if (asked.length > 0) return { answersBy };
  const { askInMeeting } = reportOn(submission.score, submission.brief, submission.response, locale);
  const questions = (candidate.meetingQuestions ?? askInMeeting).slice(0, SUGGESTED);
  return { answersBy, ...Object.fromEntries(questions.map((text, index) => [`question_${index}`, text])) };
}

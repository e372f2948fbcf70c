import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { inForce, isCriterion, JUDGEMENT_LEVELS } from '../../../domain/people/judgements.ts';
import { isReadFrom, subjectsOf } from '../../../domain/people/subjects.ts';
import { reportOn } from '../../../reporting/report.ts';
import { findSubmission, type Submission } from '../../../store/submissions.ts';
import { answerRows } from '../../answers/rows.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { evidenceLines } from '../../levels/evidence.ts';
import { readerOf } from '../../levels/reader.ts';
import { levelWords, subjectName } from '../../levels/subject.ts';
import { PageError } from '../../plugins/errors.ts';

const Parameters = z.object({ subject: z.string() });
/** From where the form was opened: the differences after reading, where names are still hidden. */
const Query = z.object({ from: z.literal('reading').optional().catch(undefined) });

/** A level 0–4 in halves and the reason for it. */
export const LEVEL_FIELDS: Field[] = [
  { name: 'level', kind: 'choice', required: true, options: JUDGEMENT_LEVELS.map(String) },
  { name: 'reason', kind: 'longtext', required: true, max: 1000 },
];

/** The subject that the address names, and the submission in which it is judged. */
export async function judged(request: FastifyRequest): Promise<{ subject: string; submission: Submission }> {
  const { subject } = Parameters.parse(request.params);
  const submission = await findSubmission(request.server.parts.db, request.vetting, request.candidate.id);
  if (!submission || !subjectsOf([submission]).includes(subject)) throw new PageError(404, 'notFound');
  return { subject, submission };
}

/** The level of whoever asks that is in force, and its reason, as the form shows them. */
export function storedLevel(
  { judgements }: Submission,
  subject: string,
  { owner }: FastifyRequest,
): { level: string; reason: string } {
  const own = judgements.filter(({ personId }) => personId === owner?.id);
  const given = inForce(own).get(subject);
  return { level: given ? String(given.level) : '', reason: given?.reason ?? '' };
}

/** One's own level for one subject, with the answers and what the rules found beside it. */
export async function page(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null,
  problems: readonly Problem[],
): Promise<unknown> {
  const { t, locale, role, vetting, candidate } = request;
  const { subject, submission } = await judged(request);
  const { brief, response, computed } = submission;
  const stored = storedLevel(submission, subject, request);
  const fields = viewFields(t, LEVEL_FIELDS, typed ?? stored, problems, ({ name }) =>
    name === 'level'
      ? {
          label: t('judgement.level'),
          look: 'select',
          option: (level) => levelName(level, request, submission, subject),
        }
      : { label: t('judgement.reason'), hint: t('judgement.reasonHint') },
  );
  const byRules = reportOn(computed, brief, response, locale).criteria.find(({ key }) => key === subject);
  return reply.page('judgements/judgement', {
    title: t('judgement.title', { name: await nameFor(request), subject: subjectName(subject, brief, t) }),
    hasForm: true,
    isSample: vetting.isSample,
    back: backAddress(request, subject),
    backName: isFromReading(request)
      ? t('reading.differencesTitle')
      : t('judgement.back', { name: candidate.name }),
    action: `/vettings/${vetting.id}/candidates/${candidate.id}/judgements/${subject}`,
    query: isFromReading(request) ? '?from=reading' : '',
    intro: t(role === 'owner' ? 'judgement.intro' : 'judgement.introEvaluator'),
    answers: answerRows(response, brief, locale, t).filter(({ path }) => isReadFrom(subject, path)),
    computed: byRules ? t('judgement.computed', { level: byRules.level }) : null,
    evidence: byRules ? evidenceLines(byRules, request) : [],
    isJudged: stored.level !== '',
    withdraw: t(byRules ? 'judgement.withdraw' : 'judgement.withdrawOwn'),
    fields,
    ...shownAgainst(request, stored, fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** The candidate as the page before named it: by its number where names are hidden. */
async function nameFor(request: FastifyRequest): Promise<string> {
  const { candidate } = request;
  if (!isFromReading(request)) return candidate.name;
  const { candidates } = await readerOf(request);
  return candidates.find(({ submission }) => submission.candidateId === candidate.id)?.name ?? '';
}

const isFromReading = ({ query }: FastifyRequest): boolean => Query.parse(query).from !== undefined;

/** Where the form leads back to. */
export const backAddress = (request: FastifyRequest, subject: string): string =>
  isFromReading(request)
    ? `/vettings/${request.vetting.id}/reading/differences`
    : `/vettings/${request.vetting.id}/candidates/${request.candidate.id}/report#${isCriterion(subject) ? subject : 'own'}`;

/** "3 – …" with the words of the level. */
function levelName(level: string, { t }: FastifyRequest, { brief }: Submission, subject: string): string {
  const words = levelWords(subject, Number(level), brief, t);
  return words ? t('judgement.levelLine', { level, words }) : level;
}

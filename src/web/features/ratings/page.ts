import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { agreementWord, krippendorffAlpha } from '../../../domain/people/agreement.ts';
import { CRITERIA, type Criterion } from '../../../domain/scoring/rubric.ts';
import { listUnrated, type Rating } from '../../../store/ratings.ts';
import { type FiguresOf, findSubmission } from '../../../store/submissions.ts';
import { answerRows } from '../../answers/rows.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';

/** Levels so far apart are worth talking about. */
const WIDE = 2;

const LEVELS = ['0', '1', '2', '3', '4'];

export const levelField = (criterion: Criterion): Field => ({
  name: `level_${criterion}`,
  kind: 'choice',
  required: true,
  options: LEVELS,
});

export const commentField = (criterion: Criterion): Field => ({
  name: `comment_${criterion}`,
  kind: 'longtext',
  max: 1000,
});

export async function ratingPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues,
  problems: readonly Problem[],
): Promise<unknown> {
  const { db } = request.server.parts;
  const { t, locale, vetting, candidate, owner } = request;
  const submission = await findSubmission(db, vetting, candidate.id);
  if (!submission) throw new PageError(404, 'notFound');
  if (!(await listUnrated(db, vetting.id, owner?.id ?? '')).includes(candidate.id))
    throw new PageError(409, 'alreadyRated');
  const asked = submission.computed.criteria.map(({ key }) => key);
  const groups = asked.map((key) => {
    const fields = viewFields(t, [levelField(key), commentField(key)], typed, problems, ({ kind }) => ({
      label: kind === 'choice' ? t(`criteria.${key}`) : t('ratings.comment'),
      ...(kind === 'choice' ? {} : { about: t(`criteria.${key}`) }),
      option: (level) => `${level}${t('common.colon')}${t(`levels.${key}.${level}`)}`,
    }));
    return {
      key,
      fields: fields.map((field) =>
        field.error && field.kind === 'radio'
          ? { ...field, error: t('errors.rate_missing', { label: field.label }) }
          : field,
      ),
    };
  });
  const errors = groups.flatMap(({ fields }) => errorSummary(fields));
  return reply.page('ratings/rating', {
    title: t('ratings.formTitle', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    answers: answerRows(submission.response, submission.brief, locale, t),
    groups,
    errors,
    hasErrors: problems.length > 0,
  });
}

/** One candidate's levels: raters side by side, the computed one beside them, and what lies far apart. */
export function panelOf(
  { t }: FastifyRequest,
  { candidateId, name, figures }: FiguresOf,
  ratings: readonly Rating[],
): Record<string, unknown>[] {
  const own = ratings.filter((rating) => rating.candidateId === candidateId);
  if (own.length === 0) return [];
  const raters = [...new Map(own.map(({ raterId, raterEmail }) => [raterId, raterEmail]))];
  const rows = CRITERIA.flatMap((key) => {
    const levels = raters.map(
      ([id]) => own.find(({ raterId, criterion }) => raterId === id && criterion === key)?.level ?? null,
    );
    const given = levels.filter((level) => level !== null);
    if (given.length === 0) return [];
    const spread = Math.max(...given) - Math.min(...given);
    return [
      {
        label: t(`criteria.${key}`),
        levels: levels.map((level) => level ?? '–'),
        mean: (given.reduce((sum, level) => sum + level, 0) / given.length).toFixed(1),
        computed: figures.criteria.find((criterion) => criterion.key === key)?.level ?? '–',
        spread,
        isWide: spread >= WIDE,
        comments: own
          .filter(({ criterion, comment }) => criterion === key && comment !== '')
          .map(({ raterEmail, comment }) => `${raterEmail}${t('common.colon')}${comment}`),
      },
    ];
  });
  return [{ id: candidateId, name, raters: raters.map(([, email]) => email), rows }];
}

export function agreementOf(
  { t }: FastifyRequest,
  ratings: readonly Rating[],
): { alpha: string | null; alphaWords: string } {
  const raters = [...new Set(ratings.map(({ raterId }) => raterId))];
  const units = new Map<string, Map<string, number>>();
  for (const { candidateId, criterion, raterId, level } of ratings) {
    const key = `${candidateId} ${criterion}`;
    units.set(key, (units.get(key) ?? new Map()).set(raterId, level));
  }
  const alpha = krippendorffAlpha(
    [...units.values()].map((unit) => raters.map((rater) => unit.get(rater) ?? null)),
  );
  if (alpha === null) return { alpha: null, alphaWords: t('ratings.alphaNone') };
  return {
    alpha: t('ratings.alpha', { alpha: alpha.toFixed(2).replace('-', '−') }),
    alphaWords: t(`ratings.alphaWords.${agreementWord(alpha)}`),
  };
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { agreementWord, krippendorffAlpha } from '../../domain/people/agreement.ts';
import { CRITERIA, type Criterion } from '../../domain/scoring/rubric.ts';
import { listCandidates } from '../../store/candidates.ts';
import { keepRatings, listRatings, listUnrated, type Rating } from '../../store/ratings.ts';
import { type FiguresOf, findSubmission, listFigures } from '../../store/submissions.ts';
import { answerRows } from '../answers/rows.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { aboutCandidate } from '../plugins/history.ts';

const LEVELS = ['0', '1', '2', '3', '4'];
/** Levels so far apart are worth talking about. */
const WIDE = 2;

const levelField = (criterion: Criterion): Field => ({
  name: `level_${criterion}`,
  kind: 'choice',
  required: true,
  options: LEVELS,
});
const commentField = (criterion: Criterion): Field => ({
  name: `comment_${criterion}`,
  kind: 'longtext',
  max: 1000,
});

/** Evaluators' own levels, given before they see any other, and then all side by side. */
export function registerRatings(app: FastifyInstance): void {
  const { db, now } = app.parts;

  app.get('/vettings/:vettingId/ratings', { config: { access: 'member' } }, async (request, reply) => {
    const { t, vetting, role, owner } = request;
    const { first } = z.object({ first: z.string().optional() }).parse(request.query);
    const submitted = (await listCandidates(db, vetting)).filter(({ progress }) => progress === 'submitted');
    const unrated = role === 'viewer' ? [] : await listUnrated(db, vetting.id, owner?.id ?? '');
    // An evaluator sees the others' levels once the own ones are all given; the owner and viewers always do.
    const isBlind = role === 'evaluator' && unrated.length > 0;
    const ratings = isBlind ? [] : await listRatings(db, vetting.id);
    const figures = isBlind ? [] : await listFigures(db, vetting);
    return reply.page('ratings/ratings', {
      title: t('ratings.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      wide: true,
      rates: role !== 'viewer',
      isBlind,
      ratedFirst: first !== undefined && isBlind,
      any: submitted.length > 0,
      mine: submitted.map(({ id, name }) => ({ id, name, rated: !unrated.includes(id) })),
      panels: figures.flatMap((candidate) => panelOf(request, candidate, ratings)),
      nobody: !isBlind && ratings.length === 0,
      ...agreementOf(request, ratings),
    });
  });

  const ratingPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: FormValues,
    problems: readonly Problem[],
  ): Promise<unknown> => {
    const { t, locale, vetting, candidate, owner } = request;
    const submission = await findSubmission(db, vetting, candidate.id);
    if (!submission) throw new PageError(404, 'notFound');
    if (!(await listUnrated(db, vetting.id, owner?.id ?? '')).includes(candidate.id))
      throw new PageError(409, 'alreadyRated');
    const asked = submission.computed.criteria.map(({ key }) => key);
    const groups = asked.map((key) => {
      const fields = viewFields(t, [levelField(key), commentField(key)], typed, problems, ({ kind }) => ({
        label: kind === 'choice' ? t(`criteria.${key}`) : t('ratings.comment'),
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
  };

  const path = '/vettings/:vettingId/candidates/:candidateId/rating';

  app.get(path, { config: { access: 'evaluator' } }, (request, reply) => ratingPage(request, reply, {}, []));

  app.post(path, { config: { access: 'evaluator' } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const raw = formValues(request);
    if (request.switchingLanguage) return ratingPage(request, reply, raw, []);
    const submission = await findSubmission(db, vetting, candidate.id);
    if (!submission) throw new PageError(404, 'notFound');
    const asked = submission.computed.criteria.map(({ key }) => key);
    const { values, problems } = parseForm(
      asked.flatMap((key) => [levelField(key), commentField(key)]),
      raw,
    );
    if (problems.length > 0) return ratingPage(request, reply.status(422), raw, problems);
    const given = asked.map((criterion) => ({
      criterion,
      level: Number(values[`level_${criterion}`]),
      comment: String(values[`comment_${criterion}`] ?? ''),
    }));
    const kept = await request.record('rated', aboutCandidate(candidate), (trx) =>
      keepRatings(trx, candidate.id, owner?.id ?? '', given, now()),
    );
    if (!kept) throw new PageError(409, 'alreadyRated');
    return reply.redirect(`/vettings/${vetting.id}/ratings`, 303);
  });
}

/** One candidate's levels: raters side by side, the computed one beside them, and what lies far apart. */
function panelOf(
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

function agreementOf(
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

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { inForce, OVERRIDE_LEVELS } from '../../domain/people/overrides.ts';
import { CRITERIA, type Criterion } from '../../domain/scoring/rubric.ts';
import { keepOverride } from '../../store/overrides.ts';
import { listSubmissions, type Submission } from '../../store/submissions.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { aboutCandidate } from '../plugins/history.ts';

/** A level 0–4 in halves and the reason for it. */
export const LEVEL_FIELDS: Field[] = [
  { name: 'level', kind: 'choice', required: true, options: OVERRIDE_LEVELS.map(String) },
  { name: 'reason', kind: 'longtext', required: true, max: 1000 },
];
const Parameters = z.object({ criterion: z.enum(CRITERIA) });
const PATH = '/vettings/:vettingId/candidates/:candidateId/overrides/:criterion';

/** The owner's own level for a criterion, with its reason, beside the computed one. */
export function registerOverrides(app: FastifyInstance): void {
  const { db, now } = app.parts;

  /** The criterion that the address names, and the submission in which it was scored. */
  const scored = async (
    request: FastifyRequest,
  ): Promise<{ criterion: Criterion; submission: Submission }> => {
    const named = Parameters.safeParse(request.params);
    const submission = (await listSubmissions(db, request.vetting)).find(
      ({ candidateId }) => candidateId === request.candidate.id,
    );
    const criterion = named.data?.criterion;
    if (!criterion || !submission?.computed.criteria.some(({ key }) => key === criterion))
      throw new PageError(404, 'notFound');
    return { criterion, submission };
  };

  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: FormValues | null,
    problems: readonly Problem[],
  ): Promise<unknown> => {
    const { t, vetting, candidate } = request;
    const { criterion, submission } = await scored(request);
    const given = inForce(submission.overrides).get(criterion);
    const values = typed ?? { level: given ? String(given.level) : '', reason: given?.reason ?? '' };
    const name = t(`criteria.${criterion}`);
    const fields = viewFields(t, LEVEL_FIELDS, values, problems, (field) =>
      field.name === 'level'
        ? {
            label: t('override.level'),
            look: 'select',
            option: (level) => levelName(criterion, Number(level), request),
          }
        : { label: t('override.reason'), hint: t('override.reasonHint') },
    );
    return reply.page('overrides/override', {
      title: t('override.title', { criterion: name }),
      hasForm: true,
      isSample: vetting.isSample,
      vettingId: vetting.id,
      candidate,
      criterion,
      computed: t('override.computed', {
        level: submission.computed.criteria.find(({ key }) => key === criterion)?.level ?? 0,
      }),
      isOverridden: given !== undefined,
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  app.get(PATH, { config: { access: 'owner' } }, (request, reply) => page(request, reply, null, []));

  app.post(PATH, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const raw = formValues(request);
    const { criterion } = await scored(request);
    if (request.switchingLanguage) return page(request, reply, raw, []);
    const { values, problems } = parseForm(LEVEL_FIELDS, raw);
    if (problems.length > 0) return page(request, reply.status(422), raw, problems);
    const override = { criterion, level: Number(values.level), reason: String(values.reason) };
    await request.record('level_given', { ...aboutCandidate(candidate), criterion }, (trx) =>
      keepOverride(trx, candidate.id, override, owner?.email ?? '', now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report#${criterion}`, 303);
  });

  app.post(`${PATH}/withdrawal`, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const { criterion, submission } = await scored(request);
    if (inForce(submission.overrides).has(criterion)) {
      const none = { criterion, level: null, reason: '' };
      await request.record('level_withdrawn', { ...aboutCandidate(candidate), criterion }, (trx) =>
        keepOverride(trx, candidate.id, none, owner?.email ?? '', now()),
      );
    }
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report#${criterion}`, 303);
  });
}

/** "3 – …" with the words of the level; a half level stands between two. */
function levelName(criterion: Criterion, level: number, { t }: FastifyRequest): string {
  const words = Number.isInteger(level)
    ? t(`levels.${criterion}.${level}`)
    : t('override.between', { lower: Math.floor(level), upper: Math.ceil(level) });
  return t('override.levelLine', { level, words });
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { inForce } from '../../../domain/people/overrides.ts';
import { CRITERIA, type Criterion } from '../../../domain/scoring/rubric.ts';
import { listSubmissions, type Submission } from '../../../store/submissions.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { LEVEL_FIELDS } from '../../forms/level-fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';

const Parameters = z.object({ criterion: z.enum(CRITERIA) });

/** The criterion that the address names, and the submission in which it was scored. */
export async function scored(
  request: FastifyRequest,
): Promise<{ criterion: Criterion; submission: Submission }> {
  const { db } = request.server.parts;
  const named = Parameters.safeParse(request.params);
  const submission = (await listSubmissions(db, request.vetting)).find(
    ({ candidateId }) => candidateId === request.candidate.id,
  );
  const criterion = named.data?.criterion;
  if (!criterion || !submission?.computed.criteria.some(({ key }) => key === criterion))
    throw new PageError(404, 'notFound');
  return { criterion, submission };
}

/** The level that is in force and its reason, as the form shows them. */
export function storedLevel(
  { overrides }: Submission,
  criterion: Criterion,
): { level: string; reason: string } {
  const given = inForce(overrides).get(criterion);
  return { level: given ? String(given.level) : '', reason: given?.reason ?? '' };
}

export async function page(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null,
  problems: readonly Problem[],
): Promise<unknown> {
  const { t, vetting, candidate } = request;
  const { criterion, submission } = await scored(request);
  const stored = storedLevel(submission, criterion);
  const values = typed ?? stored;
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
    isOverridden: stored.level !== '',
    fields,
    ...shownAgainst(request, stored, fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** "3 – …" with the words of the level; a half level stands between two. */
function levelName(criterion: Criterion, level: number, { t }: FastifyRequest): string {
  const words = Number.isInteger(level)
    ? t(`levels.${criterion}.${level}`)
    : t('override.between', { lower: Math.floor(level), upper: Math.ceil(level) });
  return t('override.levelLine', { level, words });
}

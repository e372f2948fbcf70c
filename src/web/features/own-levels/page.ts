import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OwnQuestion } from '../../../domain/brief/brief.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { listSubmissions, type Submission } from '../../../store/submissions.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { LEVEL_FIELDS } from '../../forms/level-fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';

const Parameters = z.object({ ownId: z.string() });

export async function answered(
  request: FastifyRequest,
): Promise<{ question: OwnQuestion; submission: Submission }> {
  const { db } = request.server.parts;
  const { ownId } = Parameters.parse(request.params);
  const submission = (await listSubmissions(db, request.vetting)).find(
    ({ candidateId }) => candidateId === request.candidate.id,
  );
  const question = submission?.brief.ownQuestions?.find(({ id }) => id === ownId);
  if (!question || !submission) throw new PageError(404, 'notFound');
  return { question, submission };
}

/** The level given last and its reason, as the form shows them. */
export function storedLevel(
  { ownLevels }: Submission,
  { id }: OwnQuestion,
): { level: string; reason: string } {
  const given = ownLevels.findLast(({ questionId }) => questionId === id);
  return { level: given ? String(given.level) : '', reason: given?.reason ?? '' };
}

export async function page(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null,
  problems: readonly Problem[],
): Promise<unknown> {
  const { t, vetting, candidate } = request;
  const { question, submission } = await answered(request);
  const stored = storedLevel(submission, question);
  const values = typed ?? stored;
  const words = (level: number): string =>
    Number.isInteger(level)
      ? (question.levels[level] ?? '')
      : t('override.between', { lower: Math.floor(level), upper: Math.ceil(level) });
  const fields = viewFields(t, LEVEL_FIELDS, values, problems, (field) =>
    field.name === 'level'
      ? {
          label: t('override.level'),
          look: 'select',
          option: (level) =>
            words(Number(level)) ? t('override.levelLine', { level, words: words(Number(level)) }) : level,
        }
      : { label: t('override.reason'), hint: t('override.reasonHint') },
  );
  const answer = submission.response.ownAnswers?.[question.id];
  return reply.page('overrides/own-level', {
    title: t('own.judgeTitle'),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    question,
    answer: answer === undefined ? t('report.noAnswer') : String(answer),
    fields,
    ...shownAgainst(request, stored, fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OwnQuestion } from '../../domain/brief/brief.ts';
import { type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { keepOwnLevel } from '../../store/own-levels.ts';
import { listSubmissions, type Submission } from '../../store/submissions.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { aboutCandidate } from '../plugins/history.ts';
import { LEVEL_FIELDS } from './routes.ts';

const PATH = '/vettings/:vettingId/candidates/:candidateId/own-levels/:ownId';

/**
 * Levels by hand for the answers to the owner's own questions, by the words that the owner wrote for them.
 */
export function registerOwnLevels(app: FastifyInstance): void {
  const { db, now } = app.parts;

  const answered = async (
    request: FastifyRequest,
  ): Promise<{ question: OwnQuestion; submission: Submission }> => {
    const { ownId } = z.object({ ownId: z.string() }).parse(request.params);
    const submission = (await listSubmissions(db, request.vetting)).find(
      ({ candidateId }) => candidateId === request.candidate.id,
    );
    const question = submission?.brief.ownQuestions?.find(({ id }) => id === ownId);
    if (!question || !submission) throw new PageError(404, 'notFound');
    return { question, submission };
  };

  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: FormValues | null,
    problems: readonly Problem[],
  ): Promise<unknown> => {
    const { t, vetting, candidate } = request;
    const { question, submission } = await answered(request);
    const given = submission.ownLevels.findLast(({ questionId }) => questionId === question.id);
    const values = typed ?? { level: given ? String(given.level) : '', reason: given?.reason ?? '' };
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
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  app.get(PATH, { config: { access: 'owner' } }, (request, reply) => page(request, reply, null, []));

  app.post(PATH, { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const raw = formValues(request);
    const { question } = await answered(request);
    if (request.switchingLanguage) return page(request, reply, raw, []);
    const { values, problems } = parseForm(LEVEL_FIELDS, raw);
    if (problems.length > 0) return page(request, reply.status(422), raw, problems);
    const given = { questionId: question.id, level: Number(values.level), reason: String(values.reason) };
    await request.record('own_level_given', { ...aboutCandidate(candidate), title: question.text }, (trx) =>
      keepOwnLevel(trx, candidate.id, given, owner?.email ?? '', now()),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report#own`, 303);
  });
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemsBeforeSubmission } from '../../../../domain/interview/step-fields.ts';
import { isAnswerStep, type Step, stepsOf } from '../../../../domain/interview/steps.ts';
import type { Response } from '../../../../domain/response/response.ts';
import { type AnswerRow, answerRows, termsRows } from '../../../answers/rows.ts';
import { at, frame, openingLines, responseOf } from '../frame.ts';
import { sealedText } from '../page.ts';
import { stepGroups } from '../step-form.ts';

/** Every answer with a way back to it; what is missing, above them or as the reason of a refusal. */
export async function checkPage(
  request: FastifyRequest,
  reply: FastifyReply,
  refused = false,
): Promise<unknown> {
  const { t, interview, locale } = request;
  const response = responseOf(interview);
  const missing = missingLines(request, response);
  const rows = answerRows(response, interview.brief, locale, t);
  const sections = stepsOf(interview.brief, response).filter((step) => isAnswerStep(step) || step === 'ask');
  return reply.page('interview/check', {
    ...frame(request, 'check'),
    title: t('interview.check.title'),
    intro: t(interview.submission ? 'interview.check.introRevising' : 'interview.check.intro'),
    openings: await openingLines(request),
    hasErrors: refused,
    errors: refused ? missing : [],
    missing: refused ? [] : missing,
    sections: sections.map((step) => ({
      name: t(`interview.steps.${step}`),
      href: step === 'ask' ? at(interview, step) : `${at(interview, step)}?from=check`,
      rows: rowsOf(request, step, response, rows),
      empty: emptyText(request, step, response),
    })),
  });
}

/** What stands in place of the answers of a step that shows none. */
function emptyText(request: FastifyRequest, step: Step, { askedQuestions }: Response): string | null {
  if (step === 'ask' && askedQuestions?.length === 0) return request.t('interview.check.noQuestions');
  return step === 'terms' ? sealedText(request) : null;
}

/** What has to be mended before the interview can be submitted, each line leading to its field. */
function missingLines(request: FastifyRequest, response: Response): { href: string; text: string }[] {
  const { t, interview } = request;
  return problemsBeforeSubmission(interview.brief, interview.typed, response).map(({ step, problem }) => {
    const groups = stepGroups(request, interview, step, interview.typed[step] ?? {}, [problem]);
    const field = groups.flatMap(({ fields }) => fields).find(({ name }) => name === problem.field);
    return {
      href: `${at(interview, step)}?from=check#${problem.field}`,
      text: `${t(`interview.steps.${step}`)}${t('common.colon')}${field?.error ?? ''}`,
    };
  });
}

/** The answers of one step; the answer to a probe stands with the probe. */
function rowsOf(
  { t, locale, interview }: FastifyRequest,
  step: Step,
  response: Response,
  rows: readonly AnswerRow[],
): { label: string; text: string }[] {
  if (step === 'terms') return termsRows(response, interview.brief.currency, locale, t);
  if (step === 'welcome') {
    return ['respondentName', 'respondentRole', 'respondentEmail'].map((name) => ({
      label: t(`interview.fields.${name}.label`),
      text: interview.typed.welcome?.[name] ?? '',
    }));
  }
  const isProbe = step.endsWith('probe');
  return rows.filter(
    (row) => row.step === t(`interview.steps.${step}`) && row.path.includes('probe') === isProbe,
  );
}

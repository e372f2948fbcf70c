import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { findMetric } from '../../../domain/response/metrics.ts';
import { read } from '../../../domain/scoring/reading.ts';
import { type Score, score } from '../../../domain/scoring/score.ts';
import { metricName } from '../../../reporting/names.ts';
import { flagText } from '../../../reporting/report.ts';
import { correctionsInForce, type KeptCorrections, listCorrections } from '../../../store/corrections.ts';
import { listSubmissions, type Submission } from '../../../store/submissions.ts';
import { errorSummary, type FieldWords, viewFields } from '../../forms/fields.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { PageError } from '../../plugins/errors.ts';
import { fieldsFor, typedFrom } from './fields.ts';

/** What was submitted, what the rules make of it by themselves, and what was corrected so far. */
export type Read = { submission: Submission; rules: Score; kept: KeptCorrections[] };

export async function readSubmission(request: FastifyRequest): Promise<Read> {
  const { db } = request.server.parts;
  const [submission] = await listSubmissions(db, request.vetting, [request.candidate.id]);
  if (!submission) throw new PageError(404, 'notFound');
  return {
    submission,
    rules: score(submission.brief, submission.response),
    kept: await listCorrections(db, submission),
  };
}

/** The corrections in force, as the form shows them. */
export const storedCorrections = ({ rules, kept }: Read): FormValues =>
  typedFrom(correctionsInForce(kept), rules.flags, kept.at(-1)?.reason ?? '');

export async function page(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null,
  problems: readonly Problem[],
): Promise<unknown> {
  const { t, vetting, candidate } = request;
  const found = await readSubmission(request);
  const stored = storedCorrections(found);
  const values = typed ?? stored;
  const parts = fieldsFor(found.submission.response, found.rules.flags);
  const view = (fields: Parameters<typeof viewFields>[1], words: (name: string) => FieldWords) =>
    viewFields(t, fields, values, problems, ({ name }) => words(name));
  const groups = [
    { title: t('corrections.questions'), fields: view(parts.questions, questionWords(request, found)) },
    { title: t('corrections.metrics'), fields: view(parts.metrics, metricWords(request, found)) },
    { title: t('corrections.flags'), fields: view(parts.flags, flagWords(request, found)) },
  ].filter(({ fields }) => fields.length > 0);
  const reason = view([parts.reason], () => ({
    label: t('corrections.reason'),
    hint: t('corrections.reasonHint'),
  }));
  const fields = [...groups.flatMap((group) => group.fields), ...reason];
  return reply.page('corrections/corrections', {
    title: t('corrections.title', { name: candidate.name }),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    candidate,
    groups,
    reason,
    ...shownAgainst(request, stored, fields),
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

type Words = (name: string) => FieldWords;
const indexIn = (name: string): number => Number(name.split('_')[1]);

function questionWords({ t }: FastifyRequest, { submission: { brief, response } }: Read): Words {
  // What the rules read, by the place of the question: a repeated one is read once.
  const topics = new Map(read(brief, response).questions.map(({ answer, topic }) => [answer, topic]));
  return (name) => {
    const index = indexIn(name);
    const topic = topics.get(`askedQuestions.${index}.text`);
    return {
      label: t('corrections.question', {
        n: index + 1,
        text: response.askedQuestions?.[index]?.text ?? '',
      }),
      hint: topic ? t('corrections.readAs', { read: t(`topics.${topic}`) }) : t('corrections.notRead'),
      look: 'select',
      blank: t('corrections.asRead'),
      option: (each) => t(`topics.${each}`),
    };
  };
}

function metricWords({ t, locale }: FastifyRequest, { submission: { response } }: Read): Words {
  return (name) => {
    const isJudge = name === 'judgedBy';
    const written =
      (isJudge ? response.measure?.judgedBy?.metric : response.measure?.metrics?.[indexIn(name)]?.metric) ??
      '';
    const known = findMetric(written);
    return {
      label: t(isJudge ? 'corrections.judgedBy' : 'corrections.metric', {
        n: indexIn(name) + 1,
        text: metricName(written, locale, t),
      }),
      hint: known
        ? t('corrections.readAs', { read: metricName(known, locale, t) })
        : t('corrections.unknown'),
      look: 'select',
      blank: t('corrections.asRead'),
      option: (each) => t(`metrics.${each}`),
    };
  };
}

function flagWords({ t }: FastifyRequest, { rules }: Read): Words {
  return (name) => {
    const flag = rules.flags[indexIn(name)];
    return { label: t('corrections.flag', { text: flag ? flagText(flag, t) : '' }) };
  };
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DOSSIER_FORMAT } from '../../domain/response.ts';
import { flagText, makeReport, metricName, type Report } from '../../reporting/report.ts';
import { markRead } from '../../store/candidates.ts';
import { listSubmissions, type Submission } from '../../store/interviews.ts';
import { answerRows, numberText, termsRows } from '../answers/rows.ts';
import { PageError } from '../plugins/errors.ts';
import { highlight } from './highlight.ts';

/** The score of one candidate with everything it rests on. */
export function registerReport(app: FastifyInstance): void {
  const { db, now } = app.parts;

  const submissionOf = async (request: FastifyRequest): Promise<Submission | undefined> =>
    (await listSubmissions(db, request.vetting)).find((each) => each.candidateId === request.candidate.id);

  app.get('/vettings/:vettingId/candidates/:candidateId/report', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, candidate, t } = request;
    const submission = await submissionOf(request);
    const head = { title: t('report.title', { name: candidate.name }), isSample: vetting.isSample, vettingId: vetting.id, candidate };
    if (!submission) return reply.page('report/waiting', { ...head, text: t('report.notSubmitted', { name: candidate.name }) });
    await markRead(db, candidate.id, now());
    return reply.page('report/report', { ...head, ...reportView(request, submission) });
  });

  app.get('/vettings/:vettingId/candidates/:candidateId/dossier.json', { config: { access: 'owner' } }, async (request, reply) => {
    const submission = await submissionOf(request);
    if (!submission) throw new PageError(404, 'notFound');
    const dossier = { format: DOSSIER_FORMAT, brief: submission.brief, response: submission.response };
    return reply
      .header('Content-Disposition', 'attachment; filename="dossier.json"')
      .type('application/json')
      .send(JSON.stringify(dossier, null, 2));
  });
}

function reportView(request: FastifyRequest, submission: Submission): Record<string, unknown> {
  const { t, locale, vetting } = request;
  // The report speaks the reader's language; its figures do not depend on it.
  const report = makeReport(submission.brief, submission.response, locale);
  const { currency } = submission.brief;
  return {
    report,
    verdictName: t(`verdicts.${report.verdict}`),
    confidenceName: t(`confidence.${report.confidence}`),
    isPartner: report.verdict === 'partner',
    respondent: submission.respondentName ? t('report.respondent', { name: submission.respondentName }) : null,
    criteria: report.criteria.map((criterion) => ({
      ...criterion,
      name: t(`criteria.${criterion.key}`),
      levelLine: t('report.levelOf', { level: criterion.level }),
      pointsLine: t('report.outOf', { points: criterion.points, outOf: criterion.outOf }),
      words: t(`levels.${criterion.key}.${Math.floor(criterion.level)}`),
      percent: Math.round((100 * criterion.level) / 4),
      evidenceLines: evidenceLines(criterion, request),
      missingLine: criterion.level < 4 ? criterion.missing.map((key) => missingName(criterion.key, key, request)).join(locale === 'ja' ? '、' : ', ') : '',
    })),
    numbers: report.numbers.map((number) => ({
      problem: t(`interview.numbers.${number.key}`),
      given: number.given === null ? t('report.noAnswer') : numberText(number.key, number.given, currency, locale, t),
      right: numberText(number.key, number.right, currency, locale, t),
      result: t(`report.credit.${number.credit === 1 ? 'full' : number.credit === 0.5 ? 'half' : number.credit > 0 ? 'quarter' : 'none'}`),
      slip: number.slip ? t(`slips.${number.slip}`) : null,
    })),
    asked: askedLines(report),
    notAsked: (report.criteria.find(({ key }) => key === 'questioning')?.missing ?? []).map((topic) => t(`topics.${topic}`)),
    flags: report.flags.map((flag) => flagText(flag, t)),
    answers: answerRows(submission.response, currency, locale, t).map((row) => ({
      ...row,
      pieces: highlight(row.text, marksFor(row.path, row.text, report, request)),
    })),
    terms: vetting.unsealedAt ? termsRows(submission.response, currency, locale, t) : null,
    rubricLine: t('report.rubric', { rubric: report.rubric }),
  };
}

function evidenceLines(criterion: Report['criteria'][number], { t, locale }: FastifyRequest): { quote: string; why: string }[] {
  return criterion.evidence.map((item) => {
    const key = item.text;
    const problem = /^numbers\.(\w+)\.value$/.exec(item.answer)?.[1];
    if (problem) return { quote: t(`interview.numbers.${problem}`), why: item.why };
    if (item.answer.endsWith('.channel')) return { quote: t(`channels.${key}`), why: item.why };
    const situation = /^partner\.situations\.(\w+)\./.exec(item.answer)?.[1];
    if (situation) return { quote: t(`interview.situations.${situation}.${key}`), why: item.why };
    return { quote: /\.metric$/.test(item.answer) ? metricName(key, locale, t) : key, why: item.why };
  });
}

function missingName(criterion: string, key: string, { t, locale }: FastifyRequest): string {
  const scope =
    criterion === 'questioning'
      ? 'topics'
      : criterion === 'unit_economics'
        ? 'interview.numbers'
        : criterion === 'fit' && key !== 'channels'
          ? 'channels'
          : criterion === 'kpi_link' && key !== 'metrics'
            ? null
            : 'missing';
  return scope === null ? metricName(key, locale, t) : t(`${scope}.${key}`);
}

function askedLines(report: Report): string[] {
  const questioning = report.criteria.find(({ key }) => key === 'questioning');
  return [...new Set((questioning?.evidence ?? []).map((item) => item.why))];
}

function marksFor(path: string, text: string, report: Report, { t }: FastifyRequest): { start: number; end: number; mark: string }[] {
  return report.criteria.flatMap((criterion) =>
    criterion.evidence
      .filter((item) => item.answer === path && text.slice(item.start, item.end) === item.text)
      .map((item) => ({ start: item.start, end: item.end, mark: t(`criteria.${criterion.key}`) })),
  );
}

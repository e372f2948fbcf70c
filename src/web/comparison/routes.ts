import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FIGURES, type SortKey, sortCandidates } from '../../domain/comparison.ts';
import { CRITERIA } from '../../domain/rubric.ts';
import { inForce } from '../../domain/scoring/overrides.ts';
import type { Translate } from '../../locales/translator.ts';
import { ownResults } from '../../reporting/own-results.ts';
import { reportOn } from '../../reporting/report.ts';
import { listCandidates } from '../../store/candidates.ts';
import { listSubmissions } from '../../store/submissions.ts';
import { answerRows, termsRows } from '../answers/rows.ts';
import { placeOnMap } from './map.ts';

const SORT_KEYS = [...FIGURES, ...CRITERIA, 'name'] as const;
const Query = z.object({ sort: z.enum(SORT_KEYS).catch('understanding') });

/** The owner's own questions as rows: the level of each candidate, and the figure with all of them. */
function ownRows(columns: readonly ReturnType<typeof ownResults>[], t: Translate): Record<string, unknown>[] {
  const questions = new Map(columns.flatMap(({ results }) => results.map(({ question }) => [question.id, question])));
  if (questions.size === 0) return [];
  const rows = [...questions.values()].map(({ id, text }) => ({
    label: text,
    cells: columns.map(({ results }) => {
      const level = results.find(({ question }) => question.id === id)?.level ?? null;
      return level === null ? { text: t('own.noLevel') } : { figure: level };
    }),
  }));
  return [...rows, { label: t('own.combinedLabel'), cells: columns.map(({ combined }) => (combined === null ? { text: '–' } : { figure: combined })) }];
}

/** Submitted candidates side by side. */
export function registerComparison(app: FastifyInstance): void {
  const { db } = app.parts;

  app.get('/vettings/:vettingId/comparison', { config: { access: 'owner' } }, async (request, reply) => {
    const { t, locale, vetting } = request;
    const { sort } = Query.parse(request.query);
    const names = new Map((await listCandidates(db, vetting)).map((candidate) => [candidate.id, candidate.name]));
    const compared = (await listSubmissions(db, vetting)).map((submission) => {
      const report = reportOn(submission.score, submission.brief, submission.response, locale);
      return {
        id: submission.candidateId,
        name: names.get(submission.candidateId) ?? '',
        understanding: report.understanding,
        priceDeadlineFocus: report.priceDeadlineFocus,
        metricChasing: report.metricChasing,
        levels: Object.fromEntries(report.criteria.map((criterion) => [criterion.key, criterion.level])),
        report,
        submission,
        own: ownResults(submission.brief, submission.response, submission.ownLevels, report.understanding),
      };
    });
    const columns = sortCandidates(compared, sort);
    const label = (key: SortKey): string =>
      key === 'name' ? t('compare.name') : (FIGURES as readonly string[]).includes(key) ? t(`figures.${key}`) : t(`criteria.${key}`);
    const answersOf = columns.map(({ submission }) => answerRows(submission.response, submission.brief, locale, t));
    const steps = ['understand', 'numbers', 'propose', 'measure', 'partner'].map((step) => t(`interview.steps.${step}`));
    return reply.page('comparison/comparison', {
      title: t('compare.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      wide: true,
      any: columns.length > 0,
      columns: columns.map(({ id, name }) => ({ id, name })),
      sortOptions: SORT_KEYS.map((key) => ({ value: key, label: label(key), selected: key === sort })),
      figureRows: [
        { label: t('figures.verdict'), cells: columns.map(({ report }) => ({ text: t(`verdicts.${report.verdict}`) })) },
        ...FIGURES.map((key) => ({ label: label(key), sorted: key === sort, cells: columns.map((column) => ({ figure: column[key] })) })),
        { label: t('figures.confidence'), cells: columns.map(({ report }) => ({ text: t(`confidence.${report.confidence}`) })) },
        { label: t('compare.questionsAsked'), cells: columns.map(({ submission }) => ({ figure: submission.response.askedQuestions?.length ?? 0 })) },
      ],
      criterionRows: CRITERIA.map((key) => ({
        label: label(key),
        sorted: key === sort,
        cells: columns.map(({ report, submission }) => {
          const criterion = report.criteria.find((each) => each.key === key);
          const isOwn = inForce(submission.overrides).has(key);
          return criterion
            ? {
                figure: criterion.level,
                bar: criterion.level * 25,
                points: criterion.points,
                outOf: criterion.outOf,
                note: isOwn ? t('compare.ownLevel') : null,
              }
            : { text: '–' };
        }),
      })),
      ownRows: ownRows(
        columns.map(({ own }) => own),
        t,
      ),
      answerRows: steps.map((step) => ({
        label: step,
        cells: answersOf.map((rows) => ({
          answers: rows.filter((row) => row.step === step).map((row) => ({ label: row.label, text: row.text || t('report.noAnswer') })),
        })),
      })),
      termsRow: columns.map(({ submission }) => ({
        answers: vetting.unsealedAt
          ? termsRows(submission.response, submission.brief.currency, locale, t).map((row) => ({ label: row.label, text: row.text || t('common.notGiven') }))
          : null,
      })),
      points: placeOnMap(columns),
    });
  });
}

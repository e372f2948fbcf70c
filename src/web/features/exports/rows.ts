import type { Brief, Locale } from '../../../domain/brief/brief.ts';
import { weightedPoints } from '../../../domain/people/weighting.ts';
import type { Response } from '../../../domain/response/response.ts';
import { CRITERIA, WEIGHTS } from '../../../domain/scoring/rubric.ts';
import type { Score } from '../../../domain/scoring/score.ts';
import { formatSortable } from '../../../locales/formats.ts';
import type { Translate } from '../../../locales/translator.ts';
import { metricName, verdictName } from '../../../reporting/names.ts';
import { type OwnResult, ownResults } from '../../../reporting/own-results.ts';
import { type Report, reportOn } from '../../../reporting/report.ts';
import { type Candidate, listCandidates } from '../../../store/candidates.ts';
import type { Database } from '../../../store/database.ts';
import { type FurtherQuestion, listAskedBack } from '../../../store/further-questions.ts';
import type { KeptJudgement } from '../../../store/judgements.ts';
import { listMeetings, type Meeting } from '../../../store/meetings.ts';
import { listSubmissions } from '../../../store/submissions.ts';
import type { Vetting } from '../../../store/vettings.ts';

/** One submitted candidate with everything that leaves the house. Terms are absent while sealed. */
export type ExportRow = {
  candidate: Candidate;
  brief: Brief;
  response: Response;
  report: Report;
  computed: Score;
  judgements: readonly KeptJudgement[];
  own: readonly OwnResult[];
  /** Understanding together with the own questions, 0–100; null where no level was given. */
  combined: number | null;
  /** Points 0–100 at the owner's weights; null while they are the usual ones. */
  atOwnWeights: number | null;
  /** Whether the terms of this one are open. */
  termsOpen: boolean;
  /** What was asked back in writing, and what people noted of their meetings. */
  askedBack: readonly FurtherQuestion[];
  meetings: readonly (Meeting & { person: string })[];
};

/** The submitted candidates of a vetting with their reports in one language. */
export async function exportRows(db: Database, vetting: Vetting, locale: Locale): Promise<ExportRow[]> {
  const candidates = new Map(
    (await listCandidates(db, vetting)).map((candidate) => [candidate.id, candidate]),
  );
  const askedBack = await listAskedBack(db, vetting.id);
  const meetings = await listMeetings(db, vetting.id);
  return (await listSubmissions(db, vetting)).flatMap(
    ({ candidateId, brief, response, score, computed, judgements, decided, termsOpen }) => {
      const candidate = candidates.get(candidateId);
      if (!candidate) return [];
      const report = reportOn(score, brief, response, locale, new Set(decided.keys()));
      const { results, combined } = ownResults(brief, response, decided, report.understanding);
      const levels = Object.fromEntries(report.criteria.map(({ key, level }) => [key, level]));
      const atOwnWeights =
        vetting.weights && Math.round(weightedPoints({ id: candidateId, levels }, vetting.weights));
      return [
        {
          candidate,
          brief,
          response,
          report,
          computed,
          judgements,
          own: results,
          combined,
          atOwnWeights,
          termsOpen,
          askedBack: askedBack.get(candidateId) ?? [],
          meetings: meetings.get(candidateId) ?? [],
        },
      ];
    },
  );
}

/** Text, a figure, or a time as `YYYY-MM-DD HH:mm`. */
export type ExportCell = string | number | { at: string };

/**
 * One line per candidate, the same in CSV and XLSX. Times are in the brief's time zone, prices in its
 * currency.
 */
export function comparisonTable(
  rows: readonly ExportRow[],
  locale: Locale,
  t: Translate,
  unsealed: boolean,
): { head: string[]; body: ExportCell[][] } {
  const named = (...keys: string[]): string[] => keys.map((key) => t(`export.${key}`));
  const questions = new Map(
    rows.flatMap(({ own }) => own.map(({ question }) => [question.id, question.text])),
  );
  const isWeighted = rows.some(({ atOwnWeights }) => atOwnWeights !== null);
  const head = [
    ...named('candidate', 'email', 'submitted', 'understanding', 'focus', 'metric', 'verdict', 'confidence'),
    ...CRITERIA.map((key) => t('export.pointsOf', { name: t(`criteria.${key}`), most: WEIGHTS[key] })),
    ...named('shortlisted', 'rank', 'note', 'decision', 'decisionReason', 'judgedBy', 'computed'),
    ...(isWeighted ? [t('weights.figure')] : []),
    ...(unsealed ? named('initialPrice', 'monthlyPrice', 'weeks', 'tax') : []),
    ...(questions.size > 0
      ? [t('own.combinedLabel'), ...[...questions.values()].map((name) => t('export.levelOf', { name }))]
      : []),
  ];
  const body = rows.map((row) => {
    const { candidate, brief, report, response, computed, own, combined, atOwnWeights } = row;
    const judgedBy = response.measure?.judgedBy?.metric;
    return [
      candidate.name,
      candidate.email ?? '',
      candidate.submittedAt ? { at: formatSortable(candidate.submittedAt, brief.timeZone) } : '',
      report.understanding,
      report.priceDeadlineFocus,
      report.metricChasing,
      verdictName(report, t),
      t(`confidence.${report.confidence}`),
      ...CRITERIA.map((key) => report.criteria.find((criterion) => criterion.key === key)?.points ?? ''),
      candidate.shortlisted ? t('common.yes') : t('common.no'),
      candidate.rank ?? '',
      candidate.note,
      candidate.decision ? t(`letters.decisions.${candidate.decision}`) : '',
      candidate.decisionReason,
      judgedBy ? metricName(judgedBy, locale, t) : '',
      computed.understanding,
      ...(isWeighted ? [atOwnWeights ?? ''] : []),
      ...(unsealed ? termCells(row, t) : []),
      ...(questions.size > 0
        ? [
            combined ?? '',
            ...[...questions.keys()].map((id) => own.find(({ question }) => question.id === id)?.level ?? ''),
          ]
        : []),
    ];
  });
  return { head, body };
}

const TERMS = ['initialPrice', 'monthlyPrice', 'weeksToFirstDelivery'] as const;

/** The terms of one candidate, or that they are sealed. */
function termCells({ response, termsOpen }: ExportRow, t: Translate): ExportCell[] {
  if (!termsOpen) return [...TERMS, 'tax'].map(() => t('compare.sealed'));
  const { terms } = response;
  // Words in the place of a figure, such as a range, are taken along as they were written.
  const figures = TERMS.map((name) => terms?.[name] ?? terms?.asWritten?.[name] ?? '');
  return [...figures, terms?.tax ? t(`interview.terms.tax.${terms.tax}`) : ''];
}

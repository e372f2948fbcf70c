import type { FastifyRequest } from 'fastify';
import { applyJudgements, isCriterion } from '../../../domain/people/judgements.ts';
import type { Flag } from '../../../domain/scoring/flag.ts';
import { RUBRIC } from '../../../domain/scoring/rubric.ts';
import { formatInstant, formatNumber } from '../../../locales/formats.ts';
import { missingText } from '../../../reporting/missing.ts';
import { metricName, verdictName } from '../../../reporting/names.ts';
import { ownResults } from '../../../reporting/own-results.ts';
import { flagText, type Report, reportOn } from '../../../reporting/report.ts';
import type { KeptCorrections } from '../../../store/corrections.ts';
import type { KeptJudgement } from '../../../store/judgements.ts';
import type { KeptScore } from '../../../store/scores.ts';
import { listSubmitted, type Submission } from '../../../store/submissions.ts';
import { answerRows, termsRows } from '../../answers/rows.ts';
import { evidenceLines } from '../../levels/evidence.ts';
import { levelWords } from '../../levels/subject.ts';
import { highlight, type Mark } from './highlight.ts';
import { leverView, numberView } from './numbers.ts';

/** The candidates before and after the one whose report this is. */
export async function besideOf(request: FastifyRequest): Promise<Beside> {
  const ids = await listSubmitted(request.server.parts.db, request.vetting);
  const at = ids.indexOf(request.candidate.id);
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

/** The candidates before and after one, in the order in which they were added; none before the first. */
export type Beside = { previous: string | null; next: string | null };

/** Which score is shown, and the ones before it. */
export function versions(
  { t, locale, vetting, candidate }: FastifyRequest,
  scores: readonly KeptScore[],
  shown: KeptScore,
): Record<string, unknown> {
  const when = ({ scoredAt }: KeptScore): string => formatInstant(scoredAt, locale, vetting.brief.timeZone);
  const path = `/vettings/${vetting.id}/candidates/${candidate.id}/report`;
  const isEarlier = shown !== scores[0];
  return {
    scoredAt: t('report.scoredAt', { when: when(shown), rubric: shown.rubric }),
    isEarlier,
    currentHref: path,
    newRubric:
      !isEarlier && shown.rubric !== RUBRIC
        ? t('report.newRubric', { rubric: shown.rubric, current: RUBRIC })
        : null,
    earlier: scores
      .slice(1)
      .filter((score) => score !== shown)
      .map((score) => ({
        href: `${path}?score=${score.id}`,
        text: t('report.earlierLine', {
          when: when(score),
          rubric: score.rubric,
          understanding: score.score.understanding,
        }),
      })),
  };
}

export function reportView(
  request: FastifyRequest,
  submission: Submission,
  { score: computed }: KeptScore,
  shared: readonly Flag[],
): Record<string, unknown> {
  const { t, locale } = request;
  // The report speaks the reader's language; its figures do not depend on it.
  const { decided } = submission;
  const score = applyJudgements(computed, [...decided.values()]);
  const report = reportOn(score, submission.brief, submission.response, locale, new Set(decided.keys()));
  const { currency } = submission.brief;
  return {
    report,
    computedLine: computed.criteria.some(({ key }) => decided.has(key))
      ? t('report.computedUnderstanding', { understanding: computed.understanding })
      : null,
    verdictName: verdictName(report, t),
    confidenceName: t(`confidence.${report.confidence}`),
    isPartner: report.verdict === 'partner' && !report.confirmed,
    isConfirmed: report.confirmed,
    range: t('figures.range', { least: report.range[0], most: report.range[1] }),
    meetingQuestions: request.candidate.meetingQuestions ?? report.askInMeeting,
    meetingIsOwn: request.candidate.meetingQuestions !== null,
    noteLabel: t('report.noteLabel', { name: request.candidate.name }),
    respondent: submission.respondentName
      ? t('report.respondent', { name: submission.respondentName })
      : null,
    criteria: report.criteria.map((criterion) => criterionView(request, submission, computed, criterion)),
    leftOut: leftOut(request, computed, submission),
    numbers: [
      ...report.numbers.map((number) => numberView(request, currency, number)),
      ...leverView(request, submission),
    ],
    asked: askedLines(report),
    notAsked: (report.criteria.find(({ key }) => key === 'questioning')?.missing ?? [])
      .filter(({ kind }) => kind === 'topic_not_asked')
      .map(({ key }) => t(`topics.${key}`)),
    flags: [...report.flags, ...shared].map((flag) => flagText(flag, t)),
    answers: answerRows(submission.response, submission.brief, locale, t).map((row) => ({
      ...row,
      pieces: highlight(row.text, marksFor(row.path, row.text, report, request)),
    })),
    terms: submission.termsOpen ? termsRows(submission.response, currency, locale, t) : null,
    rubricLine: t('report.rubric', { rubric: report.rubric }),
    ...ownView(request, submission, report.understanding),
  };
}

/** Criteria that the rules could not place, and so left out of the total, with the words that they could not. */
function leftOut(
  { t, locale }: FastifyRequest,
  { criteria }: KeptScore['score'],
  { response: { measure }, decided }: Submission,
): string[] {
  const words = {
    kpi_link: (measure?.metrics ?? []).map(({ metric }) => metric),
    evaluation_axis: [measure?.judgedBy?.metric ?? ''],
  };
  return Object.entries(words).flatMap(([key, given]) => {
    const said = given.filter((text) => text.trim() !== '').map((text) => metricName(text, locale, t));
    const isIn = criteria.some((criterion) => criterion.key === key);
    return isIn || said.length === 0
      ? []
      : [
          t('report.leftOut', { name: t(`criteria.${key}`), text: said.join(t('common.comma')) }),
          ...(decided.has(key) ? [t('report.leftOutLevel', { level: decided.get(key)?.level ?? '' })] : []),
        ];
  });
}

/** One criterion with its level in words, the owner's own level where there is one, and its evidence. */
function criterionView(
  request: FastifyRequest,
  { judgements, decided }: Submission,
  computed: KeptScore['score'],
  criterion: Report['criteria'][number],
): Record<string, unknown> {
  const { t, locale } = request;
  const { key, level, points, outOf, missing } = criterion;
  const computedLevel = computed.criteria.find((each) => each.key === key)?.level ?? '–';
  return {
    ...criterion,
    name: t(`criteria.${key}`),
    levelLine: t('report.levelOf', { level }),
    overridden: decided.has(key)
      ? t(request.role === 'owner' ? 'report.ownLevel' : 'report.overridden', { computed: computedLevel })
      : null,
    history: historyOf(key, judgements, request),
    pointsLine: t('report.outOf', { points: Math.round(points), outOf: Math.round(outOf) }),
    words: levelWords(key, level, {}, t),
    percent: Math.round((100 * level) / 4),
    evidenceLines: evidenceLines(criterion, request),
    // What the rules miss says nothing of a level that a person gave.
    missingLines: decided.has(key) ? [] : missing.map((each) => missingText(each, locale, t)),
  };
}

/** Who corrected how it was read, when and why. */
export const correctedLines = (
  kept: readonly KeptCorrections[],
  { t, locale, vetting }: FastifyRequest,
): string[] =>
  kept.map(({ decidedAt, decidedBy, reason }) =>
    t('report.correctedLine', {
      when: formatInstant(decidedAt, locale, vetting.brief.timeZone),
      who: decidedBy,
      reason,
    }),
  );

/** The owner's own questions with their answers and levels. */
function ownView(
  request: FastifyRequest,
  { brief, response, judgements, decided }: Submission,
  understanding: number,
): Record<string, unknown> {
  const { t, locale } = request;
  const { results, combined } = ownResults(brief, response, decided, understanding);
  return {
    combined: combined === null ? null : t('own.combined', { figure: combined }),
    own: results.map(({ question, answer, level }) => ({
      id: question.id,
      text: question.text,
      answer:
        answer === null
          ? t('report.noAnswer')
          : typeof answer === 'number'
            ? formatNumber(answer, locale)
            : answer,
      levelLine: level === null ? t('own.noLevel') : t('report.levelOf', { level }),
      weight: t('own.weightLine', { weight: question.weight }),
      history: historyOf(question.id, judgements, request),
    })),
  };
}

/** What people gave a subject, the first first. */
function historyOf(
  subject: string,
  judgements: readonly KeptJudgement[],
  { t, locale, vetting }: FastifyRequest,
): string[] {
  return judgements
    .filter((judgement) => judgement.subject === subject)
    .map(({ level, reason, person: who, judgedAt, stage }) => {
      const when = formatInstant(judgedAt, locale, vetting.brief.timeZone);
      if (level === null) {
        const key = isCriterion(subject) ? 'report.judgementNone' : 'report.judgementNoneOwn';
        return t(key, { when, who, reason });
      }
      return t(`report.judgements.${stage}`, { when, who, level, reason });
    });
}

function askedLines(report: Report): string[] {
  const questioning = report.criteria.find(({ key }) => key === 'questioning');
  const asked = (questioning?.evidence ?? []).filter(({ topic }) => topic !== undefined);
  return [...new Set(asked.map(({ why }) => why))];
}

function marksFor(
  path: string,
  text: string,
  report: Report,
  { t }: FastifyRequest,
): { start: number; end: number; mark: Mark }[] {
  return report.criteria.flatMap((criterion) =>
    criterion.evidence
      .filter((item) => item.answer === path && text.slice(item.start, item.end) === item.text)
      .map((item) => ({
        start: item.start,
        end: item.end,
        mark: { key: criterion.key, name: t(`criteria.${criterion.key}`) },
      })),
  );
}

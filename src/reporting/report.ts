import type { Brief, Locale } from '../domain/brief.ts';
import { findMetric } from '../domain/metrics.ts';
import type { Response } from '../domain/response.ts';
import { WEIGHTS } from '../domain/rubric.ts';
import type { Evidence } from '../domain/scoring/findings.ts';
import type { Flag } from '../domain/scoring/flags.ts';
import type { Score, ScoredCriterion } from '../domain/scoring/score.ts';
import { score } from '../domain/scoring/score.ts';
import { hasWords, type Translate, translator } from '../locales/translator.ts';

export const REPORT_FORMAT = 'banso-report/1';

/** The public report of one response, in the vetting's language (scoring.md, files in and out). */
export type Report = {
  format: typeof REPORT_FORMAT;
  rubric: string;
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  verdict: Score['verdict'];
  confidence: Score['confidence'];
  because: string;
  criteria: ReportCriterion[];
  numbers: Score['numbers'];
  flags: Score['flags'];
  askInMeeting: string[];
};
export type ReportCriterion = Omit<ScoredCriterion, 'evidence'> & { evidence: ReportEvidence[] };
export type ReportEvidence = Omit<Evidence, 'reason'> & { why: string };

/** Scores a response and puts the score into words: the vetting's language, unless the reader chose another. */
export function makeReport(brief: Brief, response: Response, locale: Locale = brief.locale): Report {
  const scored = score(brief, response);
  const t = translator(locale);
  return {
    format: REPORT_FORMAT,
    rubric: scored.rubric,
    understanding: scored.understanding,
    priceDeadlineFocus: scored.priceDeadlineFocus,
    metricChasing: scored.metricChasing,
    verdict: scored.verdict,
    confidence: scored.confidence,
    because: because(scored, t),
    criteria: scored.criteria.map((criterion) => ({ ...criterion, evidence: criterion.evidence.map((item) => withWords(item, t)) })),
    numbers: scored.numbers,
    flags: scored.flags,
    askInMeeting: askInMeeting(scored, locale, t),
  };
}

function withWords({ reason, ...item }: Evidence, t: Translate): ReportEvidence {
  return { ...item, why: t(`reasons.${reason}`, item.topic ? { topic: t(`topics.${item.topic}`) } : {}) };
}

function because(scored: Score, t: Translate): string {
  const ranked = [...scored.criteria].sort((a, b) => b.level - a.level || WEIGHTS[b.key] - WEIGHTS[a.key]);
  const weakest = [...scored.criteria].sort((a, b) => a.level - b.level || WEIGHTS[b.key] - WEIGHTS[a.key]);
  return t(`because.${scored.verdict}`, {
    understanding: scored.understanding,
    focus: scored.priceDeadlineFocus,
    metric: scored.metricChasing,
    best: t(`criteria.${ranked[0]?.key}`),
    worst: t(`criteria.${weakest[0]?.key}`),
    units: scored.units.business + scored.units.terms + scored.units.metric,
    unanswered: scored.unanswered.length,
  });
}

const FEWEST_QUESTIONS = 2;
const MOST_QUESTIONS = 4;

function askInMeeting(scored: Score, locale: Locale, t: Translate): string[] {
  const open = [...scored.criteria]
    .filter((criterion) => criterion.level < 4 && criterion.missing.length > 0)
    .sort((a, b) => a.points / a.outOf - b.points / b.outOf || WEIGHTS[b.key] - WEIGHTS[a.key]);
  const questions = open.map((criterion) => meetingQuestion(criterion, locale, t));
  if (scored.priceDeadlineFocus > 30) questions.unshift(t('ask.price_deadline'));
  while (questions.length < FEWEST_QUESTIONS) {
    questions.push(questions.length === 0 ? t('ask.partnership') : t('ask.evaluation_axis'));
  }
  return [...new Set(questions)].slice(0, MOST_QUESTIONS);
}

function meetingQuestion(criterion: ScoredCriterion, locale: Locale, t: Translate): string {
  const missing = criterion.missing[0] ?? '';
  const named = (scope: string): string => (hasWords(locale, `${scope}.${missing}`) ? t(`${scope}.${missing}`) : missing);
  switch (criterion.key) {
    case 'questioning':
      return t('ask.questioning', { topic: t(`topics.${missing}`) });
    case 'business_model':
      return t('ask.business_model', { part: named('missing') });
    case 'unit_economics':
      return t('ask.unit_economics', { problem: t(`interview.numbers.${missing}`) });
    case 'fit':
      return t('ask.fit', { channel: named(missing === 'channels' ? 'missing' : 'channels') });
    case 'kpi_link':
      return t('ask.kpi_link', { metric: missing === 'metrics' ? t('missing.metrics') : metricName(missing, locale, t) });
    case 'evaluation_axis':
    case 'partnership':
      return t(`ask.${criterion.key}`);
  }
}

/** The name of a metric in the given language; a metric of the candidate's own stays as written. */
export function metricName(given: string, locale: Locale, t: Translate = translator(locale)): string {
  const metric = findMetric(given);
  return metric && given === metric ? t(`metrics.${metric}`) : given;
}

/** The name of an answer, such as "question 3" for `askedQuestions.2.text`. */
export function answerName(path: string, t: Translate): string {
  const [first, second, index] = path.split('.');
  if (first === 'askedQuestions') return t('answers.askedQuestions', { n: Number(second) + 1 });
  if (first === 'numbers') return second ? t(`interview.numbers.${second}`) : t('answers.numbers');
  if (second === undefined) return t(`answers.${first}.all`);
  const n = Number(index) + 1;
  return t(`answers.${first}.${second}`, { n });
}

/** What a flag tells the owner, with the answer that it concerns. */
export function flagText(flag: Flag, t: Translate): string {
  return t(`flags.${flag.key}`, { answer: answerName(flag.answer, t), share: Math.round((flag.share ?? 0) * 100) });
}

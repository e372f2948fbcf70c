import type { Brief, Locale } from '../domain/brief/brief.ts';
import { type Clash, clashesOf } from '../domain/economics/clashes.ts';
import type { Response } from '../domain/response/response.ts';
import type { Evidence } from '../domain/scoring/findings.ts';
import type { Flag } from '../domain/scoring/flag.ts';
import { answeredFigure } from '../domain/scoring/points.ts';
import { THRESHOLDS, WEIGHTS } from '../domain/scoring/rubric.ts';
import type { Score, ScoredCriterion } from '../domain/scoring/score.ts';
import { score } from '../domain/scoring/score.ts';
import { isStrongInAnswers } from '../domain/scoring/verdict.ts';
import { type Translate, translator } from '../locales/translator.ts';
import { isResolved } from './clashes.ts';
import { askInMeeting } from './meeting.ts';
import { type Missing, missingOf } from './missing.ts';
import { answerName } from './names.ts';

export const REPORT_FORMAT = 'banso-report/2';

/** The public report of one response, in the vetting's language (scoring.md, files in and out). */
export type Report = {
  format: typeof REPORT_FORMAT;
  rubric: string;
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  range: Score['range'];
  /** What the answered parts come to, blanks left out of account. */
  answered: number;
  verdict: Score['verdict'];
  confirmed: boolean;
  floorsMissing: Score['floorsMissing'];
  confidence: Score['confidence'];
  because: string;
  criteria: ReportCriterion[];
  numbers: Score['numbers'];
  flags: Score['flags'];
  clashes: ReportClash[];
  askInMeeting: string[];
};
export type ReportCriterion = Omit<ScoredCriterion, 'evidence' | 'missing'> & {
  evidence: ReportEvidence[];
  missing: Missing[];
  /** Whose level counts: a person's stands in place of the rules'. */
  judgedBy: 'rules' | 'person';
};
/** Figures of the candidate's own that do not fit together, and whether it said what gives. */
export type ReportClash = { key: Clash['key']; figures: Clash['figures']; resolved: boolean };
export type ReportEvidence = Omit<Evidence, 'reason'> & { why: string };

/**
 * Scores a response and puts the score into words: the vetting's language, unless the reader chose another.
 */
export function makeReport(brief: Brief, response: Response, locale: Locale = brief.locale): Report {
  return reportOn(score(brief, response), brief, response, locale);
}

/** Puts a score that was given before into words; `judged` are the criteria whose level is a person's. */
export function reportOn(
  scored: Score,
  brief: Brief,
  response: Response,
  locale: Locale,
  judged: ReadonlySet<string> = new Set(),
): Report {
  const t = translator(locale);
  return {
    format: REPORT_FORMAT,
    rubric: scored.rubric,
    understanding: scored.understanding,
    priceDeadlineFocus: scored.priceDeadlineFocus,
    metricChasing: scored.metricChasing,
    range: scored.range,
    answered: answeredBy(scored),
    verdict: scored.verdict,
    confirmed: scored.confirmed,
    floorsMissing: scored.floorsMissing,
    confidence: scored.confidence,
    because: because(scored, t, locale),
    criteria: scored.criteria.map((criterion) => ({
      ...criterion,
      evidence: criterion.evidence.map((item) => withWords(item, t)),
      missing: missingOf(criterion, { scored, brief, response }),
      judgedBy: judged.has(criterion.key) ? ('person' as const) : ('rules' as const),
    })),
    numbers: scored.numbers,
    flags: scored.flags,
    clashes: clashesOf(brief, response).map((clash) => ({
      key: clash.key,
      figures: clash.figures,
      resolved: isResolved(clash, response),
    })),
    askInMeeting: askInMeeting(scored, brief, response, locale, t).map(({ text }) => text),
  };
}

function withWords({ reason, ...item }: Evidence, t: Translate): ReportEvidence {
  return { ...item, why: t(`reasons.${reason}`, item.topic ? { topic: t(`topics.${item.topic}`) } : {}) };
}

function because(scored: Score, t: Translate, locale: Locale): string {
  const ranked = [...scored.criteria].sort((a, b) => b.level - a.level || WEIGHTS[b.key] - WEIGHTS[a.key]);
  const weakest = [...scored.criteria].sort((a, b) => a.level - b.level || WEIGHTS[b.key] - WEIGHTS[a.key]);
  // Only a floor is missing where nothing else stands between a total and the verdict.
  const onlyFloors =
    scored.verdict === 'promising' &&
    scored.floorsMissing.length > 0 &&
    scored.understanding >= THRESHOLDS.partnerUnderstanding &&
    scored.priceDeadlineFocus <= THRESHOLDS.partnerFocus &&
    scored.metricChasing <= THRESHOLDS.partnerMetricChasing;
  const kind = onlyFloors ? 'floors' : isStrong(scored) ? 'answered' : scored.verdict;
  return t(`because.${kind}`, {
    floors: new Intl.ListFormat(locale).format(scored.floorsMissing.map((key) => t(`criteria.${key}`))),
    understanding: scored.understanding,
    answered: answeredBy(scored),
    focus: scored.priceDeadlineFocus,
    metric: scored.metricChasing,
    best: t(`criteria.${ranked[0]?.key}`),
    worst: t(`criteria.${weakest[0]?.key}`),
    units: scored.units.business + scored.units.terms + scored.units.metric,
    unanswered: scored.unanswered.length,
  });
}

const answeredBy = ({ criteria, answeredOf }: Score): number => answeredFigure(criteria, answeredOf);

function isStrong(scored: Score): boolean {
  const levels = Object.fromEntries(scored.criteria.map(({ key, level }) => [key, level]));
  return isStrongInAnswers({ ...scored, answered: answeredBy(scored) }, levels, scored.answeredOf);
}

/** What a flag tells the owner, with the answer that it concerns. */
export function flagText(flag: Flag, t: Translate): string {
  return t(`flags.${flag.key}`, {
    answer: answerName(flag.answer, t),
    share: Math.round((flag.share ?? 0) * 100),
    text: quoted(flag.text ?? ''),
  });
}

const LONGEST_QUOTE = 120;

/** What a flag saw, on one line and no longer than a glance. */
function quoted(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= LONGEST_QUOTE
    ? characters.join('')
    : `${characters.slice(0, LONGEST_QUOTE).join('')}…`;
}

import type { Brief } from '../brief/brief.ts';
import { gradeNumbers, type NumberResult } from '../economics/economics.ts';
import type { Response } from '../response/response.ts';
import { answeredOf, unansweredPaths } from './completeness.ts';
import { isWrong, NO_CORRECTIONS, withMetricsMeant } from './corrections.ts';
import { judgeBusinessModel } from './criteria/business-model.ts';
import { judgeEvaluationAxis } from './criteria/evaluation-axis.ts';
import { judgeFit } from './criteria/fit.ts';
import { judgeKpiLink } from './criteria/kpi-link.ts';
import { judgePartnership } from './criteria/partnership.ts';
import { judgeQuestioning } from './criteria/questioning.ts';
import { judgeUnitEconomics } from './criteria/unit-economics.ts';
import type { Finding } from './findings.ts';
import type { Flag } from './flag.ts';
import { capFor, findFlags } from './flags.ts';
import { measureFoci } from './focus.ts';
import { pointsOf, rangeOf, sumOfPoints } from './points.ts';
import { type Reading, read } from './reading.ts';
import { CRITERIA, type Criterion, RUBRIC, type Verdict, WEIGHTS } from './rubric.ts';
import { type Confidence, decideVerdict, floorsMissing, judgeConfidence } from './verdict.ts';

export type ScoredCriterion = Finding & { key: Criterion; points: number; outOf: number };

/** A scored response, without words: the wording layer turns it into a report in the vetting's language. */
export type Score = {
  rubric: string;
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  units: { business: number; terms: number; metric: number };
  /** Share 0–1 of the required answers that were given. */
  answeredShare: number;
  /** The same share for each criterion. */
  answeredOf: Partial<Record<Criterion, number>>;
  verdict: Verdict;
  /** Criteria whose level keeps this from being a partner, whatever the total. */
  floorsMissing: Criterion[];
  /** Least and most of the total, by leaving one criterion out and by ±7. */
  range: [number, number];
  /** Whether a person has judged what rules judge least well; never by the rules alone. */
  confirmed: boolean;
  confidence: Confidence;
  criteria: ScoredCriterion[];
  numbers: NumberResult[];
  flags: Flag[];
  unanswered: string[];
};

/**
 * Scores one response against its brief. Pure: the same input gives the same score, byte for byte.
 * `corrections` are what a person says that was meant.
 * A criterion that the brief's numbers cannot ask about is left out and its points are spread over the rest.
 */
export function score(brief: Brief, written: Response, corrections = NO_CORRECTIONS): Score {
  const response = withMetricsMeant(written, corrections);
  const reading = read(brief, response, corrections);
  const numbers = gradeNumbers(brief, response);
  const flags = findFlags(brief, response, reading, numbers).filter((flag) => !isWrong(corrections, flag));
  const findings: Record<Criterion, Finding | null> = {
    questioning: judgeQuestioning(brief, reading),
    business_model: judgeBusinessModel(brief, reading, flags),
    unit_economics: judgeUnitEconomics(brief, response, numbers, reading),
    fit: judgeFit(brief, response, reading, flags),
    kpi_link: judgeKpiLink(brief, response, reading),
    evaluation_axis: judgeEvaluationAxis(brief, response, reading),
    partnership: judgePartnership(brief, response, reading, flags),
  };
  const criteria = weigh(findings);
  const understanding = sumOfPoints(criteria);
  const foci = measureFoci(brief, response, reading);
  const { required, unanswered } = unansweredPaths(brief, response);
  const units = foci.business + foci.terms + foci.metric;
  const answeredShare = 1 - unanswered.length / required;
  const { priceDeadlineFocus, metricChasing } = foci;
  const levels = Object.fromEntries(criteria.map(({ key, level }) => [key, level]));
  const figures = { understanding, priceDeadlineFocus, metricChasing, levels };
  return {
    rubric: RUBRIC,
    understanding,
    priceDeadlineFocus,
    metricChasing,
    units: { business: foci.business, terms: foci.terms, metric: foci.metric },
    answeredShare,
    answeredOf: answeredOf(brief, response),
    verdict: decideVerdict({ ...figures, units, answeredShare }),
    floorsMissing: floorsMissing(levels),
    range: rangeOf(criteria, understanding),
    confirmed: false,
    confidence: judgeConfidence({
      units,
      ...doubtsOf(reading),
      answeredShare,
      // A price outside its page is counted in the focus and leaves nothing in doubt.
      flags: flags.filter(({ key }) => key !== 'prices_outside_terms').length,
      isReadable: reading.makesSense && reading.speaksOfBrief,
      isCapped: flags.some((flag) => capFor([flag], flag.answer) !== null),
    }),
    criteria,
    numbers,
    flags,
    unanswered,
  };
}

function weigh(findings: Record<Criterion, Finding | null>): ScoredCriterion[] {
  const judged = CRITERIA.filter((key) => findings[key] !== null);
  const total = judged.reduce((sum, key) => sum + WEIGHTS[key], 0);
  return judged.map((key) => {
    const { level, evidence, missing } = findings[key] as Finding;
    const outOf = (100 * WEIGHTS[key]) / total;
    return { key, level, points: pointsOf(level, outOf), outOf: pointsOf(4, outOf), evidence, missing };
  });
}

/** Below this lead of the likeliest orientation a sentence could as well be read otherwise. */
const THIN_MARGIN = 0.25;

function doubtsOf(reading: Reading): { neutralShare: number; unsureShare: number } {
  const all = [...reading.answers.values()].flat();
  const shareOf = (wanted: (sentence: (typeof all)[number]) => boolean): number =>
    all.length === 0 ? 1 : all.filter(wanted).length / all.length;
  return {
    neutralShare: shareOf(({ orientation }) => orientation === 'neutral'),
    unsureShare: shareOf(({ margin }) => margin < THIN_MARGIN),
  };
}

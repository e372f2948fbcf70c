import { type Criterion, FLOORS, THRESHOLDS, type Verdict } from './rubric.ts';

export type VerdictInput = {
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  levels: Levels;
  /** Units of talk that were counted for the two foci. */
  units: number;
  /** Share 0–1 of the required answers that were given. */
  answeredShare: number;
};

type Levels = Partial<Record<Criterion, number>>;

/**
 * The level that a partner reaches at least in each of these, whatever its total; what is not judged is no
 * bar.
 */
export function floorsMissing(levels: Levels): Criterion[] {
  return (Object.keys(FLOORS) as (keyof typeof FLOORS)[]).filter((key) => (levels[key] ?? 4) < FLOORS[key]);
}

/** From here on what was answered is strong, whatever the total. */
const STRONG = 75;
/** So much has to be answered before that can be said. */
const LEAST_ANSWERED = 0.5;

/**
 * Whether a response that is no partner's as a whole is strong in what it answered: it is for asking back,
 * not for turning down.
 */
export function isStrongInAnswers(
  { verdict, answeredShare, answered }: { verdict: Verdict; answeredShare: number; answered: number },
  levels: Levels,
  shares: Partial<Record<Criterion, number>>,
): boolean {
  const ofAnswered = Object.fromEntries(
    (Object.entries(levels) as [Criterion, number][])
      .filter(([key]) => (shares[key] ?? 1) > 0)
      .map(([key, level]) => [key, Math.min(4, level / (shares[key] ?? 1))]),
  );
  return (
    verdict === 'promising' &&
    answeredShare < 1 &&
    answeredShare >= LEAST_ANSWERED &&
    answered >= STRONG &&
    floorsMissing(ofAnswered).length === 0
  );
}

/** Insight: what cannot be guessed or filled in. */
const insightOf = ({ business_model = 0, fit = 0 }: Levels): number => (business_model + fit) / 2;

/** The first verdict that applies (scoring.md). */
export function decideVerdict({
  understanding,
  priceDeadlineFocus,
  metricChasing,
  levels,
  units,
  answeredShare,
}: VerdictInput): Verdict {
  const limit = THRESHOLDS;
  const isShallow = insightOf(levels) < limit.insight;
  if (units < limit.insufficientUnits && answeredShare < limit.insufficientAnswered) return 'insufficient';
  if (
    priceDeadlineFocus >= limit.priceDeadlineFocus &&
    (understanding < limit.priceDeadlineUnderstanding || isShallow)
  )
    return 'price_deadline';
  if (metricChasing >= limit.metricChasing && understanding < limit.metricChaserUnderstanding)
    return 'metric_chaser';
  if (metricChasing >= limit.metricChasingShallow && isShallow) return 'metric_chaser';
  const isPartner =
    understanding >= limit.partnerUnderstanding &&
    priceDeadlineFocus <= limit.partnerFocus &&
    metricChasing <= limit.partnerMetricChasing &&
    floorsMissing(levels).length === 0;
  return isPartner ? 'partner' : 'promising';
}

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * How far the figures can be trusted: doubts are little text, skipped answers, neutral talk, sentences that
 * could be read either way, and flags.
 */
export function judgeConfidence(input: {
  units: number;
  neutralShare: number;
  unsureShare: number;
  answeredShare: number;
  flags: number;
  /** Whether a flag keeps an answer from a level: never beside high confidence. */
  isCapped: boolean;
  /** Whether the response reads as sentences about this business at all. */
  isReadable: boolean;
}): Confidence {
  if (!input.isReadable) return 'low';
  let doubts = input.isCapped ? 1 : 0;
  if (input.units < 6) doubts += input.units < 3 ? 2 : 1;
  if (input.answeredShare < 0.9) doubts += input.answeredShare < 0.6 ? 2 : 1;
  if (input.neutralShare > 0.5) doubts += 1;
  if (input.unsureShare > 0.4) doubts += 1;
  doubts += Math.min(2, input.flags);
  return doubts === 0 ? 'high' : doubts <= 2 ? 'medium' : 'low';
}

import { THRESHOLDS, type Verdict } from './rubric.ts';

export type VerdictInput = {
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
  /** Units of talk that were counted for the two foci. */
  units: number;
  /** Share 0–1 of the required answers that were given. */
  answeredShare: number;
};

/** The first verdict that applies (scoring.md). */
export function decideVerdict({
  understanding,
  priceDeadlineFocus,
  metricChasing,
  units,
  answeredShare,
}: VerdictInput): Verdict {
  const limit = THRESHOLDS;
  if (units < limit.insufficientUnits && answeredShare < limit.insufficientAnswered) return 'insufficient';
  if (
    understanding >= limit.partnerUnderstanding &&
    priceDeadlineFocus <= limit.partnerFocus &&
    metricChasing <= limit.partnerMetricChasing
  )
    return 'partner';
  if (priceDeadlineFocus >= limit.priceDeadlineFocus && understanding < limit.priceDeadlineUnderstanding)
    return 'price_deadline';
  if (metricChasing >= limit.metricChasing && understanding < limit.metricChaserUnderstanding)
    return 'metric_chaser';
  return 'promising';
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
}): Confidence {
  let doubts = 0;
  if (input.units < 6) doubts += input.units < 3 ? 2 : 1;
  if (input.answeredShare < 0.9) doubts += input.answeredShare < 0.6 ? 2 : 1;
  if (input.neutralShare > 0.5) doubts += 1;
  if (input.unsureShare > 0.4) doubts += 1;
  doubts += Math.min(2, input.flags);
  return doubts === 0 ? 'high' : doubts <= 2 ? 'medium' : 'low';
}

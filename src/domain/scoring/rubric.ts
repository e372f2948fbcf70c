/** Version of the rules in this folder. A stored score names the version that made it. */
export const RUBRIC = '2';

export const CRITERIA = [
  'questioning',
  'business_model',
  'unit_economics',
  'fit',
  'kpi_link',
  'evaluation_axis',
  'partnership',
] as const;
export type Criterion = (typeof CRITERIA)[number];

/** Points of each criterion; together 100. */
export const WEIGHTS: Record<Criterion, number> = {
  questioning: 20,
  business_model: 25,
  unit_economics: 15,
  fit: 15,
  kpi_link: 8,
  evaluation_axis: 7,
  partnership: 10,
};

export const VERDICTS = ['insufficient', 'partner', 'price_deadline', 'metric_chaser', 'promising'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Where one verdict ends and the next begins; shown to the owner beside the verdict. */
export const THRESHOLDS = {
  insufficientUnits: 2,
  insufficientAnswered: 0.5,
  partnerUnderstanding: 70,
  partnerFocus: 30,
  partnerMetricChasing: 30,
  priceDeadlineFocus: 45,
  priceDeadlineUnderstanding: 50,
  metricChasing: 35,
  metricChaserUnderstanding: 60,
  /** Enough where no insight stands beside it. */
  metricChasingShallow: 20,
  insight: 2,
} as const;

/**
 * A partner's least level where rules can see that something is missing. Weak sums with good sense are no
 * bar.
 */
export const FLOORS = { fit: 2.5, business_model: 2, questioning: 1.5 } as const satisfies Partial<
  Record<Criterion, number>
>;

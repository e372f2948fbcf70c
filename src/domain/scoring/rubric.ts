/** Version of the rules in this folder. A stored score names the version that made it. */
export const RUBRIC = '1.1';

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
  business_model: 20,
  unit_economics: 15,
  fit: 15,
  kpi_link: 10,
  evaluation_axis: 10,
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
} as const;

import { pointsOf, sumOfPoints } from '../scoring/points.ts';
import type { Criterion, Verdict } from '../scoring/rubric.ts';
import type { Score, ScoredCriterion } from '../scoring/score.ts';
import { decideVerdict } from '../scoring/verdict.ts';

/**
 * The owner's own level 0–4 for a criterion with the reason for it; level null goes back to the computed one.
 */
export type Override = { criterion: Criterion; level: number | null; reason: string };

/** Levels that an owner can give: 0 to 4 in halves. */
export const OVERRIDE_LEVELS = Array.from({ length: 9 }, (_, half) => half / 2);

/** The override in force for each criterion: the last one, unless it goes back to the computed level. */
export function inForce(overrides: readonly Override[]): Map<Criterion, Override> {
  const last = new Map(overrides.map((override) => [override.criterion, override]));
  return new Map([...last].filter(([, { level }]) => level !== null));
}

/** What a level changes of a score: the figures without what they rest on. */
export type Judged = Pick<
  Score,
  'understanding' | 'priceDeadlineFocus' | 'metricChasing' | 'units' | 'answeredShare' | 'verdict'
>;
export type JudgedCriterion = Pick<ScoredCriterion, 'key' | 'level' | 'points' | 'outOf'>;

/**
 * The score with the owner's levels in place of the computed ones; points, understanding and verdict follow.
 * Evidence stays.
 */
export function applyOverrides(computed: Score, overrides: readonly Override[]): Score {
  return { ...computed, ...overriddenParts(computed, overrides) };
}

/** The parts of a score that the owner's levels change, or their computed form where there are none. */
export function overriddenParts<C extends JudgedCriterion>(
  { criteria: computed, ...figures }: Judged & { criteria: C[] },
  overrides: readonly Override[],
): { criteria: C[]; understanding: number; verdict: Verdict } {
  const decided = inForce(overrides);
  const { priceDeadlineFocus, metricChasing, units, answeredShare } = figures;
  if (decided.size === 0)
    return { criteria: computed, understanding: figures.understanding, verdict: figures.verdict };
  const criteria = computed.map((criterion): C => {
    const level = decided.get(criterion.key)?.level ?? null;
    return level === null ? criterion : { ...criterion, level, points: pointsOf(level, criterion.outOf) };
  });
  const understanding = sumOfPoints(criteria);
  const verdict = decideVerdict({
    understanding,
    priceDeadlineFocus,
    metricChasing,
    units: units.business + units.terms + units.metric,
    answeredShare,
  });
  return { criteria, understanding, verdict };
}

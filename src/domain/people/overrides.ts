import { pointsOf, rangeOf, sumOfPoints } from '../scoring/points.ts';
import type { Criterion } from '../scoring/rubric.ts';
import type { Score, ScoredCriterion } from '../scoring/score.ts';
import { decideVerdict, floorsMissing } from '../scoring/verdict.ts';

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

/** What rules judge least well: a verdict stands once a person has judged these. */
const JUDGED_BY_PEOPLE: readonly Criterion[] = ['business_model', 'fit'];

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
): { criteria: C[] } & Pick<Score, 'understanding' | 'verdict' | 'range' | 'floorsMissing' | 'confirmed'> {
  const decided = inForce(overrides);
  const { priceDeadlineFocus, metricChasing, units, answeredShare } = figures;
  const criteria = computed.map((criterion): C => {
    const level = decided.get(criterion.key)?.level ?? null;
    return level === null ? criterion : { ...criterion, level, points: pointsOf(level, criterion.outOf) };
  });
  // Without a level of one's own the figures stay as they were computed, by whichever rubric.
  const isComputed = decided.size === 0;
  const understanding = isComputed ? figures.understanding : sumOfPoints(criteria);
  const levels = Object.fromEntries(criteria.map(({ key, level }) => [key, level]));
  const decide = () =>
    decideVerdict({
      understanding,
      priceDeadlineFocus,
      metricChasing,
      levels,
      units: units.business + units.terms + units.metric,
      answeredShare,
    });
  return {
    criteria,
    understanding,
    verdict: isComputed ? figures.verdict : decide(),
    range: rangeOf(criteria, understanding),
    floorsMissing: floorsMissing(levels),
    confirmed: JUDGED_BY_PEOPLE.every((key) => decided.has(key)),
  };
}

import { pointsOf, rangeOf, sumOfPoints } from '../scoring/points.ts';
import { CRITERIA, type Criterion } from '../scoring/rubric.ts';
import type { Score, ScoredCriterion } from '../scoring/score.ts';
import { decideVerdict, floorsMissing } from '../scoring/verdict.ts';

/** When somebody judged: from what was written, or after talking to the candidate. */
export const STAGES = ['reading', 'meeting'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * One person's level 0–4 for a subject, a criterion or one of the owner's own questions (its id), with a
 * reason. Level null: the person gives none, so that the level by the rules stands.
 */
export type Judgement = { subject: string; stage: Stage; level: number | null; reason: string };

/** Levels that a person can give: 0 to 4 in halves. */
export const JUDGEMENT_LEVELS = Array.from({ length: 9 }, (_, half) => half / 2);

export const isCriterion = (subject: string): subject is Criterion =>
  (CRITERIA as readonly string[]).includes(subject);

/** One person's levels in force at a stage: the last one of each subject, where it is one. */
export function inForce<Given extends Judgement>(
  judgements: readonly Given[],
  stage: Stage = 'reading',
): Map<string, Given & { level: number }> {
  const last = new Map<string, Given & { level: number }>();
  for (const judgement of judgements) {
    const { subject, level } = judgement;
    if (judgement.stage !== stage) continue;
    if (level === null) last.delete(subject);
    else last.set(subject, { ...judgement, level });
  }
  return last;
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
export function applyJudgements(computed: Score, owners: readonly Judgement[]): Score {
  return { ...computed, ...judgedParts(computed, owners) };
}

/** The parts of a score that the owner's levels change, or their computed form where there are none. */
export function judgedParts<C extends JudgedCriterion>(
  { criteria: computed, ...figures }: Judged & { criteria: C[] },
  owners: readonly Judgement[],
): { criteria: C[] } & Pick<Score, 'understanding' | 'verdict' | 'range' | 'floorsMissing' | 'confirmed'> {
  const decided = inForce(owners);
  const { priceDeadlineFocus, metricChasing, units, answeredShare } = figures;
  const criteria = computed.map((criterion): C => {
    const level = decided.get(criterion.key)?.level ?? null;
    return level === null ? criterion : { ...criterion, level, points: pointsOf(level, criterion.outOf) };
  });
  // Without a level of one's own the figures stay as they were computed, by whichever rubric.
  const isComputed = !computed.some(({ key }) => decided.has(key));
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

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { z } from 'zod';
import { CRITERIA, type Criterion } from '../scoring/rubric.ts';

export const MAX_WEIGHT = 100;
/** Whole numbers from 0 to MAX_WEIGHT; only their proportions matter. */
export type Weights = Record<Criterion, number>;
/** Weights as they are stored. */
export const WeightsSchema = z.strictObject(
  Object.fromEntries(
    CRITERIA.map((criterion) => [criterion, z.number().int().min(0).max(MAX_WEIGHT)]),
  ) as Record<Criterion, z.ZodNumber>,
);
/** A candidate with its level (0–4) of each criterion. */
export type Weighed = { id: string; levels: Partial<Record<Criterion, number>> };

const LEVELS = 4;
const DRAWS = 2000;
const SEED = 20_260_101;
/**
 * How closely the drawn weightings keep to the chosen one: a share of 0.20 varies by about 0.07 (standard
 * deviation).
 */
const CONCENTRATION = 30;

const levelOf = ({ levels }: Weighed, criterion: Criterion): number => levels[criterion] ?? 0;

/** Weighted mean of the levels as points from 0 to 100; 0 where no criterion has weight. */
export function weightedPoints(candidate: Weighed, weights: Weights): number {
  const total = CRITERIA.reduce((sum, criterion) => sum + weights[criterion], 0);
  if (total === 0) return 0;
  return (
    (100 * CRITERIA.reduce((sum, criterion) => sum + weights[criterion] * levelOf(candidate, criterion), 0)) /
    (LEVELS * total)
  );
}

/** Candidates with their points under these weights, the best first; ties keep the order given. */
export function rankByWeights<Candidate extends Weighed>(
  candidates: readonly Candidate[],
  weights: Weights,
): { candidate: Candidate; points: number }[] {
  return candidates
    .map((candidate) => ({ candidate, points: weightedPoints(candidate, weights) }))
    .sort((a, b) => b.points - a.points);
}

/**
 * How firm the first place is: the share (0–1) of 2,000 weightings drawn around the chosen one in which each
 * candidate is first; a tie is split evenly. The weightings come from a Dirichlet distribution whose mean is
 * the chosen one (gamma variates by Marsaglia and Tsang, 2000), always from the same seed, so that everyone
 * sees the same figure.
 */
export function firmness(candidates: readonly Weighed[], weights: Weights): Map<string, number> {
  const first = new Map(candidates.map(({ id }) => [id, 0]));
  const total = CRITERIA.reduce((sum, criterion) => sum + weights[criterion], 0);
  if (total === 0 || candidates.length === 0) return first;
  const random = uniform();
  const rows = candidates.map((candidate) => CRITERIA.map((criterion) => levelOf(candidate, criterion)));
  for (let draw = 0; draw < DRAWS; draw += 1) {
    // The ranking needs proportions only, so the variates need not be divided by their sum.
    const drawn = CRITERIA.map((criterion) => gamma((CONCENTRATION * weights[criterion]) / total, random));
    const points = rows.map((levels) =>
      levels.reduce((sum, level, index) => sum + level * (drawn[index] ?? 0), 0),
    );
    const best = Math.max(...points);
    const winners = candidates.filter((_, index) => best - (points[index] ?? 0) < 1e-9);
    for (const { id } of winners) first.set(id, (first.get(id) ?? 0) + 1 / winners.length / DRAWS);
  }
  return first;
}

/** A single weight that would put somebody else first if it were moved from one whole number to another. */
export type WinnerChange = { criterion: Criterion; from: number; to: number; winnerId: string };

/**
 * The smallest change of one weight, the others staying as they are, after which another candidate is
 * strictly first; null where none is.
 */
export function smallestChange(candidates: readonly Weighed[], weights: Weights): WinnerChange | null {
  const leader = rankByWeights(candidates, weights)[0]?.candidate;
  if (!leader) return null;
  const changes = CRITERIA.flatMap((criterion) =>
    candidates.flatMap((rival): WinnerChange[] => {
      const gap = CRITERIA.reduce(
        (sum, each) => sum + weights[each] * (levelOf(leader, each) - levelOf(rival, each)),
        0,
      );
      const slope = levelOf(leader, criterion) - levelOf(rival, criterion);
      if (slope === 0) return [];
      const even = weights[criterion] - gap / slope;
      const to = slope > 0 ? Math.ceil(even) - 1 : Math.floor(even) + 1;
      if (to < 0 || to > MAX_WEIGHT) return [];
      const winner = rankByWeights(candidates, { ...weights, [criterion]: to })[0]?.candidate;
      return winner && winner.id !== leader.id
        ? [{ criterion, from: weights[criterion], to, winnerId: winner.id }]
        : [];
    }),
  );
  const size = ({ from, to }: WinnerChange): number => Math.abs(to - from);
  return changes.reduce<WinnerChange | null>(
    (least, change) => (least === null || size(change) < size(least) ? change : least),
    null,
  );
}

/**
 * By how many points each criterion puts the first before the second (negative: behind); together the gap
 * between them.
 */
export function gapByCriterion(first: Weighed, second: Weighed, weights: Weights): Record<Criterion, number> {
  const only = (criterion: Criterion): number => {
    const total = CRITERIA.reduce((sum, each) => sum + weights[each], 0);
    return total === 0
      ? 0
      : (100 * weights[criterion] * (levelOf(first, criterion) - levelOf(second, criterion))) /
          (LEVELS * total);
  };
  return Object.fromEntries(CRITERIA.map((criterion) => [criterion, only(criterion)])) as Record<
    Criterion,
    number
  >;
}

function uniform(): () => number {
  const generator = xoroshiro128plus(SEED);
  return () => uniformFloat64(generator);
}

/** A gamma variate of the given shape and scale 1; 0 for shape 0. */
function gamma(shape: number, random: () => number): number {
  if (shape === 0) return 0;
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

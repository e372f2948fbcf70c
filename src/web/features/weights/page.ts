import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  firmness,
  gapByCriterion,
  MAX_WEIGHT,
  rankByWeights,
  smallestChange,
  type Weighed,
  type Weights,
} from '../../../domain/people/weighting.ts';
import { CRITERIA, WEIGHTS } from '../../../domain/scoring/rubric.ts';
import { listFigures } from '../../../store/submissions.ts';

const Given = z.record(z.string(), z.unknown()).catch({});

const Weight = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().max(MAX_WEIGHT));

/** Weights by criterion as they were given; what is none falls back. */
export function readWeights(given: unknown, fallback: Weights): Weights {
  const values = Given.parse(given);
  return Object.fromEntries(
    CRITERIA.map((key) => [key, Weight.safeParse(values[key]).data ?? fallback[key]]),
  ) as Weights;
}

export const isSame = (one: Weights, other: Weights): boolean =>
  CRITERIA.every((key) => one[key] === other[key]);

/** Tenths, as far as anybody can use them; a real minus sign. */
const tenths = (points: number): string => points.toFixed(1).replace(/^-/, '−').replace('−0.0', '0.0');

type Candidate = Weighed & { name: string };
type Ranked = { candidate: Candidate };

/** The ranking under the weights that the address names, or the kept ones, and how firm its first place is. */
export async function weightsPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, vetting, server } = request;
  const weights = readWeights(request.query, vetting.weights ?? WEIGHTS);
  const candidates = (await listFigures(server.parts.db, vetting)).map(
    ({ candidateId, name, figures }): Candidate => ({
      id: candidateId,
      name,
      levels: Object.fromEntries(figures.criteria.map(({ key, level }) => [key, level])),
    }),
  );
  const usual = new URLSearchParams(CRITERIA.map((key): [string, string] => [key, String(WEIGHTS[key])]));
  return reply.page('weights/weights', {
    title: t('weights.title'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    any: candidates.length > 0,
    most: MAX_WEIGHT,
    usualHref: `/vettings/${vetting.id}/weights?${usual}`,
    isKept: vetting.weights !== null && isSame(weights, vetting.weights),
    canDrop: vetting.weights !== null,
    weightless: Object.values(weights).every((each) => each === 0),
    weights: CRITERIA.map((key) => ({ key, label: t(`criteria.${key}`), value: weights[key] })),
    ...rankingView(request, candidates, weights),
  });
}

/** Who stands where, how firm the first place is, and what decides between the first two. */
function rankingView(
  { t }: FastifyRequest,
  candidates: readonly Candidate[],
  weights: Weights,
): Record<string, unknown> {
  const ranking = rankByWeights(candidates, weights);
  const shares = firmness(candidates, weights);
  const share = (id: string): number => Math.round(100 * (shares.get(id) ?? 0));
  const [first, second] = ranking;
  const places = ranking.map(({ candidate, points }, index) => ({
    place: 1 + ranking.findIndex((other) => other.points === points),
    id: candidate.id,
    name: candidate.name,
    points: tenths(points),
    share: share(candidate.id),
    isFirst: index === 0,
  }));
  if (!first || !second) return { ranking: places, firm: null, change: null, decidesText: null, gaps: [] };
  return {
    ranking: places,
    firm: t('weights.firm', { name: first.candidate.name, share: share(first.candidate.id) }),
    change: changeText(t, candidates, weights),
    decidesText: t('weights.decidesText', { first: first.candidate.name, second: second.candidate.name }),
    gaps: gapBars(t, first, second, weights),
  };
}

/** The smallest change of one weight that puts another candidate first, in words. */
function changeText(t: FastifyRequest['t'], candidates: readonly Candidate[], weights: Weights): string {
  const change = smallestChange(candidates, weights);
  if (!change) return t('weights.noChange');
  const { criterion, from, to, winnerId } = change;
  const name = candidates.find(({ id }) => id === winnerId)?.name ?? '';
  return t('weights.change', { criterion: t(`criteria.${criterion}`), from, to, name });
}

/** How far the first two lie apart by criterion, the widest gap first; x and width in units of a picture. */
function gapBars(t: FastifyRequest['t'], first: Ranked, second: Ranked, weights: Weights) {
  const gaps = gapByCriterion(first.candidate, second.candidate, weights);
  const widest = Math.max(...Object.values(gaps).map(Math.abs)) || 1;
  return CRITERIA.map((key) => {
    const width = (100 * Math.abs(gaps[key])) / widest;
    return {
      label: t(`criteria.${key}`),
      text: `${gaps[key] >= 0.05 ? '+' : ''}${tenths(gaps[key])}`,
      x: gaps[key] < 0 ? 100 - width : 100,
      width,
    };
  }).sort((a, b) => b.width - a.width);
}

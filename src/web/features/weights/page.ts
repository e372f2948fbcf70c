import { z } from 'zod';
import { MAX_WEIGHT, type Weights } from '../../../domain/people/weighting.ts';
import { CRITERIA } from '../../../domain/scoring/rubric.ts';

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
export const tenths = (points: number): string => points.toFixed(1).replace(/^-/, '−').replace('−0.0', '0.0');

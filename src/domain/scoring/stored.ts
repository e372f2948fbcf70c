import { z } from 'zod';
import { TOPICS } from '../brief/topics.ts';
import { SLIPS } from '../economics/economics.ts';
import { NUMBER_KEYS } from '../response/response.ts';
import { REASONS } from './findings.ts';
import { FLAGS } from './flag.ts';
import { CRITERIA, VERDICTS } from './rubric.ts';
import type { Score } from './score.ts';
import { CONFIDENCES } from './verdict.ts';

const Percentage = z.number().min(0).max(100);
const EvidenceSchema = z.strictObject({
  answer: z.string(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
  topic: z.enum(TOPICS).optional(),
  reason: z.enum(REASONS),
});

/**
 * A score as it is stored. What an earlier rubric wrote must stay readable: keys that are no longer given
 * stay in these lists, and their words in the locales.
 */
export const StoredScoreSchema = z.strictObject({
  rubric: z.string(),
  understanding: Percentage,
  priceDeadlineFocus: Percentage,
  metricChasing: Percentage,
  units: z.strictObject({ business: z.number(), terms: z.number(), metric: z.number() }),
  answeredShare: z.number().min(0).max(1),
  verdict: z.enum(VERDICTS),
  confidence: z.enum(CONFIDENCES),
  /** Given from rubric 2 on. */
  answeredOf: z.partialRecord(z.enum(CRITERIA), z.number().min(0).max(1)).default({}),
  floorsMissing: z.array(z.enum(CRITERIA)).default([]),
  range: z.tuple([Percentage, Percentage]).optional(),
  confirmed: z.boolean().default(false),
  criteria: z.array(
    z.strictObject({
      key: z.enum(CRITERIA),
      level: z.number().min(0).max(4),
      points: Percentage,
      outOf: Percentage,
      evidence: z.array(EvidenceSchema),
      missing: z.array(z.string()),
    }),
  ),
  numbers: z.array(
    z.strictObject({
      key: z.enum(NUMBER_KEYS),
      given: z.number().nullable(),
      right: z.number(),
      credit: z.number(),
      slip: z.enum(SLIPS).nullable(),
    }),
  ),
  flags: z.array(
    z.strictObject({
      key: z.enum(FLAGS),
      answer: z.string(),
      share: z.number().optional(),
      text: z.string().optional(),
    }),
  ),
  unanswered: z.array(z.string()),
});

/** Reads a stored score. Throws where it is none. */
export function readStoredScore(stored: unknown): Score {
  // exactOptionalPropertyTypes tells "absent" from "undefined"; JSON knows only "absent".
  const { range, ...score } = StoredScoreSchema.parse(stored);
  // Before there was a range, a total was shown as if it were exact.
  return { ...score, range: range ?? [score.understanding, score.understanding] } as Score;
}

/** The figures of a stored score without the evidence: all that a comparison of many candidates needs. */
const StoredFiguresSchema = z.object({
  ...StoredScoreSchema.pick({
    understanding: true,
    priceDeadlineFocus: true,
    metricChasing: true,
    units: true,
    answeredShare: true,
    verdict: true,
    confirmed: true,
    confidence: true,
  }).shape,
  criteria: z.array(
    StoredScoreSchema.shape.criteria.element
      .pick({ key: true, level: true, points: true, outOf: true })
      .strip(),
  ),
});
export type StoredFigures = z.infer<typeof StoredFiguresSchema>;

/** Reads the figures of a stored score. Throws where it is none. */
export function readStoredFigures(stored: unknown): StoredFigures {
  return StoredFiguresSchema.parse(stored);
}

/**
 * What changed from one score to another, in the order of a report: figures, verdict, confidence and levels.
 * Empty for equal ones.
 */
export function scoreChanges(
  before: Score,
  after: Score,
): { what: string; from: string | number; to: string | number }[] {
  const levelsOf = ({ criteria }: Score): Map<string, number> =>
    new Map(criteria.map(({ key, level }) => [key, level]));
  const [old, fresh] = [levelsOf(before), levelsOf(after)];
  const compared: [string, string | number, string | number][] = [
    ['understanding', before.understanding, after.understanding],
    ['priceDeadlineFocus', before.priceDeadlineFocus, after.priceDeadlineFocus],
    ['metricChasing', before.metricChasing, after.metricChasing],
    ['verdict', before.verdict, after.verdict],
    ['confidence', before.confidence, after.confidence],
    ...CRITERIA.map((key): [string, string | number, string | number] => [
      key,
      old.get(key) ?? '-',
      fresh.get(key) ?? '-',
    ]),
  ];
  return compared.filter(([, from, to]) => from !== to).map(([what, from, to]) => ({ what, from, to }));
}

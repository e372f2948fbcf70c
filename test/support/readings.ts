import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Criterion, VERDICTS } from '../../src/domain/scoring/rubric.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { briefOf, WRITTEN } from './written.ts';

const Level = z.number().min(0).max(4);
const ReadingSchema = z.strictObject({
  overall: z.number().min(0).max(100),
  verdict: z.enum(VERDICTS),
  levels: z.strictObject({
    questioning: Level,
    business_model: Level,
    unit_economics: Level,
    fit: Level,
    kpi_link: Level,
    evaluation_axis: Level,
    partnership: Level,
  }),
});
const ReadingsSchema = z.record(z.string(), ReadingSchema);

/** What somebody thinks of a response, or the score does; a criterion that was not judged has no level. */
export type Judgement = {
  overall: number;
  verdict: string;
  levels: Partial<Record<Criterion, number>>;
};

/**
 * Two readings of the responses in test/written, by the name of the file, made independently of each other by
 * readers who saw the brief and the response and neither the score nor its code.
 */
export const READINGS: readonly ReadonlyMap<string, Judgement>[] = ['a', 'b'].map((name) => {
  const file = new URL(`../readings/${name}.json`, import.meta.url);
  return new Map(Object.entries(ReadingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
});

/** Pairs that a reading sets so close together say nothing about their order. */
const LEAST_APART = 5;

/** Share 0–1 of pairs that the one puts in the same order as the other, where that one sees a difference. */
export function orderShare(
  ours: ReadonlyMap<string, Judgement>,
  theirs: ReadonlyMap<string, Judgement>,
): number {
  const both = [...theirs].flatMap(([name, { overall }]) => {
    const own = ours.get(name);
    return own ? [{ own: own.overall, overall }] : [];
  });
  const pairs = both.flatMap((one, index) => both.slice(index + 1).map((other) => [one, other] as const));
  const told = pairs.filter(([one, other]) => Math.abs(one.overall - other.overall) >= LEAST_APART);
  const same = told.filter(([one, other]) => (one.own - other.own) * (one.overall - other.overall) > 0);
  return same.length / told.length;
}

/** Share 0–1 of responses with the same verdict. */
export function verdictShare(
  ours: ReadonlyMap<string, Judgement>,
  theirs: ReadonlyMap<string, Judgement>,
): number {
  const names = [...theirs.keys()];
  return names.filter((name) => ours.get(name)?.verdict === theirs.get(name)?.verdict).length / names.length;
}

/** Agreement of two judgements on one criterion, 1 for all alike and 0 for chance: kappa with quadratic weights. */
export function kappaOf(
  criterion: Criterion,
  ours: ReadonlyMap<string, Judgement>,
  theirs: ReadonlyMap<string, Judgement>,
): number {
  const pairs = [...theirs].flatMap(([name, { levels }]) => {
    const [own, other] = [ours.get(name)?.levels[criterion], levels[criterion]];
    return own === undefined || other === undefined ? [] : [[own, other] as const];
  });
  const observed = pairs.reduce((sum, [own, other]) => sum + (own - other) ** 2, 0) / pairs.length;
  const expected =
    pairs.reduce((sum, [own]) => sum + pairs.reduce((inner, [, other]) => inner + (own - other) ** 2, 0), 0) /
    pairs.length ** 2;
  return 1 - observed / expected;
}

/** The score's own judgement of the same responses. */
export const scored = (): ReadonlyMap<string, Judgement> =>
  new Map(
    WRITTEN.map(({ name, business, locale, response }) => {
      const { understanding: overall, verdict, criteria } = score(briefOf(business, locale), response);
      return [
        name,
        { overall, verdict, levels: Object.fromEntries(criteria.map(({ key, level }) => [key, level])) },
      ];
    }),
  );

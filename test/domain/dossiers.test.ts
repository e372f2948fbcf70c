import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import t from 'tap';
import { z } from 'zod';
import { BriefSchema } from '../../src/domain/brief.ts';
import { ResponseSchema } from '../../src/domain/response.ts';
import { VERDICTS } from '../../src/domain/rubric.ts';
import { score } from '../../src/domain/scoring/score.ts';

/** One business, its candidates with the verdict, and the order, that a careful owner would give: best first, those side by side in no order. */
const CaseSchema = z.strictObject({
  brief: BriefSchema,
  order: z.array(z.array(z.string())),
  candidates: z.record(z.string(), z.strictObject({ verdict: z.enum(VERDICTS), response: ResponseSchema })),
});

const cases = globSync(new URL('../dossiers/*.json', import.meta.url).pathname).sort();

t.equal(cases.length >= 4, true, 'several businesses');
for (const file of cases) {
  t.test(`${basename(file, '.json')}: verdicts and order are those of a careful owner`, async (t) => {
    const { brief, order, candidates } = CaseSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const scores = new Map(Object.entries(candidates).map(([name, { response }]) => [name, score(brief, response)]));
    for (const [name, { verdict }] of Object.entries(candidates)) {
      const { understanding, priceDeadlineFocus, metricChasing } = scores.get(name) ?? {};
      t.equal(scores.get(name)?.verdict, verdict, `${name}: ${understanding}, ${priceDeadlineFocus}, ${metricChasing}`);
    }
    t.same(order.flat().sort(), Object.keys(candidates).sort(), 'every candidate has its place');
    const understandingOf = (name: string): number => scores.get(name)?.understanding ?? Number.NaN;
    for (let place = 1; place < order.length; place += 1) {
      for (const better of order[place - 1] ?? []) {
        for (const worse of order[place] ?? []) t.ok(understandingOf(better) > understandingOf(worse), `${better} before ${worse}`);
      }
    }
  });
}

import { readFileSync } from 'node:fs';
import t from 'tap';
import { z } from 'zod';
import { ResponseSchema } from '../../src/domain/response/response.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { readSample } from '../../src/samples/sample.ts';

const FragmentsSchema = z
  .array(z.strictObject({ name: z.string(), ja: ResponseSchema, en: ResponseSchema }))
  .min(30);
const fragments = FragmentsSchema.parse(
  JSON.parse(readFileSync(new URL('./fragments.json', import.meta.url), 'utf8')),
);
const briefs = { ja: readSample('ja', 'partner').brief, en: readSample('en', 'partner').brief };

for (const { name, ja, en } of fragments) {
  t.test(`${name}: Japanese and English levels differ by at most half a level`, async (t) => {
    const [japanese, english] = [score(briefs.ja, ja).criteria, score(briefs.en, en).criteria];
    for (const [at, { key, level }] of japanese.entries()) {
      t.ok(
        Math.abs(level - (english[at]?.level ?? Number.NaN)) <= 0.5,
        `${key}: ${level} and ${english[at]?.level}`,
      );
    }
  });
}

t.test('both languages find the same orientation in the same fragments', async (t) => {
  const differing = fragments.filter(({ ja, en }) => {
    const [one, other] = [score(briefs.ja, ja), score(briefs.en, en)];
    return (
      Math.abs(one.priceDeadlineFocus - other.priceDeadlineFocus) > 20 ||
      Math.abs(one.metricChasing - other.metricChasing) > 20
    );
  });
  t.same(
    differing.map(({ name }) => name),
    [],
  );
});

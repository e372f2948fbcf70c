import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { type Brief, BriefSchema } from '../../src/domain/brief/brief.ts';
import { type Response, ResponseSchema } from '../../src/domain/response/response.ts';
import { VERDICTS } from '../../src/domain/scoring/rubric.ts';
import { readSample, SAMPLES } from '../../src/samples/sample.ts';

/**
 * One business and its candidates, with the verdict and the order that a careful owner would give: best
 * first, those side by side in no order.
 */
const CaseSchema = z.strictObject({
  brief: BriefSchema,
  order: z.array(z.array(z.string())),
  candidates: z.record(z.string(), z.strictObject({ verdict: z.enum(VERDICTS), response: ResponseSchema })),
});

/** The businesses in test/dossiers. */
export const CASES = globSync(new URL('../dossiers/*.json', import.meta.url).pathname)
  .sort()
  .map((file) => ({
    name: basename(file, '.json'),
    ...CaseSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  }));

/** Every dossier at hand: those of test/dossiers and the samples. */
export const DOSSIERS: { brief: Brief; response: Response }[] = [
  ...CASES.flatMap(({ brief, candidates }) =>
    Object.values(candidates).map(({ response }) => ({ brief, response })),
  ),
  ...(['ja', 'en'] as const).flatMap((locale) => SAMPLES.map((sample) => readSample(locale, sample))),
];

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TOPICS } from '../src/domain/brief/topics.ts';

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const ExampleSchema = z.strictObject({
  text: z.string().min(1),
  language: z.enum(LANGUAGES),
  topics: z.array(z.enum(TOPICS)).min(1).max(3),
  orientation: z.enum(['business', 'terms', 'metric', 'neutral']),
  /** Texts that say the same thing in other words share their source, and stay on one side of every fold. */
  source: z.string().regex(/^(ja|en)-\d{3,4}$/),
});
/** One labelled sentence or question; docs/developers/labels.md says what each label means. */
export type Example = z.infer<typeof ExampleSchema>;

/** The labelled corpus of both languages, in the order of the files. */
export function readCorpus(): Example[] {
  return LANGUAGES.flatMap((language) =>
    readFileSync(new URL(`../corpus/${language}.jsonl`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => ExampleSchema.parse(JSON.parse(line))),
  );
}

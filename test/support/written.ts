import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { type Brief, completeBrief, type Locale, LocaleSchema } from '../../src/domain/brief/brief.ts';
import { ResponseSchema } from '../../src/domain/response/response.ts';
import { TEMPLATES, type TemplateKey, templateDraft } from '../../src/locales/templates/templates.ts';

const WrittenSchema = z.strictObject({
  kind: z.string(),
  business: z.enum(TEMPLATES),
  locale: LocaleSchema,
  response: ResponseSchema,
});

/**
 * Responses to the template briefs by people who knew the brief and the pages of the interview, and neither
 * the rubric nor its code (test/written).
 */
export const WRITTEN = globSync(new URL('../written/*.json', import.meta.url).pathname)
  .sort()
  .map((file) => ({
    name: basename(file, '.json'),
    ...WrittenSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
  }));

/** The brief of a template as it is sent out. */
export function briefOf(template: TemplateKey, locale: Locale): Brief {
  const brief = completeBrief({ ...templateDraft(template, locale).draft, answersBy: '2026-12-20' });
  if (!brief) throw new Error(`${template} is complete`);
  return brief;
}

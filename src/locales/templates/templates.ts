import { z } from 'zod';
import {
  BRIEF_PAGES,
  type BriefDraft,
  BriefDraftSchema,
  type BriefPage,
  isPageSaved,
  type Locale,
} from '../../domain/brief/brief.ts';
import { translator } from '../translator.ts';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

export const TEMPLATES = [
  'b2b_manufacturer',
  'regional_food',
  'inn',
  'local_shop',
  'professional_services',
  'b2b_software',
] as const;
export type TemplateKey = (typeof TEMPLATES)[number];

const Templates = z.record(
  z.enum(TEMPLATES),
  BriefDraftSchema.omit({ title: true, locale: true, currency: true, timeZone: true }),
);
const BY_LOCALE: Record<Locale, z.infer<typeof Templates>> = {
  ja: Templates.parse(ja),
  en: Templates.parse(en),
};

export type Start = { draft: BriefDraft; samplePages: BriefPage[] };

/** A brief with nothing in it but its name. */
export function emptyDraft(locale: Locale): Start {
  return {
    draft: {
      title: translator(locale)('newVetting.defaultTitle'),
      locale,
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      facts: {},
    },
    samplePages: [],
  };
}

/** A complete example of an industry; every page of it is marked as a sample to overwrite. */
export function templateDraft(template: TemplateKey, locale: Locale): Start {
  const draft = { ...emptyDraft(locale).draft, ...BY_LOCALE[locale][template] };
  return { draft, samplePages: BRIEF_PAGES.filter((page) => isPageSaved(draft, page)) };
}

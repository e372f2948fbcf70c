import type { z } from 'zod';
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
import { amountIn, type Place, TOKYO, withAmounts } from './place.ts';

export const TEMPLATES = [
  'b2b_manufacturer',
  'regional_food',
  'inn',
  'local_shop',
  'professional_services',
  'b2b_software',
] as const;
export type TemplateKey = (typeof TEMPLATES)[number];

const Example = BriefDraftSchema.omit({ title: true, locale: true, currency: true, timeZone: true });
type Example = z.infer<typeof Example>;
const EXAMPLES: Record<Locale, Record<TemplateKey, unknown>> = { ja, en };

export type Start = { draft: BriefDraft; samplePages: BriefPage[] };

/** A brief with nothing in it but its name, its language and its place. */
export function emptyDraft(locale: Locale, place: Place = TOKYO): Start {
  const title = translator(locale)('newVetting.defaultTitle');
  return { draft: { title, locale, ...place, facts: {} }, samplePages: [] };
}

/**
 * A complete example of an industry in a place's currency; every page of it is marked as a sample to
 * overwrite.
 */
export function templateDraft(template: TemplateKey, locale: Locale, place: Place = TOKYO): Start {
  const { draft: empty } = emptyDraft(locale, place);
  const draft = { ...empty, ...exampleIn(template, locale, place.currency) };
  return { draft, samplePages: BRIEF_PAGES.filter((page) => isPageSaved(draft, page)) };
}

function exampleIn(template: TemplateKey, locale: Locale, currency: Place['currency']): Example {
  const words = withAmounts(JSON.stringify(EXAMPLES[locale][template]), currency, locale);
  const { kgi, facts, ...rest } = Example.parse(JSON.parse(words));
  const inCurrency = (amount: number | null | undefined): number | undefined =>
    typeof amount !== 'number' ? undefined : amountIn(amount, currency);
  const isMoney = kgi?.measure === 'profit' || kgi?.measure === 'revenue';
  return {
    ...rest,
    kgi:
      kgi && isMoney
        ? { ...kgi, current: amountIn(kgi.current, currency), target: amountIn(kgi.target, currency) }
        : kgi,
    facts: {
      ...facts,
      unit_price: facts.unit_price && {
        ...facts.unit_price,
        averageOrderValue: inCurrency(facts.unit_price.averageOrderValue),
      },
      profit: facts.profit && {
        ...facts.profit,
        fixedCostPerMonth: inCurrency(facts.profit.fixedCostPerMonth),
      },
    },
  };
}

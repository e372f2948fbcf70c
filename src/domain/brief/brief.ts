import { z } from 'zod';
import { lengthOf, Text } from '../language/text.ts';
import { CHANNELS, FITS, ORDER_CHANNELS } from './channels.ts';
import { keptFor } from './kept.ts';
import { SITUATION_KEYS, SITUATIONS_ASKED } from './situations.ts';
import { FACT_TOPICS, type FactTopic } from './topics.ts';

const NonEmptyText = Text.refine((text) => text.trim() !== '', 'text that is not empty');
const Amount = z.number().min(0).max(1e15);
const Percent = z.number().min(0).max(100);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

export const LOCALES = ['ja', 'en'] as const;
export const LocaleSchema = z.enum(LOCALES);
export type Locale = z.infer<typeof LocaleSchema>;

export const CURRENCIES = ['JPY', 'USD', 'EUR', 'GBP'] as const;
export const KGI_MEASURES = ['profit', 'revenue', 'customers', 'orders', 'profit_margin', 'other'] as const;
export const MARKETS = ['b2b', 'b2c', 'both'] as const;

const KNOWN_TIME_ZONES = new Set<string>();

// Asking Intl is slow, and every stored brief is checked whenever it is read.
const isTimeZone = (name: string): boolean => {
  if (KNOWN_TIME_ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    KNOWN_TIME_ZONES.add(name);
    return true;
  } catch {
    return false;
  }
};

/** Other words for what a fact is about: what customers call it, the trade's word. */
export const MOST_OTHER_WORDS = 20;
export const OTHER_WORD_LENGTH = 60;
const AlsoCalled = z.array(NonEmptyText).max(MOST_OTHER_WORDS).optional();

const PlainFact = z.strictObject({ text: Text, alsoCalled: AlsoCalled });

/** The facts of the business by topic. Amounts are in the brief's currency, percentages 0–100. */
export const FactsSchema = z.strictObject({
  unit_price: z.strictObject({
    text: Text,
    averageOrderValue: optional(Amount),
    ordersPerYear: optional(Amount),
    yearsRetained: optional(Amount),
    alsoCalled: AlsoCalled,
  }),
  target: z.strictObject({ text: Text, market: z.enum(MARKETS).optional(), alsoCalled: AlsoCalled }),
  profit: z.strictObject({
    text: Text,
    grossMarginPercent: optional(Percent),
    acquisitionSharePercent: optional(Percent),
    fixedCostPerMonth: optional(Amount),
    alsoCalled: AlsoCalled,
  }),
  value: PlainFact.optional(),
  sales_process: z
    .strictObject({
      text: Text,
      inquiriesPerMonth: optional(Amount),
      closeRatePercent: optional(Percent),
      orderShareByChannel: z.partialRecord(z.enum(ORDER_CHANNELS), Percent).optional(),
      alsoCalled: AlsoCalled,
    })
    .optional(),
  market: PlainFact.optional(),
  current_state: z
    .strictObject({
      text: Text,
      visitsPerMonth: optional(Amount),
      visitToInquiryPercent: optional(Percent),
      alsoCalled: AlsoCalled,
    })
    .optional(),
  constraints: z
    .strictObject({ text: Text, newCustomersPerMonth: optional(Amount), alsoCalled: AlsoCalled })
    .optional(),
  evaluation: PlainFact.optional(),
  budget: PlainFact.optional(),
  deadline: PlainFact.optional(),
});
export type Facts = z.infer<typeof FactsSchema>;

/** What a fact says, with the other words for the same thing. */
export const wordsOfFact = (fact: { text: string; alsoCalled?: string[] | undefined } | undefined): string =>
  fact ? [fact.text, ...(fact.alsoCalled ?? [])].join('\n') : '';

export const KgiSchema = z.strictObject({
  statement: NonEmptyText,
  measure: z.enum(KGI_MEASURES),
  current: z.number().min(-1e15).max(1e15),
  target: z.number().min(-1e15).max(1e15),
  by: z.iso.date(),
});
export type Kgi = z.infer<typeof KgiSchema>;

export const ChannelFitSchema = z.partialRecord(
  z.enum(CHANNELS),
  z.strictObject({ fit: z.enum(FITS), reason: Text.optional() }),
);

const BusinessSchema = z.strictObject({ name: NonEmptyText, summary: Text });

export const OWN_STEPS = ['understand', 'propose', 'partner'] as const;
export const OWN_KINDS = ['text', 'choice', 'number'] as const;
export const MOST_OWN_QUESTIONS = 12;
export const OwnQuestionId = z.string().regex(/^own_[0-9a-f]{8}$/);

/** A question that an owner adds to a step of the interview. Its answer is given a level by hand. */
export const OwnQuestionSchema = z.strictObject({
  id: OwnQuestionId,
  step: z.enum(OWN_STEPS),
  kind: z.enum(OWN_KINDS),
  text: NonEmptyText,
  /** What a choice is made from. */
  options: z.array(NonEmptyText).min(2).max(12).optional(),
  required: z.boolean(),
  /** 0–100, beside 100 for the computed criteria together. */
  weight: Percent,
  /** The words of the levels 0 to 4; empty ones are not described. */
  levels: z.tuple([Text, Text, Text, Text, Text]),
});
export type OwnQuestion = z.infer<typeof OwnQuestionSchema>;
/** The deadline for answers, one for all candidates: the end of that day in the brief's time zone. */
const AnswersBy = z.iso.date().optional();

/** The situations that were drawn for this vetting; absent in briefs from before there was a bank. */
const SituationsSchema = z.array(z.enum(SITUATION_KEYS)).length(SITUATIONS_ASKED).optional();

const OwnQuestionsSchema = z.array(OwnQuestionSchema).max(MOST_OWN_QUESTIONS).optional();

/** A complete brief: the goal and the facts that candidates are interviewed about. */
export const BriefSchema = z.strictObject({
  title: NonEmptyText,
  locale: LocaleSchema,
  currency: z.enum(CURRENCIES),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Tokyo'),
  business: BusinessSchema,
  kgi: KgiSchema,
  facts: FactsSchema,
  channelFit: ChannelFitSchema.optional(),
  ownQuestions: OwnQuestionsSchema,
  situations: SituationsSchema,
  answersBy: AnswersBy,
});
export type Brief = z.infer<typeof BriefSchema>;

/** A brief while its owner is still writing: what has been saved so far. */
export const BriefDraftSchema = z.strictObject({
  title: Text,
  locale: LocaleSchema,
  currency: z.enum(CURRENCIES),
  timeZone: BriefSchema.shape.timeZone,
  business: BusinessSchema.optional(),
  kgi: KgiSchema.optional(),
  facts: FactsSchema.partial(),
  channelFit: ChannelFitSchema.optional(),
  ownQuestions: OwnQuestionsSchema,
  situations: SituationsSchema,
  answersBy: AnswersBy,
});
export type BriefDraft = z.infer<typeof BriefDraftSchema>;

/** The pages on which a brief is written, in order. */
export const BRIEF_PAGES = ['business', 'goal', ...FACT_TOPICS, 'channels'] as const;
export type BriefPage = (typeof BRIEF_PAGES)[number];

const REQUIRED_PAGES: readonly BriefPage[] = ['business', 'goal', 'unit_price', 'target', 'profit'];

/** Whether a page of the draft has been saved. */
export function isPageSaved(draft: BriefDraft, page: BriefPage): boolean {
  if (page === 'business') return draft.business !== undefined;
  if (page === 'goal') return draft.kgi !== undefined;
  if (page === 'channels') return draft.channelFit !== undefined;
  return draft.facts[page] !== undefined;
}

/** Longest text of one fact, in characters. */
export const FACT_LENGTH = 2000;

/** The draft with a sentence added to one of its facts; null where the fact would become too long. */
export function withAddedFact(draft: BriefDraft, topic: FactTopic, text: string): BriefDraft | null {
  const known = draft.facts[topic];
  const joined = [known?.text, text].filter(Boolean).join('\n');
  return lengthOf(joined) > FACT_LENGTH
    ? null
    : { ...draft, facts: { ...draft.facts, [topic]: { ...known, text: joined } } };
}

/** Pages without which no candidate can be invited, and which are still missing. */
export function missingPages(draft: BriefDraft): BriefPage[] {
  return REQUIRED_PAGES.filter((page) => !isPageSaved(draft, page));
}

/** The complete brief, or null while a required page is missing. A draft is never changed. */
export const completeBrief = keptFor(
  (draft: BriefDraft): Brief | null => BriefSchema.safeParse(draft).data ?? null,
);

const BLANK = '–';

/** A draft with blanks where a complete brief has words, so that its figures can be worked with before. */
export function provisional(draft: BriefDraft): Brief {
  const goal: Kgi = { statement: BLANK, measure: 'other', current: 0, target: 0, by: '9999-12-31' };
  return {
    ...draft,
    business: draft.business ?? { name: BLANK, summary: BLANK },
    kgi: draft.kgi ?? goal,
    facts: {
      ...draft.facts,
      unit_price: draft.facts.unit_price ?? { text: BLANK },
      target: draft.facts.target ?? { text: BLANK, market: 'both' },
      profit: draft.facts.profit ?? { text: BLANK },
    },
  };
}

/** What the brief says about itself, fact by fact. */
export function briefTexts(brief: Brief): string[] {
  return [brief.business.summary, brief.kgi.statement, ...Object.values(brief.facts).map(wordsOfFact)];
}

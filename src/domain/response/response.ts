import { z } from 'zod';
import { BriefSchema, LocaleSchema, OwnQuestionId } from '../brief/brief.ts';
import { CHANNELS } from '../brief/channels.ts';
import { SITUATION_KEYS, SITUATIONS, type Situation } from '../brief/situations.ts';
import { DISCLOSABLE, FACT_TOPICS } from '../brief/topics.ts';
import { Text } from '../language/text.ts';
import { LeverSchema } from './lever.ts';

export const NUMBER_KEYS = [
  'grossProfitPerCustomer',
  'customersNeeded',
  'maxCostPerCustomer',
  'maxCostPerInquiry',
] as const;
export type NumberKey = (typeof NUMBER_KEYS)[number];

/**
 * Longest texts that the interview takes and the score reads, in UTF-16 code units. Dossiers may hold more.
 */
export const ANSWER_LENGTH = 2000;
export const QUESTION_LENGTH = 500;
export const WORKING_LENGTH = 1000;
export const TARGET_LENGTH = 120;
export const TERM_LENGTH = 1000;

const NumberAnswer = z.strictObject({
  value: z.number().min(-1e18).max(1e18).nullable().optional(),
  working: Text.optional(),
});

const situationSchema = (situation: Situation) => {
  const reaction = z.enum(SITUATIONS[situation].reactions as readonly string[] as [string, ...string[]]);
  return z
    .strictObject({ best: reaction.nullable().optional(), worst: reaction.nullable().optional() })
    .optional();
};

/** Ways in which a candidate's own figures can fail to fit together. */
export const CLASHES = [
  'customers_over_capacity',
  'targets_short',
  'targets_over',
  'inquiries_over_today',
  'targets_apart',
] as const;
export type ClashKey = (typeof CLASHES)[number];

/** Whether prices are with tax. */
export const TAXES = ['included', 'excluded'] as const;

/** When a question was asked: by itself, after the interview asked for more, or after the facts were seen. */
export const PHASES = ['unprompted', 'nudged', 'after_facts'] as const;
export type Phase = (typeof PHASES)[number];

const AskedQuestionSchema = z.strictObject({
  text: Text,
  asked: z.enum(PHASES),
  /** What was shown in answer to it: facts by topic, or the goal. */
  disclosed: z.array(z.enum(DISCLOSABLE)).max(DISCLOSABLE.length).optional(),
});
export type AskedQuestion = z.infer<typeof AskedQuestionSchema>;

const ChannelAnswerSchema = z.strictObject({
  channel: z.enum(CHANNELS),
  reason: Text.optional(),
  probe: z.strictObject({ choice: z.enum(['keep', 'withdraw']), text: Text.optional() }).optional(),
});
export type ChannelAnswer = z.infer<typeof ChannelAnswerSchema>;

const MetricAnswerSchema = z.strictObject({
  metric: Text,
  leadsTo: Text.optional(),
  target: Text.optional(),
  probe: Text.optional(),
});
export type MetricAnswer = z.infer<typeof MetricAnswerSchema>;

/** One candidate's answers. Every part may be absent: that is a candidate who did not answer. */
export const ResponseSchema = z.strictObject({
  locale: LocaleSchema.optional(),
  askedQuestions: z.array(AskedQuestionSchema).max(100).optional(),
  understand: z
    .strictObject({ who: Text.optional(), value: Text.optional(), delivery: Text.optional() })
    .optional(),
  numbers: z
    .strictObject({
      grossProfitPerCustomer: NumberAnswer.optional(),
      customersNeeded: NumberAnswer.optional(),
      maxCostPerCustomer: NumberAnswer.optional(),
      maxCostPerInquiry: NumberAnswer.optional(),
      lever: LeverSchema.optional(),
    })
    .optional(),
  propose: z
    .strictObject({
      channels: z.array(ChannelAnswerSchema).max(16).optional(),
      /** Channels that were proposed first and exchanged for others once the interview had asked back. */
      swapped: z.array(z.enum(CHANNELS)).max(16).optional(),
      wouldNotDo: Text.optional(),
    })
    .optional(),
  measure: z
    .strictObject({
      metrics: z.array(MetricAnswerSchema).max(20).optional(),
      judgedBy: z.strictObject({ metric: Text.optional(), reason: Text.optional() }).optional(),
    })
    .optional(),
  /** What was said to the clashes in the candidate's own figures that the interview showed. */
  addsUp: z
    .array(z.strictObject({ clash: z.enum(CLASHES), text: Text.optional() }))
    .max(CLASHES.length)
    .optional(),
  partner: z
    .strictObject({
      situations: z
        .strictObject(
          Object.fromEntries(SITUATION_KEYS.map((key) => [key, situationSchema(key)])) as Record<
            Situation,
            ReturnType<typeof situationSchema>
          >,
        )
        .optional(),
      challenge: Text.optional(),
    })
    .optional(),
  terms: z
    .strictObject({
      initialPrice: z.number().min(0).max(1e15).nullable().optional(),
      monthlyPrice: z.number().min(0).max(1e15).nullable().optional(),
      weeksToFirstDelivery: z.number().min(0).max(10_000).nullable().optional(),
      /** How a number was written where it was not plain digits: 要相談, a range, 50万円（税別）. */
      asWritten: z
        .strictObject({
          initialPrice: Text.optional(),
          monthlyPrice: Text.optional(),
          weeksToFirstDelivery: Text.optional(),
        })
        .optional(),
      tax: z.enum(TAXES).nullable().optional(),
      includes: Text.optional(),
      excludes: Text.optional(),
      assumes: Text.optional(),
      schedule: Text.optional(),
      text: Text.optional(),
    })
    .optional(),
  /** Answers to the owner's own questions, by question; they are not scored by the rubric. */
  ownAnswers: z.record(OwnQuestionId, z.union([Text, z.number().min(-1e18).max(1e18)])).optional(),
});
export type Response = z.infer<typeof ResponseSchema>;

export const DOSSIER_FORMAT = 'banso-dossier/2';
const FORMATS = ['banso-dossier/1', DOSSIER_FORMAT] as const;

/** What the first format does not know, by its path. */
const SINCE_2: readonly (readonly string[])[] = [
  ['brief', 'answersBy'],
  ...FACT_TOPICS.map((topic) => ['brief', 'facts', topic, 'alsoCalled']),
  ['response', 'addsUp'],
  ['response', 'numbers', 'lever'],
  ...['asWritten', 'tax', 'includes', 'excludes', 'assumes', 'schedule'].map((key) => [
    'response',
    'terms',
    key,
  ]),
];

/** The public file of one brief with one response: what `banso score` reads. */
export const DossierSchema = z
  .strictObject({ format: z.enum(FORMATS), brief: BriefSchema, response: ResponseSchema })
  .superRefine((dossier, context) => {
    if (dossier.format === DOSSIER_FORMAT) return;
    const tooNew = SINCE_2.filter((path) => at(dossier, path) !== undefined);
    const asked = dossier.response.askedQuestions ?? [];
    for (const [index, { disclosed }] of asked.entries())
      if (disclosed) tooNew.push(['response', 'askedQuestions', String(index), 'disclosed']);
    for (const path of tooNew)
      context.addIssue({
        code: 'custom',
        path: [...path],
        message: `nothing here in ${dossier.format}; it is part of ${DOSSIER_FORMAT}`,
      });
  });
export type Dossier = z.infer<typeof DossierSchema>;

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

import { z } from 'zod';
import { BriefSchema, LocaleSchema, OwnQuestionId } from '../brief/brief.ts';
import { CHANNELS } from '../brief/channels.ts';
import { SITUATION_KEYS, SITUATIONS, type Situation } from '../brief/situations.ts';
import { Text } from '../language/text.ts';

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

/** When a question was asked: by itself, after the interview asked for more, or after the facts were seen. */
export const PHASES = ['unprompted', 'nudged', 'after_facts'] as const;
export type Phase = (typeof PHASES)[number];

const AskedQuestionSchema = z.strictObject({ text: Text, asked: z.enum(PHASES) });
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
      text: Text.optional(),
    })
    .optional(),
  /** Answers to the owner's own questions, by question; they are not scored by the rubric. */
  ownAnswers: z.record(OwnQuestionId, z.union([Text, z.number().min(-1e18).max(1e18)])).optional(),
});
export type Response = z.infer<typeof ResponseSchema>;

export const DOSSIER_FORMAT = 'banso-dossier/1';

/** The public file of one brief with one response: what `banso score` reads. */
export const DossierSchema = z.strictObject({
  format: z.literal(DOSSIER_FORMAT),
  brief: BriefSchema,
  response: ResponseSchema,
});
export type Dossier = z.infer<typeof DossierSchema>;

import { z } from 'zod';
import { TOPICS, type Topic } from '../brief/topics.ts';
import { METRICS, type Metric } from '../response/metrics.ts';
import type { Response } from '../response/response.ts';
import { FLAGS, type Flag } from './flag.ts';

const TopicSchema = z.enum(TOPICS);
const MetricSchema = z.enum(METRICS as [Metric, ...Metric[]]);

/**
 * What a person says that was meant where the rules read something else: the topic of a question and the
 * metric of a row, by their places; the measure to be judged by; flags that are wrong.
 */
export const CorrectionsSchema = z.strictObject({
  topics: z.record(z.string(), TopicSchema).default({}),
  metrics: z.record(z.string(), MetricSchema).default({}),
  judgedBy: MetricSchema.optional(),
  wrongFlags: z
    .array(z.strictObject({ key: z.enum(FLAGS), answer: z.string(), text: z.string().default('') }))
    .default([]),
});
export type Corrections = z.infer<typeof CorrectionsSchema>;
export const NO_CORRECTIONS: Corrections = { topics: {}, metrics: {}, wrongFlags: [] };

/** The topic of a question that is meant, where a person says so. */
export const topicMeant = ({ topics }: Corrections, index: number): Topic | undefined =>
  topics[String(index)];

/** The response with the metrics that are meant in place of those that were written. */
export function withMetricsMeant(response: Response, { metrics, judgedBy }: Corrections): Response {
  const { measure } = response;
  if (!measure || (judgedBy === undefined && Object.keys(metrics).length === 0)) return response;
  return {
    ...response,
    measure: {
      ...measure,
      metrics: measure.metrics?.map((row, index) => ({
        ...row,
        metric: metrics[String(index)] ?? row.metric,
      })),
      judgedBy: judgedBy === undefined ? measure.judgedBy : { ...measure.judgedBy, metric: judgedBy },
    },
  };
}

/** Whether a person says that a flag is wrong. */
export const isWrong = ({ wrongFlags }: Corrections, { key, answer, text = '' }: Flag): boolean =>
  wrongFlags.some((wrong) => wrong.key === key && wrong.answer === answer && wrong.text === text);

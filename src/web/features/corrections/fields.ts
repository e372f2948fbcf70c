import { TOPICS, type Topic } from '../../../domain/brief/topics.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues } from '../../../domain/forms/form.ts';
import { METRICS, type Metric } from '../../../domain/response/metrics.ts';
import type { Response } from '../../../domain/response/response.ts';
import type { Corrections } from '../../../domain/scoring/corrections.ts';
import { isWrong } from '../../../domain/scoring/corrections.ts';
import type { Flag } from '../../../domain/scoring/flag.ts';

/** So many of each can be corrected. */
const MOST = { questions: 40, metrics: 5, flags: 30 } as const;

const counted = (length: number): number[] => Array.from({ length }, (_, index) => index);
const topicField = (index: number): Field => ({ name: `topic_${index}`, kind: 'choice', options: TOPICS });
const metricField = (name: string): Field => ({ name, kind: 'choice', options: METRICS });
const flagField = (index: number): Field => ({ name: `flag_${index}`, kind: 'consent' });
const REASON: Field = { name: 'reason', kind: 'longtext', required: true, max: 1000 };

/** Every field that a page of corrections can have. */
export const CORRECTION_FIELDS: Field[] = [
  ...counted(MOST.questions).map(topicField),
  ...counted(MOST.metrics).map((index) => metricField(`metric_${index}`)),
  metricField('judgedBy'),
  ...counted(MOST.flags).map(flagField),
  REASON,
];

/** The fields for one response and the flags that the rules raise on it, in their parts. */
export function fieldsFor(
  { askedQuestions = [], measure }: Response,
  flags: readonly Flag[],
): { questions: Field[]; metrics: Field[]; flags: Field[]; reason: Field } {
  const rows = (measure?.metrics ?? []).slice(0, MOST.metrics);
  return {
    questions: counted(Math.min(MOST.questions, askedQuestions.length)).map(topicField),
    metrics: [
      ...rows.flatMap(({ metric }, index) => (metric.trim() === '' ? [] : [metricField(`metric_${index}`)])),
      ...(measure?.judgedBy?.metric?.trim() ? [metricField('judgedBy')] : []),
    ],
    flags: counted(Math.min(MOST.flags, flags.length)).map(flagField),
    reason: REASON,
  };
}

/** What is corrected as the form shows it; an empty choice leaves it as the rules read it. */
export function typedFrom(corrections: Corrections, flags: readonly Flag[], reason: string): FormValues {
  return {
    ...Object.fromEntries(
      Object.entries(corrections.topics).map(([index, topic]) => [`topic_${index}`, topic]),
    ),
    ...Object.fromEntries(
      Object.entries(corrections.metrics).map(([index, metric]) => [`metric_${index}`, metric]),
    ),
    ...(corrections.judgedBy ? { judgedBy: corrections.judgedBy } : {}),
    ...Object.fromEntries(
      flags.flatMap((flag, index) => (isWrong(corrections, flag) ? [[`flag_${index}`, 'yes']] : [])),
    ),
    ...(reason === '' ? {} : { reason }),
  };
}

/** The corrections that a form says, read by its fields. */
export function correctionsFrom(
  values: Record<string, string | number | undefined>,
  flags: readonly Flag[],
): Corrections {
  const chosen = <Value extends string>(prefix: string): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name, value]) => name.startsWith(prefix) && value !== undefined)
        .map(([name, value]) => [name.slice(prefix.length), value as Value]),
    );
  return {
    topics: chosen<Topic>('topic_'),
    metrics: chosen<Metric>('metric_'),
    ...(values.judgedBy === undefined ? {} : { judgedBy: values.judgedBy as Metric }),
    wrongFlags: flags
      .filter((_, index) => values[`flag_${index}`] === 'yes')
      .map(({ key, answer, text = '' }) => ({ key, answer, text })),
  };
}

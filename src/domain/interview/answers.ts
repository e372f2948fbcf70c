import type { Brief } from '../brief/brief.ts';
import { CHANNELS } from '../brief/channels.ts';
import { situationsOf } from '../brief/situations.ts';
import { problemsOf } from '../economics/economics.ts';
import { type Parsed, parseForm } from '../forms/form.ts';
import { findMetric } from '../response/metrics.ts';
import type { AskedQuestion, Response } from '../response/response.ts';
import { ownAnswersOf } from './own-questions.ts';
import { fieldsOf, type TypedAnswers } from './step-fields.ts';
import { ANSWER_STEPS, type AnswerStep, MAX_CHANNELS, MAX_METRICS, probeField } from './steps.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Puts the response together from what was typed; whatever cannot be read yet is left out. */
export function assembleResponse(
  brief: Brief,
  typed: TypedAnswers,
  askedQuestions: AskedQuestion[],
): Response {
  let response: Response = { locale: brief.locale, askedQuestions };
  for (const step of ANSWER_STEPS) {
    const { values } = parseForm(fieldsOf(step, brief, response), typed[step] ?? {});
    response = withStep(response, step, values, brief);
    const own = ownAnswersOf(step, brief, values);
    if (Object.keys(own).length > 0)
      response = { ...response, ownAnswers: { ...response.ownAnswers, ...own } };
  }
  return response;
}

function withStep(response: Response, step: AnswerStep, values: Parsed['values'], brief: Brief): Response {
  const text = (name: string): string | undefined =>
    values[name] === undefined ? undefined : String(values[name]);
  const given = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
    value === undefined ? {} : { [name]: value };
  switch (step) {
    case 'welcome':
      return response;
    case 'understand':
      return {
        ...response,
        understand: {
          ...given('who', text('who')),
          ...given('value', text('value')),
          ...given('delivery', text('delivery')),
        },
      };
    case 'numbers':
      return {
        ...response,
        numbers: Object.fromEntries(problemsOf(brief).flatMap(({ key }) => numberAnswer(key, values))),
      };
    case 'propose':
      return {
        ...response,
        propose: { channels: channelAnswers(values), ...given('wouldNotDo', text('wouldNotDo')) },
      };
    case 'propose-probe':
      return withChannelProbes(response, values);
    case 'measure':
      return {
        ...response,
        measure: {
          metrics: metricAnswers(values),
          judgedBy: {
            ...given('metric', metricKey(text('judgedBy'))),
            ...given('reason', text('judgedReason')),
          },
        },
      };
    case 'measure-probe':
      return withMetricProbes(response, values);
    case 'partner': {
      const situations = situationsOf(brief).map((situation) => [
        situation,
        { best: values[`${situation}_best`] ?? null, worst: values[`${situation}_worst`] ?? null },
      ]);
      return {
        ...response,
        partner: { situations: Object.fromEntries(situations), ...given('challenge', text('challenge')) },
      };
    }
    case 'terms': {
      const number = (name: string): Record<string, number> =>
        typeof values[name] === 'number' ? { [name]: values[name] } : {};
      return {
        ...response,
        terms: {
          ...number('initialPrice'),
          ...number('monthlyPrice'),
          ...number('weeksToFirstDelivery'),
          ...given('text', text('termsText')),
        },
      };
    }
  }
}

function numberAnswer(key: string, values: Parsed['values']): [string, object][] {
  const working = values[`${key}_working`];
  if (values[key] === undefined && working === undefined) return [];
  return [[key, { value: values[key] ?? null, ...(working === undefined ? {} : { working }) }]];
}

function channelAnswers(values: Parsed['values']): NonNullable<NonNullable<Response['propose']>['channels']> {
  return range(MAX_CHANNELS).flatMap((index) => {
    const channel = CHANNELS.find((each) => each === values[`channel_${index}`]);
    const reason = values[`reason_${index}`];
    return channel ? [{ channel, ...(reason === undefined ? {} : { reason: String(reason) }) }] : [];
  });
}

function withChannelProbes(response: Response, values: Parsed['values']): Response {
  const channels = (response.propose?.channels ?? []).map((channel) => {
    const choice = values[`choice_${channel.channel}`];
    if (choice !== 'keep' && choice !== 'withdraw') return channel;
    const text = values[`text_${channel.channel}`];
    return {
      ...channel,
      probe: { choice: choice as 'keep' | 'withdraw', ...(text === undefined ? {} : { text: String(text) }) },
    };
  });
  return { ...response, propose: { ...response.propose, channels } };
}

/** The key of a metric that ships with the product, or the text as written. */
function metricKey(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (exactMetric(text) ?? text);
}

function exactMetric(text: string): string | null {
  const found = findMetric(text);
  // A longer text ("repeat orders from food factories") stays as written; only a bare name becomes its key.
  return found && text.length <= 30 ? found : null;
}

function metricAnswers(values: Parsed['values']): NonNullable<NonNullable<Response['measure']>['metrics']> {
  return range(MAX_METRICS).flatMap((index) => {
    const metric = values[`metric_${index}`];
    if (metric === undefined) return [];
    const leadsTo = values[`leadsTo_${index}`];
    const target = values[`target_${index}`];
    return [
      {
        metric: metricKey(String(metric)) ?? '',
        ...(leadsTo === undefined ? {} : { leadsTo: metricKey(String(leadsTo)) ?? '' }),
        ...(target === undefined ? {} : { target: String(target) }),
      },
    ];
  });
}

function withMetricProbes(response: Response, values: Parsed['values']): Response {
  const metrics = (response.measure?.metrics ?? []).map((metric) => {
    const probe = values[probeField(metric.metric)];
    return probe === undefined ? metric : { ...metric, probe: String(probe) };
  });
  return { ...response, measure: { ...response.measure, metrics } };
}

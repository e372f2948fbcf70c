import type { Brief } from '../brief/brief.ts';
import { CHANNELS } from '../brief/channels.ts';
import { SITUATIONS, situationsOf } from '../brief/situations.ts';
import { problemsOf } from '../economics/economics.ts';
import { type Field, money, quantity } from '../forms/field.ts';
import { type FormValues, type Parsed, type Problem, parseForm } from '../forms/form.ts';
import { findMetric } from '../response/metrics.ts';
import {
  ANSWER_LENGTH,
  type AskedQuestion,
  type Response,
  TARGET_LENGTH,
  WORKING_LENGTH,
} from '../response/response.ts';
import { ownAnswersOf, ownFields } from './own-questions.ts';
import {
  ANSWER_STEPS,
  type AnswerStep,
  channelsToProbe,
  MAX_CHANNELS,
  MAX_METRICS,
  metricsToProbe,
  probeField,
} from './steps.ts';

/** What was typed on each step, as it was typed, so that nothing is lost to a wrong value. */
export type TypedAnswers = Partial<Record<AnswerStep, FormValues>>;

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The fields of a step. Those of a probe depend on what was answered before. */
export function fieldsOf(step: AnswerStep, brief: Brief, response: Response): Field[] {
  return [...standardFields(step, brief, response), ...ownFields(step, brief)];
}

function standardFields(step: AnswerStep, brief: Brief, response: Response): Field[] {
  switch (step) {
    case 'welcome':
      return [
        { name: 'respondentName', kind: 'text', required: true },
        { name: 'respondentRole', kind: 'text' },
        { name: 'respondentEmail', kind: 'email' },
        { name: 'consent', kind: 'consent', required: true },
      ];
    case 'understand':
      return ['who', 'value', 'delivery'].map((name) => ({
        name,
        kind: 'longtext',
        required: true,
        max: ANSWER_LENGTH,
      }));
    case 'numbers':
      return problemsOf(brief).flatMap(({ key }): Field[] => [
        key === 'customersNeeded'
          ? quantity(key, 'customers', { required: true, least: 0 })
          : money(key, brief.currency, { required: true, least: 0 }),
        { name: `${key}_working`, kind: 'longtext', max: WORKING_LENGTH },
      ]);
    case 'propose':
      return [
        ...range(MAX_CHANNELS).flatMap((index): Field[] => [
          { name: `channel_${index}`, kind: 'choice', options: CHANNELS },
          { name: `reason_${index}`, kind: 'longtext', max: ANSWER_LENGTH },
        ]),
        { name: 'wouldNotDo', kind: 'longtext', max: ANSWER_LENGTH },
      ];
    case 'propose-probe':
      return channelsToProbe(brief, response).flatMap((channel): Field[] => [
        { name: `choice_${channel}`, kind: 'choice', required: true, options: ['keep', 'withdraw'] },
        { name: `text_${channel}`, kind: 'longtext', required: true, max: ANSWER_LENGTH },
      ]);
    case 'measure':
      return [
        ...range(MAX_METRICS).flatMap((index): Field[] => [
          { name: `metric_${index}`, kind: 'metric', required: index === 0 },
          { name: `leadsTo_${index}`, kind: 'metric' },
          { name: `target_${index}`, kind: 'text', max: TARGET_LENGTH },
        ]),
        { name: 'judgedBy', kind: 'metric', required: true },
        { name: 'judgedReason', kind: 'longtext', required: true, max: ANSWER_LENGTH },
      ];
    case 'measure-probe':
      return metricsToProbe(brief, response).map((index) => ({
        name: probeField(response.measure?.metrics?.[index]?.metric ?? ''),
        kind: 'longtext',
        required: true,
        max: ANSWER_LENGTH,
      }));
    case 'partner':
      return [
        ...situationsOf(brief).flatMap((situation): Field[] => [
          {
            name: `${situation}_best`,
            kind: 'choice',
            required: true,
            options: SITUATIONS[situation].reactions,
          },
          {
            name: `${situation}_worst`,
            kind: 'choice',
            required: true,
            options: SITUATIONS[situation].reactions,
          },
        ]),
        { name: 'challenge', kind: 'longtext', required: true, max: ANSWER_LENGTH },
      ];
    case 'terms':
      return [
        money('initialPrice', brief.currency, { least: 0, orWords: true }),
        money('monthlyPrice', brief.currency, { least: 0, orWords: true, per: 'month' }),
        quantity('weeksToFirstDelivery', 'weeks', { least: 0, most: 520, orWords: true }),
        { name: 'termsText', kind: 'longtext', max: ANSWER_LENGTH },
      ];
  }
}

/** Reads one step, with the checks that need more than one field. */
export function parseStep(step: AnswerStep, brief: Brief, response: Response, raw: FormValues): Parsed {
  const parsed = parseForm(fieldsOf(step, brief, response), raw);
  const problems = [...parsed.problems];
  const problem = (field: string, code: string): void => {
    if (!problems.some((known) => known.field === field)) problems.push({ field, code, parameters: {} });
  };
  if (step === 'propose') checkProposal(parsed.values, problem);
  if (step === 'partner') {
    for (const situation of situationsOf(brief)) {
      const best = parsed.values[`${situation}_best`];
      if (best !== undefined && best === parsed.values[`${situation}_worst`])
        problem(`${situation}_worst`, 'same_reaction');
    }
  }
  return { values: parsed.values, problems };
}

function checkProposal(values: Parsed['values'], problem: (field: string, code: string) => void): void {
  const seen = new Set<unknown>();
  for (const index of range(MAX_CHANNELS)) {
    const channel = values[`channel_${index}`];
    if (channel === undefined) continue;
    if (seen.has(channel)) problem(`channel_${index}`, 'channel_twice');
    if (values[`reason_${index}`] === undefined) problem(`reason_${index}`, 'reason_missing');
    seen.add(channel);
  }
  if (seen.size === 0 && values.wouldNotDo === undefined) problem('channel_0', 'channel_or_restraint');
}

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

/** Every problem that stands between the typed answers and a submission, step by step. */
export function problemsBeforeSubmission(
  brief: Brief,
  typed: TypedAnswers,
  response: Response,
): { step: AnswerStep; problem: Problem }[] {
  return ANSWER_STEPS.flatMap((step) =>
    parseStep(step, brief, response, typed[step] ?? {}).problems.map((problem) => ({ step, problem })),
  );
}

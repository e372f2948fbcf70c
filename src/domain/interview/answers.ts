import type { Brief } from '../brief/brief.ts';
import { CHANNELS } from '../brief/channels.ts';
import { situationsOf } from '../brief/situations.ts';
import { clashesOf } from '../economics/clashes.ts';
import { problemsOf } from '../economics/economics.ts';
import { type FormValues, type Parsed, parseForm } from '../forms/form.ts';
import { QUANTITY_LENGTH, readQuantity, taxSaidIn } from '../language/quantities.ts';
import { tidyText } from '../language/text.ts';
import { type AskedQuestion, type Response, TAXES } from '../response/response.ts';
import { leverAnswer } from './lever-fields.ts';
import { ownAnswersOf } from './own-questions.ts';
import { clashField, fieldsOf, type TypedAnswers } from './step-fields.ts';
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
    const given = typed[step] ?? {};
    // Nothing follows from a page on which nothing was typed.
    const isBlank = Object.keys(given).length === 0;
    const values = isBlank ? {} : parseForm(fieldsOf(step, brief, response, given), given).values;
    response = withStep(response, step, values, { brief, typed: given });
    const own = ownAnswersOf(step, brief, values);
    if (Object.keys(own).length > 0)
      response = { ...response, ownAnswers: { ...response.ownAnswers, ...own } };
  }
  return response;
}

function withStep(
  response: Response,
  step: AnswerStep,
  values: Parsed['values'],
  { brief, typed }: { brief: Brief; typed: FormValues },
): Response {
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
        numbers: {
          ...Object.fromEntries(problemsOf(brief).flatMap(({ key }) => numberAnswer(key, values))),
          ...given('lever', leverAnswer(brief, values)),
        },
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
            ...given('metric', text('judgedBy')),
            ...given('reason', text('judgedReason')),
          },
        },
      };
    case 'measure-probe':
      return withMetricProbes(response, values);
    case 'adds-up': {
      const addsUp = clashesOf(brief, response).flatMap(({ key }) => {
        const said = text(clashField(key));
        return said === undefined ? [] : [{ clash: key, text: said }];
      });
      return addsUp.length > 0 ? { ...response, addsUp } : response;
    }
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
          ...given('asWritten', asWritten(typed)),
          ...given('tax', TAXES.find((each) => each === values.tax) ?? taxSaid(brief, typed)),
          ...given('includes', text('includes')),
          ...given('excludes', text('excludes')),
          ...given('assumes', text('assumes')),
          ...given('schedule', text('schedule')),
          ...given('text', text('termsText')),
        },
      };
    }
  }
}

/** What both prices say of the tax, where nothing was chosen: 35万円（税別）. */
function taxSaid({ currency }: Brief, typed: FormValues): 'included' | 'excluded' | undefined {
  const said = (['initialPrice', 'monthlyPrice'] as const).flatMap((name) => {
    const per = name === 'monthlyPrice' ? ({ per: 'month' } as const) : {};
    const read = readQuantity(typed[name] ?? '', { dimension: 'money', currency, ...per });
    // 8万円(税込88,000円) says both, and means the first; a range says it beside both its ends.
    return ('problem' in read ? taxSaidIn(typed[name] ?? '') : read.tax) ?? [];
  });
  return new Set(said).size === 1 ? said[0] : undefined;
}

const WRITTEN = ['initialPrice', 'monthlyPrice', 'weeksToFirstDelivery'] as const;

/** The terms that were not written as plain digits, as they were written; undefined where all were. */
function asWritten(typed: FormValues): Record<string, string> | undefined {
  const written = WRITTEN.map((name) => [name, tidyText(typed[name] ?? '')] as const).filter(
    ([, text]) => text !== '' && text.length <= QUANTITY_LENGTH && !/^\d+$/.test(text),
  );
  return written.length > 0 ? Object.fromEntries(written) : undefined;
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

function metricAnswers(values: Parsed['values']): NonNullable<NonNullable<Response['measure']>['metrics']> {
  return range(MAX_METRICS).flatMap((index) => {
    const metric = values[`metric_${index}`];
    if (metric === undefined) return [];
    const leadsTo = values[`leadsTo_${index}`];
    const target = values[`target_${index}`];
    return [
      {
        metric: String(metric),
        ...(leadsTo === undefined ? {} : { leadsTo: String(leadsTo) }),
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

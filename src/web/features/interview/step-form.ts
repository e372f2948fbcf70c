import type { FastifyRequest } from 'fastify';
import type { Brief, Locale } from '../../../domain/brief/brief.ts';
import type { Channel } from '../../../domain/brief/channels.ts';
import { shuffledReactions, situationsOf } from '../../../domain/brief/situations.ts';
import { problemsOf } from '../../../domain/economics/economics.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { ownQuestionsOn } from '../../../domain/interview/own-questions.ts';
import { fieldsOf } from '../../../domain/interview/step-fields.ts';
import {
  type AnswerStep,
  channelsToProbe,
  metricsToProbe,
  probeField,
} from '../../../domain/interview/steps.ts';
import type { Response } from '../../../domain/response/response.ts';
import type { Translate } from '../../../locales/translator.ts';
import { sharesText } from '../../../reporting/facts.ts';
import { metricName, situationName } from '../../../reporting/names.ts';
import type { Interview } from '../../../store/interviews.ts';
import {
  type FieldView,
  type FieldWords,
  type Group,
  matrixOf,
  viewFields,
  wordsAt,
} from '../../forms/fields.ts';
import { responseOf } from './frame.ts';

/** The form of a step, in groups with what to read before each. */
export function stepGroups(
  request: FastifyRequest,
  interview: Interview,
  step: AnswerStep,
  values: FormValues,
  problems: readonly Problem[],
): Group[] {
  const { t, locale } = request;
  const response = responseOf(interview);
  const fields = viewFields(
    t,
    fieldsOf(step, interview.brief, response),
    displayed(values, t),
    problems,
    wordsFor(request, interview, response),
  );
  const named = (...names: string[]): FieldView[] => fields.filter((field) => names.includes(field.name));
  const ownNames = ownQuestionsOn(step, interview.brief).map(({ id }) => id);
  const own =
    ownNames.length > 0
      ? [
          {
            legend: t('own.groupTitle', { business: interview.brief.business.name }),
            fields: named(...ownNames),
          },
        ]
      : [];
  switch (step) {
    case 'understand':
      return [{ fields: fields.filter((field) => !ownNames.includes(field.name)) }, ...own];
    case 'numbers':
      return problemsOf(interview.brief).map(({ key, wholeNumber }) => ({
        legend: t(`interview.numbers.${key}`),
        ...(wholeNumber ? { lines: [t('interview.numbers.roundUp')] } : {}),
        fields: named(key, `${key}_working`),
      }));
    case 'propose':
      return [
        ...[0, 1, 2].map((index) => ({
          legend: t('interview.propose.channelGroup', { n: index + 1 }),
          fields: named(`channel_${index}`, `reason_${index}`),
        })),
        { fields: named('wouldNotDo') },
        ...own,
      ];
    case 'propose-probe':
      return channelsToProbe(interview.brief, response).map((channel) => ({
        legend: channelProbe(interview.brief, channel, t, locale),
        fields: named(`choice_${channel}`, `text_${channel}`),
      }));
    case 'measure':
      return [
        ...[0, 1, 2, 3, 4].map((index) => ({
          legend: t('interview.measure.metricGroup', { n: index + 1 }),
          columns: true,
          fields: named(`metric_${index}`, `leadsTo_${index}`, `target_${index}`),
        })),
        { legend: t('interview.measure.judgedTitle'), fields: named('judgedBy', 'judgedReason') },
      ];
    case 'measure-probe':
      return metricsToProbe(interview.brief, response).map((index) => ({
        legend: t('interview.measure-probe.question', {
          metric: metricName(response.measure?.metrics?.[index]?.metric ?? '', locale, t),
          business: interview.brief.business.name,
        }),
        fields: named(probeField(response.measure?.metrics?.[index]?.metric ?? '')),
      }));
    case 'partner':
      return [
        ...situationsOf(interview.brief).map((situation) => {
          const both = named(`${situation}_best`, `${situation}_worst`);
          const heads = [t('interview.partner.best'), t('interview.partner.worst')];
          return {
            legend: t(`interview.situations.${situation}.title`),
            matrix: matrixOf(both, heads),
            fields: both,
          };
        }),
        { fields: named('challenge') },
        ...own,
      ];
    default:
      return [{ fields }];
  }
}

/** Metrics chosen from the list are kept by key and shown by name. */
function displayed(values: FormValues, t: Translate): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      /^(metric|leadsTo)_\d$|^judgedBy$/.test(name) && value ? metricName(value, 'ja', t) : value,
    ]),
  );
}

/**
 * The question back about a channel, with the owner's facts: to whom the business sells, where its orders
 * come from, and what the owner thinks of the channel.
 */
export function channelProbe(brief: Brief, key: Channel, t: Translate, locale: Locale): string {
  const words = (part: string, parameters: Record<string, string> = {}): string =>
    t(`interview.propose-probe.${part}`, { channel: t(`channels.${key}`), ...parameters });
  const market = brief.facts.target?.market;
  const shares = sharesText(brief, t, locale);
  const reason = brief.channelFit?.[key]?.reason?.replace(/[。.]$/, '');
  const parts = [
    words('open'),
    ...(market ? [words(`market.${market}`)] : []),
    ...(shares ? [words('shares', { shares })] : []),
    reason ? words('reason', { reason }) : words('plain'),
    words('ask'),
  ];
  return parts.join(locale === 'ja' ? '' : ' ');
}

function wordsFor(
  { t, locale }: FastifyRequest,
  interview: Interview,
  response: Response,
): (field: Field) => FieldWords {
  const words = (key: string, parameters: Record<string, string> = {}): FieldWords =>
    wordsAt(t, locale, `interview.fields.${key}`, parameters);
  const seed = interview.link.candidateId;
  const nth = (group: string, name: string): string =>
    t(`interview.${group}`, { n: Number(name.slice(-1)) + 1 });
  const ownQuestions = new Map(interview.brief.ownQuestions?.map((question) => [question.id, question]));
  return ({ name }) => {
    const ownQuestion = ownQuestions.get(name);
    if (ownQuestion)
      return { label: ownQuestion.text, option: (index) => ownQuestion.options?.[Number(index)] ?? '' };
    if (name in (response.numbers ?? {}) || problemsOf(interview.brief).some(({ key }) => key === name)) {
      return { label: t(`interview.numbers.${name}`) };
    }
    if (name === 'consent') return words('consent', { business: interview.brief.business.name });
    if (name === 'respondentName') return { ...words(name), autocomplete: 'name' };
    if (name === 'respondentRole') return { ...words(name), autocomplete: 'organization-title' };
    if (name === 'respondentEmail') return { ...words(name), autocomplete: 'email' };
    if (name.endsWith('_working'))
      return { ...words('working'), about: t(`interview.numbers.${name.replace(/_working$/, '')}`) };
    if (/^channel_\d$/.test(name))
      return {
        ...words('channel'),
        about: nth('propose.channelGroup', name),
        look: 'select',
        option: (channel) => t(`channels.${channel}`),
      };
    if (/^reason_\d$/.test(name))
      return { ...words('channelReason'), about: nth('propose.channelGroup', name) };
    if (/^choice_/.test(name))
      return {
        ...words('choice'),
        about: t(`channels.${name.replace('choice_', '')}`),
        option: (choice) => t(`interview.propose-probe.${choice}`),
      };
    if (/^text_/.test(name))
      return { ...words('probeText'), about: t(`channels.${name.replace('text_', '')}`) };
    if (name.startsWith('probe_'))
      return { ...words('metricProbe'), about: metricName(name.replace('probe_', ''), locale, t) };
    const row = { metric: 'metric', leadsTo: 'leadsTo', target: 'metricTarget' } as const;
    const column = /^(metric|leadsTo|target)_\d$/.exec(name)?.[1] as keyof typeof row | undefined;
    if (column) return { ...words(row[column]), about: nth('measure.metricGroup', name) };
    const situation = situationsOf(interview.brief).find(
      (key) => name === `${key}_best` || name === `${key}_worst`,
    );
    if (situation) {
      const kind = name.endsWith('_best') ? 'best' : 'worst';
      return {
        label: t(`interview.partner.${kind}`),
        about: situationName(situation, t),
        option: (reaction) => t(`interview.situations.${situation}.${reaction}`),
        order: shuffledReactions(situation, seed),
      };
    }
    return words(name);
  };
}

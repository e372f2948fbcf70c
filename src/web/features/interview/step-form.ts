import type { FastifyRequest } from 'fastify';
import type { Brief, Locale } from '../../../domain/brief/brief.ts';
import type { Channel } from '../../../domain/brief/channels.ts';
import { situationsOf } from '../../../domain/brief/situations.ts';
import { clashesOf } from '../../../domain/economics/clashes.ts';
import { problemsOf } from '../../../domain/economics/economics.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { ownQuestionsOn } from '../../../domain/interview/own-questions.ts';
import { clashField, fieldsOf } from '../../../domain/interview/step-fields.ts';
import {
  type AnswerStep,
  channelsToProbe,
  metricsToProbe,
  probeField,
} from '../../../domain/interview/steps.ts';
import type { Translate } from '../../../locales/translator.ts';
import { clashQuestion, clashSum } from '../../../reporting/clashes.ts';
import { sharesText } from '../../../reporting/facts.ts';
import { metricName } from '../../../reporting/names.ts';
import type { Interview } from '../../../store/interviews.ts';
import { type FieldView, type Group, matrixOf, viewFields } from '../../forms/fields.ts';
import { responseOf } from './frame.ts';
import { wordsFor } from './step-words.ts';

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
    fieldsOf(step, interview.brief, response, values),
    values,
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
      return [
        ...problemsOf(interview.brief).map(({ key, wholeNumber }) => ({
          legend: t(`interview.numbers.question.${key}`),
          ...(wholeNumber ? { lines: [t('interview.numbers.roundUp')] } : {}),
          fields: named(key, `${key}_working`),
        })),
        ...leverGroup(t, fields),
      ];
    case 'propose':
      return [
        ...[0, 1, 2].map((index) => ({
          legend: t('interview.propose.channelGroup', { n: index + 1 }),
          ...furtherOnes(t('interview.propose.more'), index, named(`channel_${index}`, `reason_${index}`)),
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
          ...furtherOnes(
            t('interview.measure.more'),
            index,
            named(`metric_${index}`, `leadsTo_${index}`, `target_${index}`),
          ),
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
    case 'adds-up':
      return clashesOf(interview.brief, response).map((clash) => ({
        legend: clashQuestion(clash, response, locale, t),
        sum: clashSum(clash, response, locale, t),
        fields: named(clashField(clash.key)),
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

/** The figure to move first, where the brief has figures that can be moved. */
function leverGroup(t: Translate, fields: readonly FieldView[]): Group[] {
  const own = fields.filter(({ name }) => name.startsWith('lever_'));
  if (own.length === 0) return [];
  return [{ legend: t('interview.lever.title'), lines: [t('interview.lever.intro')], fields: own }];
}

/** All but the first of a kind stand behind a disclosure until they are used. */
function furtherOnes(add: string, index: number, fields: FieldView[]): Pick<Group, 'more' | 'fields'> {
  if (index === 0) return { fields };
  const isUsed = fields.some(({ value, error }) => value !== '' || error !== undefined);
  return { more: { add, open: isUsed }, fields };
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

import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../../domain/brief/brief.ts';
import { shuffledReactions, situationsOf } from '../../../domain/brief/situations.ts';
import { clashesOf } from '../../../domain/economics/clashes.ts';
import { problemsOf } from '../../../domain/economics/economics.ts';
import { leverToday } from '../../../domain/economics/lever.ts';
import type { Field } from '../../../domain/forms/field.ts';
import { clashField } from '../../../domain/interview/step-fields.ts';
import { probeField } from '../../../domain/interview/steps.ts';
import { LEVER_FIGURES } from '../../../domain/response/lever.ts';
import type { Response } from '../../../domain/response/response.ts';
import type { Translate } from '../../../locales/translator.ts';
import { clashQuestion } from '../../../reporting/clashes.ts';
import { leverValueText } from '../../../reporting/lever.ts';
import { metricName, situationName } from '../../../reporting/names.ts';
import type { Interview } from '../../../store/interviews.ts';
import { type FieldWords, wordsAt } from '../../forms/fields.ts';

/** The words of each field of the interview: label, hint, options, and what tells it from others like it. */
export function wordsFor(
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
      return { ...words('answer'), about: t(`interview.numbers.${name}`) };
    }
    if (name.startsWith('lever_')) return leverWords(name);
    if (name.startsWith('clash_')) {
      const clash = clashesOf(interview.brief, response).find(({ key }) => clashField(key) === name);
      return { ...words('clash'), about: clash ? clashQuestion(clash, response, locale, t) : '' };
    }
    if (name === 'tax') return { ...words(name), option: (tax) => t(`interview.terms.tax.${tax}`) };
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
      return {
        ...words('channelReason'),
        about: nth('propose.channelGroup', name),
        need: t('interview.propose.needsReason'),
      };
    if (/^choice_/.test(name))
      return {
        ...words('choice'),
        about: t(`channels.${name.replace('choice_', '')}`),
        option: (choice) => t(`interview.propose-probe.${choice}`),
      };
    if (/^text_/.test(name))
      return { ...words('probeText'), about: t(`channels.${name.replace('text_', '')}`) };
    if (name.startsWith('probe_'))
      return { ...words('metricProbe'), about: probedMetric(interview, name, locale, t) };
    const row = { metric: 'metric', leadsTo: 'leadsTo', target: 'metricTarget' } as const;
    const column = /^(metric|leadsTo|target)_\d$/.exec(name)?.[1] as keyof typeof row | undefined;
    if (column) {
      // What an example says once need not be read five times.
      const { hint, ...unhinted } = words(row[column]);
      const first = name.endsWith('_0') && hint ? { hint } : {};
      return { ...unhinted, ...first, about: nth('measure.metricGroup', name) };
    }
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

  function leverWords(name: string): FieldWords {
    const { brief } = interview;
    if (name === 'lever_unit')
      return { ...words(name), look: 'select', option: (unit) => t(`interview.lever.units.${unit}`) };
    if (name !== 'lever_figure') return words(name);
    const today = (key: string): string => {
      const figure = LEVER_FIGURES.find((each) => each === key);
      const value = figure && leverToday(brief, figure);
      return figure && value != null ? leverValueText(figure, value, brief, t, locale) : '';
    };
    const option = (key: string): string =>
      t('interview.lever.option', { figure: t(`brief.fields.${key}.label`), today: today(key) });
    return { ...words(name), look: 'select', option };
  }
}

/** The metric that a field asks back about, as it was typed. */
function probedMetric(interview: Interview, field: string, locale: Locale, t: Translate): string {
  const typed = Object.entries(interview.typed.measure ?? {}).find(
    ([name, metric]) => name.startsWith('metric_') && probeField(metric) === field,
  );
  return metricName(typed?.[1] ?? field.replace('probe_', ''), locale, t);
}

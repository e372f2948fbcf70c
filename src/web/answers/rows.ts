import type { Brief, Locale } from '../../domain/brief/brief.ts';
import { situationsOf } from '../../domain/brief/situations.ts';
import { clashesOf } from '../../domain/economics/clashes.ts';
import { NUMBER_KEYS, type Response } from '../../domain/response/response.ts';
import { formatMoney, formatNumber } from '../../locales/formats.ts';
import type { Translate } from '../../locales/translator.ts';
import { clashQuestion } from '../../reporting/clashes.ts';
import { leverText } from '../../reporting/lever.ts';
import { metricName } from '../../reporting/names.ts';

/**
 * One answer as people read it: where it comes from, what was asked and what was said; its figure where it is
 * one.
 */
export type AnswerRow = { path: string; step: string; label: string; text: string; figure?: number };

const MONEY_KEYS = ['grossProfitPerCustomer', 'maxCostPerCustomer', 'maxCostPerInquiry'];

/** A number of the interview with its unit: an amount in the currency, or customers. */
export function numberText(
  key: string,
  value: number,
  currency: string,
  locale: Locale,
  t: Translate,
): string {
  return MONEY_KEYS.includes(key)
    ? formatMoney(value, currency, locale)
    : `${formatNumber(value, locale)} ${t('units.customers')}`;
}

/** Every answer outside the terms, in the order of the interview. */
export function answerRows(response: Response, brief: Brief, locale: Locale, t: Translate): AnswerRow[] {
  const { currency, ownQuestions = [], situations } = brief;
  const { understand, numbers, propose, measure, partner } = response;
  const rows: AnswerRow[] = [];
  const colon = t('common.colon');
  const add = (
    path: string,
    step: string,
    label: string,
    text: string | undefined,
    figure?: number | null,
  ): void => {
    rows.push({
      path,
      step: t(`interview.steps.${step}`),
      label,
      text: text ?? '',
      ...(figure == null ? {} : { figure }),
    });
  };
  const field = (name: string): string => t(`interview.fields.${name}.label`);
  (response.askedQuestions ?? []).forEach((question, index) => {
    add(`askedQuestions.${index}.text`, 'ask', t('answers.askedQuestions', { n: index + 1 }), question.text);
  });
  for (const name of ['who', 'value', 'delivery'] as const)
    add(`understand.${name}`, 'understand', field(name), understand?.[name]);
  for (const key of NUMBER_KEYS) {
    const answer = numbers?.[key];
    if (!answer) continue;
    const { value } = answer;
    add(
      `numbers.${key}.value`,
      'numbers',
      t(`interview.numbers.${key}`),
      value == null ? '' : numberText(key, value, currency, locale, t),
      value,
    );
    if (answer?.working)
      add(
        `numbers.${key}.working`,
        'numbers',
        `${t(`interview.numbers.${key}`)} – ${field('working')}`,
        answer.working,
      );
  }
  const lever = numbers?.lever;
  if (lever) {
    add(
      'numbers.lever',
      'numbers',
      t('interview.lever.title'),
      leverText(lever, brief, locale, t),
      lever.effect,
    );
    if (lever.working) add('numbers.lever.working', 'numbers', field('lever_working'), lever.working);
    add('numbers.lever.reason', 'numbers', field('lever_reason'), lever.reason);
  }
  (propose?.channels ?? []).forEach(({ channel, reason, probe }, index) => {
    add(`propose.channels.${index}.reason`, 'propose', t(`channels.${channel}`), reason);
    if (probe) {
      add(
        `propose.channels.${index}.probe.text`,
        'propose-probe',
        `${t(`channels.${channel}`)}${colon}${t(`interview.propose-probe.${probe.choice}`)}`,
        probe.text,
      );
    }
  });
  if (propose?.swapped)
    add(
      'propose.swapped',
      'propose',
      t('answers.propose.swapped'),
      propose.swapped.map((channel) => t(`channels.${channel}`)).join(t('common.comma')),
    );
  add('propose.wouldNotDo', 'propose', field('wouldNotDo'), propose?.wouldNotDo);
  (measure?.metrics ?? []).forEach(({ metric, leadsTo, target, probe }, index) => {
    const path = [metric, leadsTo]
      .filter(Boolean)
      .map((each) => metricName(each ?? '', locale, t))
      .join(' → ');
    add(
      `measure.metrics.${index}.path`,
      'measure',
      t('answers.measure.metrics', { n: index + 1 }),
      target ? `${path} (${target})` : path,
    );
    if (probe)
      add(
        `measure.metrics.${index}.probe`,
        'measure-probe',
        `${t('interview.steps.measure-probe')}${colon}${metricName(metric, locale, t)}`,
        probe,
      );
  });
  const judgedBy = measure?.judgedBy;
  add(
    'measure.judgedBy.metric',
    'measure',
    field('judgedBy'),
    judgedBy?.metric ? metricName(judgedBy.metric, locale, t) : '',
  );
  add('measure.judgedBy.reason', 'measure', field('judgedReason'), judgedBy?.reason);
  for (const clash of clashesOf(brief, response)) {
    const answer = response.addsUp?.find((each) => each.clash === clash.key);
    add(`addsUp.${clash.key}`, 'adds-up', clashQuestion(clash, response, locale, t), answer?.text);
  }
  for (const situation of situationsOf({ situations })) {
    const answer = partner?.situations?.[situation];
    const reaction = (key: string | null | undefined): string =>
      key ? t(`interview.situations.${situation}.${key}`) : t('common.notGiven');
    const text = answer
      ? `${t('interview.partner.best')}${colon}${reaction(answer.best)}\n${t('interview.partner.worst')}${colon}${reaction(answer.worst)}`
      : '';
    add(`partner.situations.${situation}`, 'partner', t(`interview.situations.${situation}.title`), text);
  }
  add('partner.challenge', 'partner', field('challenge'), partner?.challenge);
  for (const { id, step, text } of ownQuestions) {
    const answer = response.ownAnswers?.[id];
    if (typeof answer === 'number') add(`ownAnswers.${id}`, step, text, formatNumber(answer, locale), answer);
    else add(`ownAnswers.${id}`, step, text, answer);
  }
  return rows;
}

/** One of the terms as people read it; its figure where it is one. */
export type TermRow = {
  key: keyof NonNullable<Response['terms']>;
  label: string;
  text: string;
  figure?: number;
};

/** The parts of the terms in the order of the form. */
export const TERM_KEYS = [
  'initialPrice',
  'monthlyPrice',
  'tax',
  'weeksToFirstDelivery',
  'schedule',
  'includes',
  'excludes',
  'assumes',
  'text',
] as const satisfies readonly TermRow['key'][];

/** The sealed part, as rows; empty where nothing was said. */
export function termsRows({ terms }: Response, currency: string, locale: Locale, t: Translate): TermRow[] {
  const row = (
    key: 'initialPrice' | 'monthlyPrice' | 'weeksToFirstDelivery',
    text: (figure: number) => string,
  ): TermRow => {
    const figure = terms?.[key];
    const written = terms?.asWritten?.[key];
    const label = t(`interview.fields.${key}.label`);
    if (figure == null) return { key, label, text: written ?? '' };
    const shown = text(figure);
    const beside = written === undefined ? shown : t('answers.terms.asWritten', { amount: shown, written });
    return { key, label, text: beside, figure };
  };
  const money = (value: number): string => formatMoney(value, currency, locale);
  const said = (key: 'schedule' | 'includes' | 'excludes' | 'assumes'): TermRow[] =>
    terms?.[key] === undefined ? [] : [{ key, label: t(`interview.fields.${key}.label`), text: terms[key] }];
  return [
    row('initialPrice', money),
    row('monthlyPrice', money),
    ...(terms?.tax
      ? [
          {
            key: 'tax' as const,
            label: t('interview.fields.tax.label'),
            text: t(`interview.terms.tax.${terms.tax}`),
          },
        ]
      : []),
    row('weeksToFirstDelivery', (weeks) => `${formatNumber(weeks, locale)} ${t('units.weeks')}`),
    ...said('schedule'),
    ...said('includes'),
    ...said('excludes'),
    ...said('assumes'),
    { key: 'text', label: t('interview.fields.termsText.label'), text: terms?.text ?? '' },
  ];
}

import type { Brief, Locale } from '../domain/brief/brief.ts';
import { briefFields } from '../domain/brief/brief-form.ts';
import { keptFor } from '../domain/brief/kept.ts';
import type { Disclosable } from '../domain/brief/topics.ts';
import { FACT_TOPICS, type FactTopic } from '../domain/brief/topics.ts';
import type { NumberKey } from '../domain/response/response.ts';
import { formatDay, formatMoney, formatNumber } from '../locales/formats.ts';
import { type Translate, translator } from '../locales/translator.ts';

/** One fact as candidates read it: its text and its figures. */
export function factLines(brief: Brief, topic: FactTopic, t: Translate, locale: Locale): string[] {
  const fact = brief.facts[topic];
  if (!fact || fact.text === '') return [];
  const lines = [fact.text];
  const colon = t('common.colon');
  for (const [name, value] of Object.entries(fact)) {
    if (typeof value === 'number')
      lines.push(
        `${t(`brief.fields.${name}.label`)}${colon}${figureText(topic, name, value, brief, t, locale)}`,
      );
    else if (name === 'market' && topic === 'target')
      lines.push(`${t('brief.fields.market.label')}${colon}${t(`brief.markets.${value}`)}`);
    else if (name === 'orderShareByChannel')
      lines.push(`${t('brief.sharesTitle')}${colon}${sharesText(brief, t, locale)}`);
  }
  return lines;
}

/** What is shown in answer to a question about a topic: its fact, or the goal. */
export const disclosedLines = (brief: Brief, topic: Disclosable, t: Translate, locale: Locale): string[] =>
  topic === 'goal' ? goalFact(brief, t, locale) : factLines(brief, topic, t, locale);

/** A figure with the unit that its field has on the page of the brief. */
export function figureText(
  topic: FactTopic,
  name: string,
  value: number,
  brief: Brief,
  t: Translate,
  locale: Locale,
): string {
  const unit = briefFields(topic, brief).find((field) => field.name === name)?.unit;
  if (unit === 'money') return formatMoney(value, brief.currency, locale);
  if (unit === 'percent') return `${formatNumber(value, locale)}%`;
  const figure = formatNumber(value, locale);
  return unit ? t('common.withUnit', { n: figure, unit: t(`units.${unit}`) }) : figure;
}

/** From which figures each problem is computed. */
const FIGURES_OF: Record<NumberKey, readonly string[]> = {
  grossProfitPerCustomer: ['averageOrderValue', 'ordersPerYear', 'yearsRetained', 'grossMarginPercent'],
  customersNeeded: ['averageOrderValue', 'ordersPerYear', 'grossMarginPercent'],
  maxCostPerCustomer: [
    'averageOrderValue',
    'ordersPerYear',
    'yearsRetained',
    'grossMarginPercent',
    'acquisitionSharePercent',
  ],
  maxCostPerInquiry: ['acquisitionSharePercent', 'closeRatePercent'],
};

/** The figures that the problems and the lever of this brief need, by short names, with their units. */
export function figuresFor(
  brief: Brief,
  { problems, levers }: { problems: readonly NumberKey[]; levers: readonly string[] },
  t: Translate,
  locale: Locale,
): { label: string; value: string }[] {
  const names = new Set([...problems.flatMap((key) => FIGURES_OF[key]), ...levers]);
  const facts = FACT_TOPICS.flatMap((topic) =>
    Object.entries(brief.facts[topic] ?? {}).flatMap(([name, value]) =>
      names.has(name) && typeof value === 'number'
        ? [
            {
              label: t(`brief.short.${name}`),
              value: figureText(topic, name, value, brief, t, locale),
            },
          ]
        : [],
    ),
  );
  const goal = { label: t('brief.short.goal'), value: changeText(brief, locale) };
  return problems.includes('customersNeeded') ? [...facts, goal] : facts;
}

/** "Referrals 55%, own website 35%": where orders come from, the largest first. */
export function sharesText(brief: Brief, t: Translate, locale: Locale): string {
  return Object.entries(brief.facts.sales_process?.orderShareByChannel ?? {})
    .sort(([, a], [, b]) => b - a)
    .map(([channel, share]) => `${t(`channels.${channel}`)} ${formatNumber(share, locale)}%`)
    .join(t('common.comma'));
}

/** The goal as candidates see it from the first page on. */
export function goalLines(brief: Brief, t: Translate, locale: Locale): string[] {
  const { statement, measure } = brief.kgi;
  return [statement, `${t(`brief.measures.${measure}`)}${t('common.colon')}${changeText(brief, locale)}`];
}

/** From what to what the goal is to move: 40 → 60. */
function changeText({ kgi, currency }: Brief, locale: Locale): string {
  const money = kgi.measure === 'profit' || kgi.measure === 'revenue';
  const text = (value: number): string =>
    money ? formatMoney(value, currency, locale) : formatNumber(value, locale);
  return `${text(kgi.current)} → ${text(kgi.target)}`;
}

/** The goal with its date, as it stands among the facts. */
const goalFact = (brief: Brief, t: Translate, locale: Locale): string[] => [
  ...goalLines(brief, t, locale),
  `${t('brief.fields.by.label')}${t('common.colon')}${formatDay(brief.kgi.by, locale)}`,
];

/** What a brief tells, topic by topic. */
export type FactSheet = readonly { title: string; lines: readonly string[] }[];

/** The complete fact sheet. */
export const factSheet = (brief: Brief, locale: Locale): FactSheet => SHEETS[locale](brief);

const SHEETS = { ja: keptFor(sheetIn('ja')), en: keptFor(sheetIn('en')) };

function sheetIn(locale: Locale): (brief: Brief) => FactSheet {
  const t = translator(locale);
  return (brief) => [
    { title: t('brief.pages.goal'), lines: goalFact(brief, t, locale) },
    ...FACT_TOPICS.map((topic) => ({
      title: t(`brief.pages.${topic}`),
      lines: factLines(brief, topic, t, locale),
    })).filter(({ lines }) => lines.length > 0),
  ];
}

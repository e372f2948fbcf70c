import type { Brief, Locale } from '../domain/brief/brief.ts';
import { type Clash, clashesOf } from '../domain/economics/clashes.ts';
import type { Response } from '../domain/response/response.ts';
import { formatNumber } from '../locales/formats.ts';
import type { Translate } from '../locales/translator.ts';
import { metricName } from './names.ts';

type Words = Record<string, string>;

/** The figures of a clash with their units, and the targets in question as they were written. */
function wordsOf(clash: Clash, response: Response, locale: Locale, t: Translate): Words {
  const figures = Object.fromEntries(
    Object.entries(clash.figures).map(([name, value]) => [name, formatNumber(value, locale)]),
  );
  const names = clash.metrics.map((index) => {
    const given = response.measure?.metrics?.[index];
    const metric = metricName(given?.metric ?? '', locale, t);
    return given?.target ? `${metric}${t('common.colon')}${given.target}` : metric;
  });
  return { ...figures, target: names[0] ?? '', a: names[0] ?? '', b: names[1] ?? '' };
}

/** What is asked about a clash, with both figures in it. */
export const clashQuestion = (clash: Clash, response: Response, locale: Locale, t: Translate): string =>
  t(`interview.adds-up.${clash.key}`, wordsOf(clash, response, locale, t));

/** Which lines stand above a question, whose figures they hold. */
const LINES: Record<Clash['key'], readonly string[]> = {
  customers_over_capacity: ['perMonth', 'months', 'capacity', 'needed'],
  inquiries_over_today: ['needed', 'months', 'rate', 'inquiries', 'today'],
  targets_short: ['target', 'today', 'months', 'rate', 'reach', 'needed'],
  targets_over: ['target', 'today', 'months', 'rate', 'reach', 'needed'],
  targets_apart: ['one', 'other'],
};
const TOTALS: readonly string[] = ['capacity', 'inquiries', 'reach'];

/** The figures behind a question, line by line, each with whose it is. */
export function clashSum(
  clash: Clash,
  response: Response,
  locale: Locale,
  t: Translate,
): { label: string; value: string; isTotal: boolean }[] {
  const words = wordsOf(clash, response, locale, t);
  return LINES[clash.key]
    .filter((line) => line in clash.figures)
    .map((line) => ({
      label: t(`interview.adds-up.lines.${line}.label`, words),
      value:
        line === 'target'
          ? (words.target ?? '')
          : t(`interview.adds-up.lines.${line}.value`, { n: words[line] ?? '' }),
      isTotal: TOTALS.includes(line),
    }));
}

/** Whether a candidate said what gives, where its figures clash. */
export const isResolved = ({ key }: Clash, { addsUp = [] }: Response): boolean =>
  addsUp.some(({ clash, text }) => clash === key && (text ?? '').trim() !== '');

/** The clashes that a candidate left open. */
export const openClashes = (brief: Brief, response: Response): Clash[] =>
  clashesOf(brief, response).filter((clash) => !isResolved(clash, response));

import { isOverAllowable, type PriceFigure, priceAgainst, worthOf } from '../../../domain/economics/worth.ts';
import { priceLines } from '../../../reporting/worth.ts';
import { TERM_KEYS, termsRows } from '../../answers/rows.ts';
import type { Wording } from './sorting.ts';
import type { Cell, Column, Row } from './table.ts';

/** Whether the terms of any of these are open. */
export const areAnyOpen = (columns: readonly Column[]): boolean =>
  columns.some(({ submission }) => submission.termsOpen);

/** Prices against what the goal is worth, then the terms under each other; one row while all are sealed. */
export function priceRows(columns: readonly Column[], wording: Wording): Row[] {
  return [...(areAnyOpen(columns) ? worthRows(columns, wording) : []), ...termRows(columns, wording)];
}

/** Each price over the first year beside the worth of the goal that its candidate answered to. */
function worthRows(columns: readonly Column[], { t, locale }: Wording): Row[] {
  const prices = columns.map(({ submission: { brief, response, termsOpen } }) => {
    if (!termsOpen) return 'sealed' as const;
    const price = priceAgainst(worthOf(brief), response.terms, brief.currency);
    const lines = price && priceLines(price, { brief, terms: response.terms }, locale, t);
    return price && lines && { ...lines, isOver: isOverAllowable(price) };
  });
  const row = (
    sort: `worth.${PriceFigure}`,
    label: string,
    note: string | null,
    of: (price: Exclude<(typeof prices)[number], 'sealed' | null>) => Cell,
  ): Row => ({
    label,
    note,
    sort,
    cells: prices.map((price) => {
      if (price === 'sealed') return { sealed: true };
      return price === null ? { text: t('worth.notInFigures') } : of(price);
    }),
  });
  const has = (key: 'ofAllowable' | 'payBack' | 'perCustomer'): boolean =>
    prices.some((price) => price !== null && price !== 'sealed' && price[key] !== null);
  return [
    row('worth.firstYear', t('worth.firstYear'), t('worth.firstYearNote'), ({ firstYear }) => ({
      text: firstYear,
    })),
    ...(has('ofAllowable')
      ? [
          row('worth.percentOfAllowable', t('worth.share'), null, ({ ofAllowable, isOver }) => ({
            text: ofAllowable ?? '–',
            alert: isOver,
          })),
        ]
      : []),
    ...(has('payBack')
      ? [row('worth.monthsToPayBack', t('worth.payBack'), null, ({ payBack }) => ({ text: payBack ?? '–' }))]
      : []),
    ...(has('perCustomer')
      ? [
          row('worth.perCustomer', t('worth.perCustomer'), null, ({ perCustomer }) => ({
            text: perCustomer ?? '–',
          })),
        ]
      : []),
  ];
}

/** The terms under each other; one row that says so while all are sealed. */
function termRows(columns: readonly Column[], { t, locale, hide }: Wording): Row[] {
  if (!areAnyOpen(columns))
    return [{ label: t('compare.terms'), cells: columns.map(() => ({ sealed: true })) }];
  const rowsOf = ({ submission }: Column) =>
    termsRows(submission.response, submission.brief.currency, locale, t);
  const terms = columns.map((column) => (column.submission.termsOpen ? rowsOf(column) : null));
  // Whatever one of them said stands in a row of its own, in the order of the form.
  const longest = terms.flatMap((rows) => rows ?? []);
  const all = TERM_KEYS.flatMap((key) => longest.find((row) => row.key === key) ?? []);
  return all.map(({ key, label }) => ({
    label: `${t('compare.terms')}${t('common.colon')}${label}`,
    sort: `terms.${key}`,
    cells: terms.map((rows): Cell => {
      if (rows === null) return { sealed: true };
      const text = rows.find((row) => row.key === key)?.text;
      return { answers: [{ label: '', text: text ? hide(text) : t('common.notGiven') }] };
    }),
  }));
}

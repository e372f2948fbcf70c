import { NUMBER_KEYS } from '../../../domain/response/response.ts';
import { numberText } from '../../answers/rows.ts';
import type { Wording } from './sorting.ts';
import type { Cell, Column, Row } from './table.ts';

/** From so much credit on a sum is right, or near. */
const RIGHT = 1;
const NEAR = 0.5;

/** What each worked out, and whether that is right; a slip that explains a wrong one. */
export function sumRows(columns: readonly Column[], { t, locale }: Wording): Row[] {
  return NUMBER_KEYS.flatMap((key): Row[] => {
    const results = columns.map(({ submission }) => ({
      currency: submission.brief.currency,
      result: submission.computed.numbers.find((number) => number.key === key),
    }));
    if (results.every(({ result }) => result === undefined)) return [];
    return [
      {
        label: t(`interview.numbers.${key}`),
        sort: `answers.numbers.${key}.value`,
        cells: results.map(({ result, currency }): Cell => {
          if (result === undefined) return { text: '–' };
          if (result.given === null) return { text: t('report.noAnswer') };
          const { given, credit, slip } = result;
          const mark = credit >= RIGHT ? 'right' : credit >= NEAR ? 'half' : 'wrong';
          return {
            text: numberText(key, given, currency, locale, t),
            mark: { kind: mark, words: t(`compare.marks.${mark}`) },
            note: slip ? t(`slips.${slip}`) : null,
          };
        }),
      },
    ];
  });
}

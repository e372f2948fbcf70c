import type { AnswerRow } from '../../answers/rows.ts';
import { answerRows } from '../../answers/rows.ts';
import { isAskedOfAll, type Wording } from './sorting.ts';
import type { Cell, Column, Row } from './table.ts';

/** The parts of a response by the first word of their answers' paths, with the words that name them. */
const PARTS = [
  ['askedQuestions', 'interview.steps.ask'],
  ['understand', 'interview.steps.understand'],
  ['numbers', 'interview.steps.numbers'],
  ['propose', 'interview.steps.propose'],
  ['measure', 'interview.steps.measure'],
  ['partner', 'interview.steps.partner'],
  ['ownAnswers', 'own.title'],
] as const;

/** Sums stand in a group of their own, with whether they are right. */
const isSum = (path: string): boolean => /^numbers\.\w+\.value$/.test(path);

/**
 * Answers to the same question under each other; what only some have, such as a channel, stays together in
 * its part.
 */
export function answerGroups(columns: readonly Column[], { t, locale, hide }: Wording): Row[] {
  const answers = columns.map(({ submission }) =>
    answerRows(submission.response, submission.brief, locale, t),
  );
  const textOf = ({ text }: AnswerRow): string => (text ? hide(text) : t('report.noAnswer'));
  return PARTS.flatMap(([part, words]): Row[] => {
    const own = answers.map((rows) => rows.filter(({ path }) => path.startsWith(`${part}.`) && !isSum(path)));
    const asked = new Map(
      own.flat().flatMap(({ path, label }) => (isAskedOfAll(path) ? [[path, label]] : [])),
    );
    const common = [...asked].map(
      ([path, label]): Row => ({
        label: `${t(words)}${t('common.colon')}${label}`,
        sort: `answers.${path}`,
        cells: own.map((rows) => ({
          answers: rows.filter((row) => row.path === path).map((row) => ({ label: '', text: textOf(row) })),
        })),
      }),
    );
    const others = own.map((rows) =>
      rows.filter(({ path }) => !isAskedOfAll(path)).map((row) => ({ label: row.label, text: textOf(row) })),
    );
    return [
      ...(others.some((rest) => rest.length > 0)
        ? [
            {
              label: t(words),
              sort: `parts.${part}` as const,
              cells: others.map((rest): Cell => ({ answers: rest })),
            },
          ]
        : []),
      ...common,
    ];
  });
}

import { FIGURES, levelWith } from '../../../domain/people/comparison.ts';
import { CRITERIA } from '../../../domain/scoring/rubric.ts';
import type { Translate } from '../../../locales/translator.ts';
import { verdictName } from '../../../reporting/names.ts';
import { ownResults } from '../../../reporting/own-results.ts';
import type { Submission } from '../../../store/submissions.ts';
import { type AnswerRow, answerRows, termsRows } from '../../answers/rows.ts';
import { type Compared, isAskedOfAll, OWN_COMBINED, type RowSort, type Wording } from './sorting.ts';

/** A candidate whose column is shown, with its response. */
export type Column = Compared & { submission: Submission };

export type Cell = {
  text?: string;
  figure?: number;
  bar?: number;
  points?: number;
  outOf?: number;
  note?: string | null;
  answers?: { label: string; text: string }[] | null;
  sealed?: boolean;
};
export type Row = { label: string; cells: Cell[]; sort?: RowSort };
/** The groups of rows, in the order in which they stand. */
export const ROW_GROUPS = ['figures', 'criteria', 'own', 'answers', 'terms'] as const;

/**
 * Rows of the comparison in their groups: figures, criteria, the owner's own questions, answers under each
 * other, terms.
 */
export function comparisonRows(columns: readonly Column[], wording: Wording): Row[][] {
  const { t } = wording;
  return [
    figureRows(columns, wording),
    criterionRows(columns, t),
    ownRows(columns, t),
    answerGroups(columns, wording),
    termRows(columns, wording),
  ];
}

/** Rows in which at least two candidates differ. */
export function differingRows(groups: readonly Row[][]): Row[][] {
  return groups.map((rows) =>
    rows.filter(({ cells }) => new Set(cells.map((cell) => JSON.stringify(cell))).size > 1),
  );
}

/** So many names of candidates that are level with one are shown. */
const SHOWN_TIES = 3;

/** The range of a total, and who of the page is level with it: between them there is no real difference. */
function rangeNote(
  { id, figures: { range } }: Column,
  columns: readonly Column[],
  { t, locale }: Omit<Wording, 'hide'>,
): string {
  const own = t('compare.rangeOf', { least: range[0], most: range[1] });
  const ranged = columns.map((column) => ({ id: column.id, name: column.name, range: column.figures.range }));
  const names = levelWith({ id, name: '', range }, ranged).map(({ name }) => name);
  if (names.length === 0) return own;
  const shown =
    names.length > SHOWN_TIES
      ? t('compare.levelWithMore', {
          names: names.slice(0, SHOWN_TIES).join(t('compare.nameSeparator')),
          n: names.length - SHOWN_TIES,
        })
      : new Intl.ListFormat(locale).format(names);
  return t('compare.levelWith', { range: own, names: shown });
}

function figureRows(columns: readonly Column[], { t, locale }: Wording): Row[] {
  return [
    {
      label: t('figures.verdict'),
      sort: 'verdict',
      cells: columns.map(({ verdict, figures: { confirmed } }) => ({
        text: verdictName({ verdict, confirmed }, t),
      })),
    },
    ...FIGURES.map(
      (key): Row => ({
        label: t(`figures.${key}`),
        sort: key,
        cells: columns.map((column) => ({
          figure: column[key],
          ...(key === 'understanding' ? { note: rangeNote(column, columns, { t, locale }) } : {}),
        })),
      }),
    ),
    ...(columns.some(({ atOwnWeights }) => atOwnWeights !== null)
      ? [
          {
            label: t('weights.figure'),
            sort: 'atOwnWeights' as const,
            cells: columns.map(({ atOwnWeights }) => ({ figure: atOwnWeights ?? 0 })),
          },
        ]
      : []),
    {
      label: t('figures.confidence'),
      sort: 'confidence',
      cells: columns.map(({ confidence }) => ({ text: t(`confidence.${confidence}`) })),
    },
    {
      label: t('compare.questionsAsked'),
      sort: 'questionsAsked',
      cells: columns.map(({ questionsAsked }) => ({ figure: questionsAsked })),
    },
  ];
}

function criterionRows(columns: readonly Column[], t: Translate): Row[] {
  return CRITERIA.map((key) => ({
    label: t(`criteria.${key}`),
    sort: key,
    cells: columns.map(({ figures, submission }): Cell => {
      const criterion = figures.criteria.find((each) => each.key === key);
      if (!criterion) return { text: '–' };
      const { level, points, outOf } = criterion;
      return {
        figure: level,
        bar: level * 25,
        points: Math.round(points),
        outOf: Math.round(outOf),
        note: submission.decided.has(key) ? t('compare.ownLevel') : null,
      };
    }),
  }));
}

/** The owner's own questions: the level of each candidate, and the figure with all of them. */
function ownRows(columns: readonly Column[], t: Translate): Row[] {
  const own = columns.map(({ submission, understanding }) =>
    ownResults(submission.brief, submission.response, submission.decided, understanding),
  );
  const questions = new Map(
    own.flatMap(({ results }) => results.map(({ question }) => [question.id, question])),
  );
  if (questions.size === 0) return [];
  const rows = [...questions.values()].map(
    ({ id, text }): Row => ({
      label: text,
      sort: `own.${id}`,
      cells: own.map(({ results }): Cell => {
        const level = results.find(({ question }) => question.id === id)?.level ?? null;
        return level === null ? { text: t('own.noLevel') } : { figure: level };
      }),
    }),
  );
  return [
    ...rows,
    {
      label: t('own.combinedLabel'),
      sort: OWN_COMBINED,
      cells: own.map(({ combined }): Cell => (combined === null ? { text: '–' } : { figure: combined })),
    },
  ];
}

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

/**
 * Answers to the same question under each other; what only some have, such as a channel, stays together in
 * its part.
 */
function answerGroups(columns: readonly Column[], { t, locale, hide }: Wording): Row[] {
  const answers = columns.map(({ submission }) =>
    answerRows(submission.response, submission.brief, locale, t),
  );
  const textOf = ({ text }: AnswerRow): string => (text ? hide(text) : t('report.noAnswer'));
  return PARTS.flatMap(([part, words]): Row[] => {
    const own = answers.map((rows) => rows.filter(({ path }) => path.startsWith(`${part}.`)));
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

/** The terms under each other; one row that says so while all are sealed. */
function termRows(columns: readonly Column[], { t, locale, hide }: Wording): Row[] {
  const open = columns.find(({ submission }) => submission.termsOpen);
  if (!open) return [{ label: t('compare.terms'), cells: columns.map(() => ({ sealed: true })) }];
  const rowsOf = ({ submission }: Column) =>
    termsRows(submission.response, submission.brief.currency, locale, t);
  const terms = columns.map((column) => (column.submission.termsOpen ? rowsOf(column) : null));
  return rowsOf(open).map(({ key, label }) => ({
    label: `${t('compare.terms')}${t('common.colon')}${label}`,
    sort: `terms.${key}`,
    cells: terms.map((rows): Cell => {
      if (rows === null) return { sealed: true };
      const text = rows.find((row) => row.key === key)?.text;
      return { answers: [{ label: '', text: text ? hide(text) : t('common.notGiven') }] };
    }),
  }));
}

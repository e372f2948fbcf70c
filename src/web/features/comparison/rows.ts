import { FIGURES, levelWith } from '../../../domain/people/comparison.ts';
import { inForce } from '../../../domain/people/judgements.ts';
import { CRITERIA } from '../../../domain/scoring/rubric.ts';
import type { Translate } from '../../../locales/translator.ts';
import { verdictName } from '../../../reporting/names.ts';
import { ownResults } from '../../../reporting/own-results.ts';
import type { Submission } from '../../../store/submissions.ts';
import { levelDrawing, rangeDrawing } from '../../levels/drawings.ts';
import { answerGroups } from './answer-rows.ts';
import { areAnyOpen, priceRows } from './price-rows.ts';
import { OWN_COMBINED, type Wording } from './sorting.ts';
import { sumRows } from './sum-rows.ts';
import { type Cell, type Column, GROUPS, type Group, type GroupKey, type Row } from './table.ts';

/** Rows of the comparison in their groups; prices stand near the figures once any is open, and last before. */
export function comparisonRows(columns: readonly Column[], wording: Wording): Group[] {
  const { t } = wording;
  const rows: Record<GroupKey, Row[]> = {
    figures: figureRows(columns, wording),
    criteria: criterionRows(columns, t),
    own: ownRows(columns, t),
    sums: sumRows(columns, wording),
    answers: answerGroups(columns, wording),
    notes: noteRows(columns, wording),
    terms: priceRows(columns, wording),
  };
  const order: readonly GroupKey[] = areAnyOpen(columns)
    ? ['figures', 'terms', ...GROUPS.filter((key) => key !== 'figures' && key !== 'terms')]
    : GROUPS;
  return order.map((key) => ({ key, rows: rows[key] })).filter((group) => group.rows.length > 0);
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
          ...(key === 'understanding'
            ? {
                note: rangeNote(column, columns, { t, locale }),
                range: rangeDrawing(column[key], column.figures.range),
              }
            : {}),
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
      const byRules = submission.computed.criteria.find((each) => each.key === key)?.level ?? null;
      const isPerson = submission.decided.has(key);
      return {
        figure: level,
        points: Math.round(points),
        outOf: Math.round(outOf),
        level: levelDrawing(level, isPerson, byRules),
        notes: levelNotes(submission, key, { isPerson, byRules }, t),
      };
    }),
  }));
}

/** Whose level it is, and what others gave. */
function levelNotes(
  { judgements, decided }: Submission,
  subject: string,
  { isPerson, byRules }: { isPerson: boolean; byRules: number | null },
  t: Translate,
): string[] {
  const owner = decided.get(subject)?.personId;
  const byPerson = Map.groupBy(judgements, ({ personId, person }) => personId ?? person);
  const others = [...byPerson]
    .filter(([person]) => person !== owner)
    .flatMap(([, given]) => inForce(given).get(subject)?.level ?? []);
  const meeting = inForce(
    judgements.filter(({ personId }) => personId !== null && (owner === undefined || personId === owner)),
    'meeting',
  ).get(subject);
  return [
    isPerson ? t('compare.byOwner', { computed: byRules ?? '–' }) : t('compare.byRules'),
    ...(others.length > 0 ? [t('compare.others', { levels: others.join(t('compare.nameSeparator')) })] : []),
    ...(meeting ? [t('compare.afterMeeting', { level: meeting.level })] : []),
  ];
}

/** What the owner noted of each. */
function noteRows(columns: readonly Column[], { t, hide }: Wording): Row[] {
  if (columns.every(({ note }) => note === '')) return [];
  return [
    {
      label: t('compare.groups.notes'),
      cells: columns.map(({ note }) => ({
        answers: [{ label: '', text: note ? hide(note) : t('compare.noNote') }],
      })),
    },
  ];
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

import writeExcelFile, { type CellObject, type Sheet } from 'write-excel-file/node';
import type { Locale } from '../../../domain/brief/brief.ts';
import { formatSortable } from '../../../locales/formats.ts';
import { translator } from '../../../locales/translator.ts';
import { answerName } from '../../../reporting/names.ts';
import { answerRows, termsRows } from '../../answers/rows.ts';
import { subjectName } from '../../levels/subject.ts';
import { printSetUp } from './print-set-up.ts';
import { comparisonTable, type ExportCell, type ExportRow } from './rows.ts';

/** What a cell of a workbook holds at most. */
const MOST_CHARACTERS = 32_767;

/** Text of at most what a cell holds; what is longer ends with a mark. Never splits a pair of surrogates. */
function fitting(text: string): string {
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What Excel would take for the code of a character, such as _x0041_, stays text. */
const literal = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

/** A cell of the comparison, or a day without a time. */
type SheetCell = ExportCell | { day: string };

/** Text cells are typed as text, so that none runs as a formula; an empty one stays empty. */
function cell(value: SheetCell): CellObject | null {
  if (value === '') return null;
  if (typeof value === 'number')
    return {
      type: Number,
      value,
      format: Number.isInteger(value) ? '#,##0' : '#,##0.0#',
      alignVertical: 'top',
    };
  if (typeof value === 'object')
    return 'day' in value
      ? { type: Date, value: new Date(value.day), format: 'yyyy-mm-dd', alignVertical: 'top' }
      : {
          type: Date,
          value: new Date(`${value.at.replace(' ', 'T')}:00Z`),
          format: 'yyyy-mm-dd hh:mm',
          alignVertical: 'top',
        };
  return { type: String, value: fitting(literal(value)), wrap: true, alignVertical: 'top' };
}

function sheet(
  name: string,
  head: readonly string[],
  body: readonly (readonly SheetCell[])[],
  widths: (index: number) => number,
  columns = 1,
): Sheet<Buffer> {
  const titles = head.map(
    (value): CellObject => ({
      type: String,
      value: fitting(literal(value)),
      fontWeight: 'bold',
      wrap: true,
      alignVertical: 'top',
    }),
  );
  return {
    sheet: name,
    data: [titles, ...body.map((line) => line.map(cell))],
    columns: head.map((_, index) => ({ width: widths(index) })),
    orientation: 'landscape',
    stickyRowsCount: 1,
    stickyColumnsCount: columns,
  };
}

/**
 * A workbook with the comparison, every answer, the evidence of every criterion, people's judgements, and
 * what was asked back and noted of meetings, one sheet each.
 */
export function toXlsx(rows: readonly ExportRow[], locale: Locale, unsealed: boolean): Promise<Buffer> {
  const t = translator(locale);
  const { head, body } = comparisonTable(rows, locale, t, unsealed);
  const answers = rows.flatMap(({ candidate, brief, response, termsOpen }) => [
    ...answerRows(response, brief, locale, t).map(({ step, label, text }) => [
      candidate.name,
      step,
      label,
      text,
    ]),
    ...(termsOpen
      ? termsRows(response, brief.currency, locale, t).map(({ label, text }) => [
          candidate.name,
          t('interview.steps.terms'),
          label,
          text,
        ])
      : []),
  ]);
  const evidence = rows.flatMap(({ candidate, report }) =>
    report.criteria.flatMap((criterion) => {
      const start = [
        candidate.name,
        t(`criteria.${criterion.key}`),
        criterion.level,
        criterion.points,
        criterion.outOf,
      ];
      const found = criterion.evidence.map(({ answer, text, why }) => [
        ...start,
        answerName(answer, t),
        text,
        why,
      ]);
      return found.length > 0 ? found : [[...start, '', '', '']];
    }),
  );
  const judgements = rows.flatMap(({ candidate, judgements: given, brief, computed }) =>
    given.map(({ subject, stage, person, level, reason, independent, judgedAt }) => [
      candidate.name,
      subjectName(subject, brief, t),
      t(`export.stages.${stage}`),
      person,
      level ?? '',
      computed.criteria.find(({ key }) => key === subject)?.level ?? '',
      t(independent ? 'common.yes' : 'common.no'),
      reason,
      { at: formatSortable(judgedAt, brief.timeZone) },
    ]),
  );
  const talks = rows.flatMap(({ candidate, brief, askedBack, meetings }) => [
    ...askedBack.map(({ text, answer, answeredAt }) => [
      candidate.name,
      t('export.inWriting'),
      answeredAt ? { at: formatSortable(answeredAt, brief.timeZone) } : '',
      '',
      text,
      answer,
    ]),
    ...meetings.flatMap(({ person, metOn, notes }) =>
      notes.map(({ question, note }) => [
        candidate.name,
        t('export.stages.meeting'),
        metOn ? { day: metOn } : '',
        person,
        question,
        note,
      ]),
    ),
  ]);
  const named = (...keys: string[]): string[] => keys.map((key) => t(`export.${key}`));
  const sheets = [
    sheet(t('export.sheets.comparison'), head, body, (index) => (index === 0 ? 26 : 16)),
    sheet(
      t('export.sheets.answers'),
      named('candidate', 'step', 'question', 'answer'),
      answers,
      (index) => [26, 16, 36, 80][index] ?? 20,
    ),
    sheet(
      t('export.sheets.evidence'),
      named('candidate', 'criterion', 'level', 'points', 'outOf', 'answer', 'words', 'why'),
      evidence,
      (index) => [26, 22, 9, 9, 9, 26, 60, 40][index] ?? 20,
    ),
    sheet(
      t('export.sheets.judgements'),
      named(
        'candidate',
        'criterion',
        'stage',
        'person',
        'level',
        'byRules',
        'independent',
        'reason',
        'judgedAt',
      ),
      judgements,
      (index) => [26, 26, 12, 28, 9, 12, 18, 60, 18][index] ?? 20,
    ),
    sheet(
      t('export.sheets.talks'),
      named('candidate', 'stage', 'day', 'notedBy', 'question', 'answerOrNote'),
      talks,
      (index) => [26, 12, 14, 28, 50, 70][index] ?? 20,
    ),
  ];
  const sizes = sheets.map(({ sheet: name = '', data }) => ({
    name,
    rows: data.length,
    columns: data[0]?.length ?? 0,
  }));
  return writeExcelFile(sheets, { features: [printSetUp(sizes)] }).toBuffer();
}

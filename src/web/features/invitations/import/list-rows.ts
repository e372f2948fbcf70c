import { parse } from 'csv-parse/sync';

/** A row of a list: the line on which it starts, as typed, and its cells. */
export type ListRow = { line: number; cells: string[] };

const DELIMITERS = [',', ';', '，', '\t'];

/**
 * Rows as a spreadsheet or a person writes them. Copied from a spreadsheet, tabs alone part the cells, so
 * that a comma in a name is one. Quoted cells may hold line breaks; quotes that never close are taken as they
 * stand.
 */
export function rowsOf(text: string): ListRow[] {
  const content = text.replace(/^\ufeff/, '').replaceAll('＠', '@');
  const lines = content.split(/[\r\n]/).filter((line) => line.trim() !== '');
  const isTable = lines.some((line) => line.includes('\t')) && lines.every(isTableLine);
  return (quotedRows(content, isTable) ?? plainRows(content, isTable)).filter(({ cells }) =>
    cells.some((cell) => cell !== ''),
  );
}

/** A line without a tab stands in a table only where it is a part of a quoted cell or an empty cell's row. */
const isTableLine = (line: string): boolean => line.includes('\t') || !/[,;，]/.test(line);

type Parsed = { record: string[]; info: { lines: number } };

function quotedRows(content: string, isTable: boolean): ListRow[] | null {
  try {
    const parsed = parse(content, {
      delimiter: isTable ? ['\t'] : DELIMITERS,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      trim: true,
    }) as unknown as Parsed[];
    let line = 1;
    return parsed.map(({ record, info }) => {
      const row = { line, cells: record.map(oneLine) };
      line = info.lines + 1;
      return row;
    });
  } catch {
    return null;
  }
}

function plainRows(content: string, isTable: boolean): ListRow[] {
  return content.split(/\r\n|\r|\n/).map((line, index) => ({
    line: index + 1,
    cells: line.split(isTable ? '\t' : /[,;，\t]/).map((cell) => cell.replaceAll('"', '').trim()),
  }));
}

/** A line break in a cell is a space in a name. */
const oneLine = (cell: string): string => cell.replace(/[\r\n]+/g, ' ').trim();

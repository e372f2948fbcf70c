import { parse } from 'csv-parse/sync';

/** Every cell of a CSV file as a spreadsheet would take it. */
export const toCells = (csv: string): string[] =>
  (parse(csv, { bom: true, relax_column_count: true }) as string[][]).flat();

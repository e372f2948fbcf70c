import { stringify } from 'csv-stringify/sync';

/**
 * Spreadsheet programs run cells that start like a formula. csv-stringify guards the usual starts; what it
 * leaves open are starts behind line breaks, spaces and NUL, so those are taken away first.
 */
const guarded = (text: string): string => text.replaceAll('\u0000', '').replace(/^[\s\u00a0]+/, '');

/** Lines as CSV for Excel, guarded against formulas. */
export function csvOf(lines: readonly (readonly (string | number)[])[]): string {
  const safe = lines.map((line) => line.map((cell) => (typeof cell === 'string' ? guarded(cell) : cell)));
  return stringify(safe, {
    bom: true,
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: 'windows',
  });
}

import { parse } from 'csv-parse/sync';
import { parseForm } from '../../../../domain/forms/form.ts';
import { EMAIL_FIELD, NAME_FIELD } from '../fields.ts';

/** One line of a pasted list: what was read, and why it cannot be added. */
export type ListedCandidate = {
  line: number;
  name: string;
  email: string | null;
  problem: ListProblem | null;
};
export type ListProblem =
  | 'no_name'
  | 'invalid_email'
  | 'duplicate_in_list'
  | 'duplicate_candidate'
  | 'too_long'
  | 'invalid_text';

export const MOST_LISTED = 300;

/** A first line that names the columns instead of a candidate. */
const HEADING =
  /^(no\.?|name|agency|company|candidate|会社名?|社名|候補(者|名)?|企業名?|名前|e-?mail( address)?|mail|address|メール(アドレス)?)$/i;

/**
 * Reads a pasted list or CSV: one candidate a line, name and address in any order. Every line comes back,
 * with its problem where it has one; `taken` are the names that the vetting has already.
 */
export function readCandidateList(text: string, taken: readonly string[]): ListedCandidate[] {
  const seen = new Set<string>();
  const names = new Set(taken);
  return linesOf(text)
    .filter(({ cells }, index) => index > 0 || !cells.every((cell) => HEADING.test(cell)))
    .map(({ line, cells }) => {
      const { name, email, problem } = readCells(cells);
      const repeated = names.has(name) ? 'duplicate_candidate' : seen.has(name) ? 'duplicate_in_list' : null;
      seen.add(name);
      return { line, name, email, problem: problem ?? repeated };
    });
}

function readCells(cells: readonly string[]): Omit<ListedCandidate, 'line'> {
  const address = cells.find((cell) => cell.includes('@'));
  // "Aoba Ltd <aoba@example.jp>" in one cell: the address is the word with the @, the name what is before it.
  const words = address?.split(/\s+|(?=[<(（])/) ?? [];
  const last = words.findLastIndex((word) => word.includes('@'));
  const written = (words[last] ?? '').replace(/^[<(（]|[>)）]$/g, '');
  const beside = words.slice(0, Math.max(last, 0)).join(' ');
  const name = cells.find((cell) => cell !== '' && cell !== address) ?? beside;
  const { values, problems } = parseForm([NAME_FIELD, EMAIL_FIELD], { name, email: written });
  const [first] = problems;
  const email = values.email === undefined ? null : String(values.email);
  if (!first) return { name: String(values.name), email, problem: null };
  const problem =
    first.field === 'email'
      ? 'invalid_email'
      : first.code === 'required'
        ? 'no_name'
        : first.code === 'too_long'
          ? 'too_long'
          : 'invalid_text';
  return { name, email: email ?? (written || null), problem };
}

/** Lines with their numbers as typed. Quotes that never close are taken as they stand. */
function linesOf(text: string): { line: number; cells: string[] }[] {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('＠', '@')
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, cells: cellsOf(content) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function cellsOf(content: string): string[] {
  const options = {
    delimiter: [',', '\t', ';', '，'],
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
  } as const;
  try {
    const [cells = []] = parse(content, { ...options, delimiter: [...options.delimiter] }) as string[][];
    return cells;
  } catch {
    return content.split(/[,\t;，]/).map((cell) => cell.replaceAll('"', '').trim());
  }
}

import { parseForm } from '../../../../domain/forms/form.ts';
import { normaliseText } from '../../../../domain/language/normalise.ts';
import { CompanyNames } from '../../../../domain/people/names.ts';
import { EMAIL_FIELD, NAME_FIELD } from '../fields.ts';
import { type ListRow, rowsOf } from './list-rows.ts';

/** One row of a pasted list: what was read, and why it cannot be added. */
export type ListedCandidate = {
  line: number;
  name: string;
  email: string | null;
  problem: ListProblem | null;
  /** The candidate or the row whose name is the same company's. */
  same: string | null;
};
export type ListProblem =
  | 'no_name'
  | 'invalid_email'
  | 'duplicate_in_list'
  | 'duplicate_candidate'
  | 'too_long'
  | 'invalid_text';

/** Which column holds what; null where each row is read by what stands in it. */
export type ListColumns = { name: number | null; email: number | null };

/** A list as it was read: its columns by their headings or samples, those that count, and the candidates. */
export type CandidateList = {
  columns: string[];
  chosen: ListColumns;
  candidates: ListedCandidate[];
};

export const MOST_LISTED = 300;

const COMPANY =
  /^(?:(?:会社|企業|法人|事業者|取引先|団体|組織|候補者?|代理店|パートナー)(?:の?名称?|名)?|社名|店名|屋号|貴社名|御社名|名称|company(?: name)?|agency(?: name)?|organi[sz]ation(?: name)?|business(?: name)?|candidate(?: name)?|account(?: name)?|name of (?:the )?(?:agency|company))$/;
const PERSON =
  /^(?:ご?担当者?(?:の?氏名|名)?|氏名|お?名前|代表者?名?|姓名|連絡先名|name|full name|contact(?: name| person)?|person|person in charge|attn)$/;
const MAIL =
  /^(?:(?:電子)?メール(?:アドレス)?|担当者?メール(?:アドレス)?|アドレス|e-?mail(?: address)?|mail(?: address)?|address)$/;
const OTHER =
  /^(?:no\.?|番号|通番|id|#|部署名?|部門|所属|役職|肩書き?|電話(?:番号)?|tel\.?|phone(?: number)?|fax|住所|所在地|郵便番号|備考|メモ|note|notes|url|ホームページ|サイト|web ?site|department|title|position|date|日付|登録日)$/;

/**
 * Reads a pasted list or the text of a CSV file. Columns are known by their headings, or as the owner chose
 * them, or each row by what stands in it. Every row comes back, with its problem where it has one; `taken`
 * are the names that the vetting has already.
 */
export function readCandidateList(
  text: string,
  taken: readonly string[],
  wanted: ListColumns = { name: null, email: null },
): CandidateList {
  const rows = rowsOf(text);
  const headings = rows[0] ? headingsOf(rows[0].cells) : null;
  const body = headings ? rows.slice(1) : rows;
  const chosen = {
    name: wanted.name ?? headings?.name ?? null,
    email: wanted.email ?? headings?.email ?? null,
  };
  const known = new CompanyNames(taken);
  const seen = new CompanyNames();
  const candidates = body.map((row) => {
    const { name, email, problem } = readRow(row, chosen);
    const [there, earlier] = name === '' ? [null, null] : [known.find(name), seen.find(name)];
    if (name !== '') seen.add(name);
    const repeated = there !== null ? 'duplicate_candidate' : earlier !== null ? 'duplicate_in_list' : null;
    return {
      line: row.line,
      name,
      email,
      problem: problem ?? repeated,
      same: problem ? null : (there ?? earlier),
    };
  });
  return { columns: columnsOf(rows, headings !== null), chosen, candidates };
}

/** What the columns are called: by the headings, or by what stands in the first row. */
function columnsOf(rows: readonly ListRow[], hasHeadings: boolean): string[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, index) => {
    const heading = hasHeadings ? (rows[0]?.cells[index] ?? '') : '';
    return heading === '' ? (rows.find(({ cells }) => cells[index])?.cells[index] ?? '') : heading;
  });
}

/** The columns by a first row that names them; null where the first row is a candidate. */
function headingsOf(cells: readonly string[]): ListColumns | null {
  const words = cells.map((cell) =>
    normaliseText(cell)
      .replace(/[\s:()*]+/g, ' ')
      .trim(),
  );
  const find = (heading: RegExp): number | null => {
    const index = words.findIndex((word) => isHeading(word, heading));
    return index < 0 ? null : index;
  };
  const known = words.filter((word) =>
    [COMPANY, PERSON, MAIL, OTHER].some((heading) => isHeading(word, heading)),
  );
  if (known.length === 0 || cells.some((cell) => cell.includes('@'))) return null;
  // A company may be called 番号 or Name; a row of headings has nothing but headings, or several.
  if (known.length < 2 && known.length < words.filter((word) => word !== '').length) return null;
  return { name: find(COMPANY) ?? find(PERSON), email: find(MAIL) };
}

/** Japanese headings are broken and spaced as the column's width asks for. */
const isHeading = (word: string, heading: RegExp): boolean =>
  heading.test(word) || heading.test(word.replaceAll(' ', ''));

function readRow(
  { cells }: ListRow,
  { name: nameColumn, email: emailColumn }: ListColumns,
): { name: string; email: string | null; problem: ListProblem | null } {
  const address =
    emailColumn === null ? (cells.find((cell) => cell.includes('@')) ?? '') : (cells[emailColumn] ?? '');
  const { beside, written } = splitAddress(address);
  const name = nameColumn === null ? nameIn(cells, address, beside) : (cells[nameColumn] ?? '');
  const { values, problems } = parseForm([NAME_FIELD, EMAIL_FIELD], { name, email: written });
  const [first] = problems;
  const email = values.email === undefined ? null : String(values.email);
  if (!first) return { name: String(values.name), email, problem: null };
  return { name, email: email ?? (written || null), problem: problemOf(first) };
}

function problemOf({ field, code }: { field: string; code: string }): ListProblem {
  if (field === 'email') return 'invalid_email';
  if (code === 'required') return 'no_name';
  return code === 'too_long' ? 'too_long' : 'invalid_text';
}

/** Without columns the name is the first cell that is neither the address nor a running number. */
function nameIn(cells: readonly string[], address: string, beside: string): string {
  const others = cells.filter((cell) => cell !== '' && cell !== address);
  return others.find((cell) => !/^[#№]?\s*[0-9０-９]+[.)]?$/u.test(cell)) ?? (beside || (others[0] ?? ''));
}

/** "Aoba Ltd <aoba@example.jp>": the address is the word with the @, the name what is before it. */
function splitAddress(cell: string): { beside: string; written: string } {
  if (!cell.includes('@')) return { beside: '', written: cell };
  const words = cell.split(/\s+|(?=[<(（])/);
  const last = words.findLastIndex((word) => word.includes('@'));
  const written = (words[last] ?? '').replace(/^[<(（]|[>)）]$/g, '');
  const beside = words
    .slice(0, last)
    .join(' ')
    .replace(/^["']|["']$/g, '');
  return { beside, written };
}

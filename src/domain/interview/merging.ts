import type { FormValues } from '../forms/form.ts';
import { fingerprint } from '../language/fingerprint.ts';
import { tidyText } from '../language/text.ts';

/** What a field was from a version on: its fingerprint, and the page that saved it. */
export type FieldVersion = [version: number, print: string, page: string];
export type FieldVersions = Record<string, FieldVersion[]>;

/** A step as it is stored: what was typed, how often it was saved, and what its fields were before. */
export type StoredStep = { typed: FormValues; version: number; fields: FieldVersions };

/** The page that saves: the version of the step that it showed and its own id; null where it does not say. */
export type SavingPage = { version: number | null; page: string | null };

/** What somebody else saved in a field since the page was opened, while it was changed here too. */
export type FieldConflict = { name: string; theirs: string };

export type Merged = StoredStep & {
  /** Fields that somebody else changed and this page did not, with what they are now. */
  news: FormValues;
  conflicts: FieldConflict[];
};

/** So many versions of each field are known; whoever opened the page before is asked about every difference. */
const KEPT = 30;

/**
 * Puts what a page sends together with what is stored, field by field: what only one side changed since the
 * page was opened is kept as that side has it; a field that both changed stays as it is stored and is told. A
 * page's own earlier saves are never somebody else's.
 */
export function mergeStep(stored: StoredStep, posted: FormValues, from: SavingPage): Merged {
  const names = [...new Set([...Object.keys(posted), ...Object.keys(stored.typed)])];
  const typed: FormValues = {};
  const news: FormValues = {};
  const conflicts: FieldConflict[] = [];
  const changed: string[] = [];
  for (const name of names) {
    const mine = posted[name] ?? '';
    const theirs = stored.typed[name] ?? '';
    // What the page does not show stays: an answer to a question that may be asked again.
    const isShown = name in posted && !isSame(mine, theirs);
    const verdict = isShown ? judge(stored.fields[name] ?? [], mine, from) : 'same';
    typed[name] = verdict === 'mine' ? mine : theirs;
    if (verdict === 'mine') changed.push(name);
    if (verdict === 'theirs') news[name] = theirs;
    if (verdict === 'both') conflicts.push({ name, theirs });
  }
  const version = changed.length > 0 ? stored.version + 1 : stored.version;
  return { typed, version, news, conflicts, fields: withVersions(stored, typed, changed, version, from) };
}

/** Whose words a field keeps that differs from what is stored. */
function judge(
  versions: readonly FieldVersion[],
  mine: string,
  from: SavingPage,
): 'mine' | 'theirs' | 'both' {
  const { version, page } = from;
  if (version === null) return 'mine';
  const foreign = versions.filter(([since, , by]) => since > version && (page === null || by !== page));
  if (foreign.length === 0) return 'mine';
  const before = versions.findLast(([since]) => since <= version);
  // A field that was never saved before the page was opened was empty there.
  const shown = before ? before[1] : versions.length < KEPT ? fingerprint('') : null;
  return fingerprint(tidyText(mine)) === shown ? 'theirs' : 'both';
}

function withVersions(
  { fields }: StoredStep,
  typed: FormValues,
  changed: readonly string[],
  version: number,
  { page }: SavingPage,
): FieldVersions {
  if (changed.length === 0) return fields;
  const added = changed.map((name): [string, FieldVersion[]] => {
    const entry: FieldVersion = [version, fingerprint(tidyText(typed[name] ?? '')), page ?? ''];
    return [name, [...(fields[name] ?? []), entry].slice(-KEPT)];
  });
  return { ...fields, ...Object.fromEntries(added) };
}

/** Whether two texts of a field are the same to a person; browsers send their own line ends. */
export function isSame(one: string, other: string): boolean {
  return one === other || tidyText(one) === tidyText(other);
}

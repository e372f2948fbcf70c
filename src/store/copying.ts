import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { isPostgres } from './engine.ts';
import { takeYourTime } from './postgres/patience.ts';
import type { Tables } from './schema.ts';

/** Every table with its key, those that others refer to first. */
export const TABLE_KEYS = {
  owners: ['id'],
  setup_code: ['one'],
  heartbeat: ['one'],
  sign_in_failures: ['bucket'],
  answered_forms: ['id'],
  kept_pages: ['id'],
  sessions: ['id'],
  known_browsers: ['token_hash'],
  account_events: ['id'],
  account_links: ['token_hash'],
  recovery_codes: ['owner_id', 'code_hash'],
  vettings: ['id'],
  history: ['id'],
  candidates: ['id'],
  invitations: ['id'],
  candidate_sessions: ['token_hash'],
  link_openings: ['id'],
  interviews: ['candidate_id'],
  further_questions: ['id'],
  earlier_submissions: ['id'],
  answers: ['candidate_id', 'step'],
  scores: ['id'],
  judgements: ['id'],
  levels_seen: ['candidate_id', 'person_id'],
  meetings: ['candidate_id', 'person_id'],
  reading_numbers: ['person_id', 'candidate_id'],
  corrections: ['id'],
  members: ['vetting_id', 'owner_id'],
  member_invitations: ['id'],
  outbox: ['id'],
  asked_questions: ['id'],
  shared_texts: ['candidate_id', 'other_id', 'answer'],
} as const satisfies Record<keyof Tables, readonly string[]>;

const TABLES = Object.keys(TABLE_KEYS) as (keyof Tables)[];
/** So many rows are in memory at once. */
const ROWS_AT_ONCE = 500;

type Row = Record<string, unknown>;
/** How many rows a table has, and a fingerprint of them that does not depend on their order. */
export type Sum = { rows: number; fingerprint: string };

/** Two databases do not hold the same; names the first table in which they differ. */
export class CopyDiffersError extends Error {
  constructor(table: string, from: Sum, to: Sum) {
    super(
      `${table}: ${from.rows} rows (${from.fingerprint}) were read, ${to.rows} (${to.fingerprint}) are there`,
    );
  }
}

/** Whether a database holds nothing of anybody. */
export async function isWithoutData(db: Database): Promise<boolean> {
  return (await db.selectFrom('owners').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Puts everything of one database into another, in one transaction there, in place of what it held. Reads it
 * all again before the commit and compares counts and fingerprints. Returns them by table. Throws, and leaves
 * the target as it was, where something differs.
 */
export async function copyEverything(from: Database, to: Database): Promise<Record<string, Sum>> {
  return snapshotOf(from, (source) =>
    to.transaction().execute(async (target) => {
      if (isPostgres(target)) await takeYourTime(target);
      const enable = await withoutTriggers(target);
      // Whatever belongs to somebody goes with its owner.
      for (const table of TABLES.toReversed()) await target.deleteFrom(table).execute();
      const sums: Record<string, Sum> = {};
      for (const table of TABLES) {
        const sum = new Summing();
        for await (const rows of pagesOf(source, table)) {
          for (const row of rows) sum.add(row);
          await target
            .insertInto(table)
            .values(rows as never)
            .execute();
        }
        sums[table] = sum.result();
      }
      for (const table of TABLES) {
        const there = await sumOf(target, table);
        const read = sums[table] as Sum;
        if (read.rows !== there.rows || read.fingerprint !== there.fingerprint)
          throw new CopyDiffersError(table, read, there);
      }
      await enable();
      // Without it PostgreSQL plans for empty tables until it looks at them by itself.
      if (isPostgres(target)) await sql`ANALYZE`.execute(target);
      return sums;
    }),
  );
}

/** Counts and fingerprints of every table. */
export function sumsOf(db: Database): Promise<Record<string, Sum>> {
  return snapshotOf(db, async (source) => {
    const sums: Record<string, Sum> = {};
    for (const table of TABLES) sums[table] = await sumOf(source, table);
    return sums;
  });
}

/** Reads as of one moment, whatever is written meanwhile. */
function snapshotOf<Result>(db: Database, read: (source: Database) => Promise<Result>): Promise<Result> {
  if (!isPostgres(db)) return db.transaction().execute(read);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (source) => {
      await takeYourTime(source);
      return read(source);
    });
}

async function sumOf(db: Database, table: keyof Tables): Promise<Sum> {
  const sum = new Summing();
  for await (const rows of pagesOf(db, table)) for (const row of rows) sum.add(row);
  return sum.result();
}

async function* pagesOf(db: Database, table: keyof Tables): AsyncGenerator<Row[]> {
  const keys = TABLE_KEYS[table];
  let after: unknown[] | null = null;
  for (;;) {
    const rows: Row[] = await db
      .selectFrom(table)
      .selectAll()
      .$if(after !== null, (query) => query.where(isAfter(keys, after ?? []) as never))
      .$call((query) => keys.reduce((ordered, key) => ordered.orderBy(sql.ref(key)), query))
      .limit(ROWS_AT_ONCE)
      .execute();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE || !last) return;
    after = keys.map((key) => last[key]);
  }
}

/** (a, b) > (x, y), as both databases spell it. */
function isAfter(keys: readonly string[], values: readonly unknown[]): RawBuilder<boolean> {
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  return sql<boolean>`(${columns}) > (${sql.join(values.map((value) => sql.val(value)))})`;
}

class Summing {
  #rows = 0;
  #sum = 0n;

  add(row: Row): void {
    const text = JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
    const digest = createHash('sha256').update(text).digest();
    this.#sum =
      (this.#sum + digest.readBigUInt64BE() * 0x1_0000_0001n + digest.readBigUInt64BE(8)) % 2n ** 128n;
    this.#rows += 1;
  }

  result(): Sum {
    return { rows: this.#rows, fingerprint: this.#sum.toString(16).padStart(32, '0') };
  }
}

/** Rows arrive as they are: nothing is refused or changed by triggers. Returns what puts them back. */
async function withoutTriggers(target: Database): Promise<() => Promise<void>> {
  if (isPostgres(target)) {
    const each = async (what: string): Promise<void> => {
      for (const table of TABLES)
        await sql`ALTER TABLE ${sql.table(table)} ${sql.raw(what)} TRIGGER USER`.execute(target);
    };
    await each('DISABLE');
    return () => each('ENABLE');
  }
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'
  `.execute(target);
  for (const { name } of rows) await sql`DROP TRIGGER ${sql.id(name)}`.execute(target);
  return async () => {
    for (const each of rows) await sql.raw(each.sql).execute(target);
  };
}

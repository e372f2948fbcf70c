import { sql } from 'kysely';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { makeInterview } from './interview.ts';
import { median } from './load.ts';

const MANY = 100_000;
const ROUNDS = 5;
const PAGES = 40;

/** How much longer (1: not at all) the page of an interview takes where the file holds 100,000 others. */
export async function measureGrowth(): Promise<{ growth_ratio: number }> {
  const small = await opened();
  const large = await opened();
  await fill(large.db);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const few = await small.pages();
    ratios.push((await large.pages()) / few);
  }
  await Promise.all([small, large].map(({ close }) => close()));
  return { growth_ratio: median(ratios) };
}

async function opened() {
  const db = openDatabase(':memory:');
  const app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent' }), db });
  const { candidateId, session } = await makeInterview(db);
  const url = `/interview/${candidateId}/understand`;
  const cookies = { [`banso_interview_${candidateId}`]: session };
  return {
    db,
    /** Milliseconds for so many pages. */
    pages: async (): Promise<number> => {
      const began = performance.now();
      for (let n = 0; n < PAGES; n += 1) {
        const { statusCode } = await app.inject({ url, cookies });
        if (statusCode !== 200) throw new Error(`the page answered ${statusCode}`);
      }
      return performance.now() - began;
    },
    close: async (): Promise<void> => {
      await app.close();
      await db.destroy();
    },
  };
}

/** Copies the one vetting, and for each copy ten candidates with their links and answers. */
async function fill(db: Database): Promise<void> {
  await sql`
    CREATE TEMP TABLE numbers AS
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.lit(MANY)})
    SELECT i, i % ${sql.lit(MANY / 10)} AS v FROM n`.execute(db);
  const own = (column: string): string => `|| '-' || numbers.${column}`;
  for (const [table, changed] of [
    ['vettings', { id: own('i') }],
    ['candidates', { id: own('i'), vetting_id: own('v'), name: own('i') }],
    ['invitations', { id: own('i'), candidate_id: own('i'), token_hash: own('i') }],
    ['interviews', { candidate_id: own('i') }],
    ['answers', { candidate_id: own('i') }],
  ] as const) {
    const found = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(db);
    const columns = found.rows.map(
      ({ name }) => `${table}.${name} ${(changed as Record<string, string>)[name] ?? ''}`,
    );
    const some = table === 'vettings' ? `numbers.i < ${MANY / 10}` : 'numbers.v > 0';
    await sql
      .raw(`INSERT INTO ${table} SELECT ${columns.join(', ')} FROM ${table}, numbers WHERE ${some}`)
      .execute(db);
  }
}

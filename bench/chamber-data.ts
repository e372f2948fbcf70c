import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../src/store/database.ts';
import { makeInterview } from './interview.ts';

/** A candidate with the token of its browser. */
export type Session = { candidateId: string; token: string };

/**
 * Fills an empty SQLite file with owners and candidates, each of whom is answering and has written one page.
 * Returns the candidates with their browsers.
 */
export async function fill(
  db: Database,
  { owners, candidates }: { owners: number; candidates: number },
): Promise<Session[]> {
  const { ownerId, vettingId, candidateId } = await makeInterview(db);
  const copy = async (table: string, count: number, changed: Record<string, string>): Promise<void> => {
    const found = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(db);
    const columns = found.rows.map(({ name }) => changed[name] ?? `${table}.${name}`);
    await sql
      .raw(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
         INSERT INTO ${table} SELECT ${columns.join(', ')} FROM ${table}, n`,
      )
      .execute(db);
  };
  const all = owners * candidates;
  await copy('owners', owners, { id: `'o' || i`, email: `i || '@example.com'` });
  await copy('vettings', owners, { id: `'v' || i`, owner_id: `'o' || i` });
  const inVetting = `'v' || (1 + i % ${owners})`;
  await copy('candidates', all, { id: `'c' || i`, vetting_id: inVetting, name: `'Agency ' || i` });
  await copy('invitations', all, { id: `'i' || i`, candidate_id: `'c' || i`, token_hash: `'h' || i` });
  await copy('interviews', all, { candidate_id: `'c' || i` });
  await sql`DELETE FROM answers WHERE candidate_id NOT IN (SELECT id FROM candidates)`.execute(db);
  await copy('answers', all, { candidate_id: `'c' || i` });
  const at = new Date().toISOString();
  const sessions: Session[] = [];
  await db.transaction().execute(async (trx) => {
    for (let n = 1; n <= all; n += 1) {
      const token = randomBytes(32).toString('base64url');
      const token_hash = createHash('sha256').update(token).digest('hex');
      await trx
        .insertInto('candidate_sessions')
        .values({ token_hash, invitation_id: `i${n}`, created_at: at })
        .execute();
      sessions.push({ candidateId: `c${n}`, token });
    }
  });
  if (!ownerId || !vettingId || !candidateId) throw new Error('the bench could not be set up');
  return sessions;
}

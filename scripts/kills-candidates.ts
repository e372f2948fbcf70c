import { createHash, randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';

const A_ROUND = 40;

/**
 * Makes candidates that have answered everything and not yet submitted, from the sample's first one, in a
 * file that no other process writes to for this moment. Returns each with the cookies of its browser.
 */
export function readyToSubmit(
  file: string,
  round: number,
): { candidateId: string; cookies: Record<string, string> }[] {
  const sqlite = new Sqlite(file);
  sqlite.pragma('busy_timeout = 5000');
  const from = sqlite
    .prepare(
      "SELECT interviews.candidate_id FROM interviews JOIN candidates ON id = candidate_id WHERE submitted_at IS NOT NULL AND name LIKE 'Sample%' ORDER BY name LIMIT 1",
    )
    .pluck()
    .get() as string;
  const copy = (table: string, key: string, changed: Record<string, string | null>): void => {
    const columns = sqlite.pragma(`table_info(${table})`) as { name: string }[];
    const values = columns.map(({ name }) => (name in changed ? `@${name}` : name));
    sqlite
      .prepare(`INSERT INTO ${table} SELECT ${values.join(', ')} FROM ${table} WHERE ${key} = @from`)
      .run({ ...changed, from });
  };
  const at = new Date().toISOString();
  const made = sqlite
    .transaction(() =>
      Array.from({ length: A_ROUND }, (_, n) => {
        const candidateId = `r${round}c${n}`;
        const invitation = `r${round}i${n}`;
        const token = randomBytes(32).toString('base64url');
        const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
        copy('candidates', 'id', { id: candidateId, name: `Copy ${round} ${n}` });
        copy('interviews', 'candidate_id', {
          candidate_id: candidateId,
          submitted_at: null,
          submitted_brief: null,
          submitted_response: null,
          step: 'check',
        });
        copy('answers', 'candidate_id', { candidate_id: candidateId });
        copy('invitations', 'candidate_id', {
          id: invitation,
          candidate_id: candidateId,
          token_hash: hash(invitation),
        });
        sqlite.prepare('INSERT INTO candidate_sessions VALUES (?, ?, ?)').run(hash(token), invitation, at);
        return { candidateId, cookies: { [`banso_interview_${candidateId}`]: token } };
      }),
    )
    .immediate();
  sqlite.close();
  return made;
}

import { createHash } from 'node:crypto';
import { type Brief, BriefSchema } from '../domain/brief/brief.ts';
import { type Response, ResponseSchema } from '../domain/response/response.ts';
import { type Score, score } from '../domain/scoring/score.ts';
import { readStoredFigures, readStoredScore, type StoredFigures } from '../domain/scoring/stored.ts';
import type { Database } from './database.ts';
import { nextPosition } from './positions.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** A score as it was given: by which rubric, from which inputs, and when. */
export type KeptScore = { id: string; rubric: string; inputsHash: string; scoredAt: string; score: Score };

/**
 * A fingerprint of everything that a score rests on: the brief and the response without its terms.
 * Independent of the order of keys.
 */
export function hashInputs(brief: Brief, { terms: _, ...response }: Response): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted({ brief, response })))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Keeps a score as the candidate's newest; earlier ones stay. */
export async function keepScore(
  db: Database,
  candidateId: string,
  brief: Brief,
  response: Response,
  given: Score,
  now: Date,
): Promise<void> {
  await inTransaction(db, `candidate:${candidateId}`, async (trx) =>
    trx
      .insertInto('scores')
      .values({
        id: newId(),
        candidate_id: candidateId,
        position: await nextPosition(trx, 'scores', candidateId),
        rubric: given.rubric,
        inputs_hash: hashInputs(brief, response),
        score: JSON.stringify(given),
        scored_at: now.toISOString(),
      })
      .execute(),
  );
}

/**
 * A score as it was stored; null where it cannot be read (another program wrote it, or a rubric that this
 * version does not know), which is no reason to keep a page or a command from anybody.
 */
function readKept(stored: string): Score | null {
  try {
    return readStoredScore(JSON.parse(stored));
  } catch {
    return null;
  }
}

/** The stored score, or the present rubric's where the stored one cannot be read. */
export const scoreFrom = (stored: string, brief: Brief, response: Response): Score =>
  readKept(stored) ?? score(brief, response);

/** The figures of a stored score alone, which is far quicker; else as scoreFrom. */
export function figuresFrom(stored: string, brief: string | null, response: string | null): StoredFigures {
  try {
    return readStoredFigures(JSON.parse(stored));
  } catch {
    const submitted = readSubmitted(brief, response);
    if (!submitted) throw new Error('neither the score nor what was submitted can be read');
    return score(submitted.brief, submitted.response);
  }
}

/** All scores that a candidate was given and that can be read, the newest first. */
export async function listScores(db: Database, candidateId: string): Promise<KeptScore[]> {
  const rows = await db
    .selectFrom('scores')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .orderBy('position', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const kept = readKept(row.score);
    const { id, rubric, inputs_hash: inputsHash, scored_at: scoredAt } = row;
    return kept ? [{ id, rubric, inputsHash, scoredAt, score: kept }] : [];
  });
}

/** What a candidate submitted, with the score that counts at present; null where none was kept yet. */
export type Scorable = {
  candidateId: string;
  candidateName: string;
  vettingTitle: string;
  brief: Brief;
  response: Response;
  current: KeptScore | null;
};

/** Every submitted interview of every owner, for scoring anew, and who has one that cannot be read. */
export async function listScorable(
  db: Database,
): Promise<{ scorable: Scorable[]; unreadable: { candidateId: string; candidateName: string }[] }> {
  const rows = await db
    .selectFrom('interviews')
    .innerJoin('candidates', 'candidates.id', 'interviews.candidate_id')
    .select([
      'candidates.id',
      'candidates.name',
      'interviews.submitted_brief',
      'interviews.submitted_response',
    ])
    .where('interviews.submitted_at', 'is not', null)
    .orderBy('candidates.vetting_id')
    .orderBy('candidates.id')
    .execute();
  const scorable: Scorable[] = [];
  const unreadable: { candidateId: string; candidateName: string }[] = [];
  for (const { id, name, submitted_brief, submitted_response } of rows) {
    const submitted = readSubmitted(submitted_brief, submitted_response);
    if (!submitted) {
      unreadable.push({ candidateId: id, candidateName: name });
      continue;
    }
    const { brief, response } = submitted;
    const [current = null] = await listScores(db, id);
    scorable.push({
      candidateId: id,
      candidateName: name,
      vettingTitle: brief.title,
      brief,
      response,
      current,
    });
  }
  return { scorable, unreadable };
}

/** What was submitted; null where it cannot be read. */
export function readSubmitted(brief: string | null, response: string | null) {
  try {
    return {
      brief: BriefSchema.parse(JSON.parse(brief ?? '')),
      response: ResponseSchema.parse(JSON.parse(response ?? '')),
    };
  } catch {
    return null;
  }
}

/** Scores what was submitted before scores were kept. Returns how many that were. */
export async function scoreUnscored(db: Database, now: Date): Promise<number> {
  const missing = await db
    .selectFrom('interviews')
    .leftJoin('scores', 'scores.candidate_id', 'interviews.candidate_id')
    .select('interviews.candidate_id')
    .where('interviews.submitted_at', 'is not', null)
    .where('scores.id', 'is', null)
    .execute();
  if (missing.length === 0) return 0;
  const unscored = (await listScorable(db)).scorable.filter(({ current }) => current === null);
  for (const { candidateId, brief, response } of unscored)
    await inTransaction(db, `candidate:${candidateId}`, async (trx) => {
      // Another server may have been faster.
      if ((await nextPosition(trx, 'scores', candidateId)) === 0)
        await keepScore(trx, candidateId, brief, response, score(brief, response), now);
    });
  return unscored.length;
}

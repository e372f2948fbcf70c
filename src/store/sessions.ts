import type { Database } from './database.ts';
import type { Owner } from './owners.ts';
import { hashToken, newId, newToken } from './tokens.ts';

/** A session ends so long after signing in, and so long after it was last used. */
const SESSION_HOURS = 12;
const IDLE_HOURS = 3;
/** How exactly the last use is noted: a page does not write each time. */
const USE_NOTED_MS = 5 * 60_000;
/** So many characters of what a browser says of itself are kept. */
const MOST_AGENT = 200;

const HOUR_MS = 3_600_000;
const ago = (now: Date, hours: number): string => new Date(now.getTime() - hours * HOUR_MS).toISOString();

/** `mayCreate`: whether its owner may have vettings, or only takes part in those of others. */
export type Session = { id: string; owner: Owner; createdAt: string; mayCreate: boolean };
export type SessionRow = { id: string; createdAt: string; usedAt: string; agent: string };

/** Starts a session and returns its token, which is not stored. */
export async function startSession(db: Database, ownerId: string, now: Date, agent = ''): Promise<string> {
  const token = newToken();
  const at = now.toISOString();
  await db
    .insertInto('sessions')
    .values({
      id: newId(),
      token_hash: hashToken(token),
      owner_id: ownerId,
      created_at: at,
      expires_at: new Date(now.getTime() + SESSION_HOURS * HOUR_MS).toISOString(),
      used_at: at,
      agent: agent.slice(0, MOST_AGENT),
    })
    .execute();
  return token;
}

/** The session behind a token, with whose it is; null where it has ended or the account is switched off. */
export async function findSession(db: Database, token: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('owners', 'owners.id', 'sessions.owner_id')
    .select([
      'sessions.id as session_id',
      'sessions.created_at',
      'sessions.used_at',
      'owners.id',
      'owners.email',
      'owners.may_create',
    ])
    .where('sessions.token_hash', '=', hashToken(token))
    .where('sessions.expires_at', '>', now.toISOString())
    .where('sessions.used_at', '>', ago(now, IDLE_HOURS))
    .where('owners.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  if (now.getTime() - Date.parse(row.used_at) > USE_NOTED_MS)
    await db
      .updateTable('sessions')
      .set({ used_at: now.toISOString() })
      .where('id', '=', row.session_id)
      .execute();
  return {
    id: row.session_id,
    owner: { id: row.id, email: row.email },
    createdAt: row.created_at,
    mayCreate: row.may_create === 1,
  };
}

/** Deletes the sessions that are over. */
export async function sweepSessions(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where(({ eb, or }) =>
      or([eb('expires_at', '<', now.toISOString()), eb('used_at', '<', ago(now, IDLE_HOURS))]),
    )
    .execute();
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute();
}

/** Ends one of an owner's sessions. */
export async function endSessionById(db: Database, ownerId: string, sessionId: string): Promise<void> {
  await db.deleteFrom('sessions').where('owner_id', '=', ownerId).where('id', '=', sessionId).execute();
}

/** Ends every session of an owner, all but one where that is to stay. */
export async function endAllSessions(db: Database, ownerId: string, keptId = ''): Promise<void> {
  await db.deleteFrom('sessions').where('owner_id', '=', ownerId).where('id', '!=', keptId).execute();
}

/** Where an owner is signed in, the latest use first. */
export async function listSessions(db: Database, ownerId: string, now: Date): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'used_at', 'agent'])
    .where('owner_id', '=', ownerId)
    .where('expires_at', '>', now.toISOString())
    .where('used_at', '>', ago(now, IDLE_HOURS))
    .orderBy('used_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    usedAt: row.used_at,
    agent: row.agent,
  }));
}

import type { Database } from './database.ts';
import { hashToken, newId, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';

export type Owner = { id: string; email: string };

const SESSION_HOURS = 12;

export async function hasOwners(db: Database): Promise<boolean> {
  return (await db.selectFrom('owners').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Creates an owner; null where the address has an account already. */
export async function createOwner(
  db: Database,
  email: string,
  passwordHash: string,
  now: Date,
): Promise<Owner | null> {
  const owner = { id: newId(), email };
  const inserted = await db
    .insertInto('owners')
    .values({ ...owner, password_hash: passwordHash, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? owner : null;
}

/** Creates the first owner; null where there is one already, also where two are created at once. */
export function createFirstOwner(
  db: Database,
  email: string,
  passwordHash: string,
  now: Date,
): Promise<Owner | null> {
  return inTransaction(db, async (trx) =>
    (await hasOwners(trx)) ? null : createOwner(trx, email, passwordHash, now),
  );
}

export async function findOwnerByEmail(
  db: Database,
  email: string,
): Promise<(Owner & { passwordHash: string }) | null> {
  const row = await db.selectFrom('owners').selectAll().where('email', '=', email).executeTakeFirst();
  return row ? { id: row.id, email: row.email, passwordHash: row.password_hash } : null;
}

/** Replaces the password and ends every other session of the owner. */
export async function changePassword(
  db: Database,
  ownerId: string,
  passwordHash: string,
  keptToken: string,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.updateTable('owners').set({ password_hash: passwordHash }).where('id', '=', ownerId).execute();
    await trx
      .deleteFrom('sessions')
      .where('owner_id', '=', ownerId)
      .where('token_hash', '!=', hashToken(keptToken))
      .execute();
  });
}

/** Starts a session and returns its token, which is not stored. */
export async function startSession(db: Database, ownerId: string, now: Date): Promise<string> {
  const token = newToken();
  const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000).toISOString();
  await db.deleteFrom('sessions').where('expires_at', '<', now.toISOString()).execute();
  await db
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      owner_id: ownerId,
      created_at: now.toISOString(),
      expires_at: expires,
    })
    .execute();
  return token;
}

export async function findSessionOwner(db: Database, token: string, now: Date): Promise<Owner | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('owners', 'owners.id', 'sessions.owner_id')
    .select(['owners.id', 'owners.email'])
    .where('sessions.token_hash', '=', hashToken(token))
    .where('sessions.expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return row ?? null;
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute();
}

export async function endAllSessions(db: Database, ownerId: string): Promise<void> {
  await db.deleteFrom('sessions').where('owner_id', '=', ownerId).execute();
}

export async function countSessions(db: Database, ownerId: string, now: Date): Promise<number> {
  const row = await db
    .selectFrom('sessions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

import { endAccountLinks } from './account-links.ts';
import type { Database } from './database.ts';
import type { Owner } from './owners.ts';
import { endAllSessions } from './sessions.ts';
import { inTransaction } from './transactions.ts';

/** What the operator sees of an account. */
export type Account = Owner & {
  createdAt: string;
  disabledAt: string | null;
  verifiedAt: string | null;
  vettings: number;
  /** Whether it may have vettings of its own. */
  mayCreate: boolean;
};

const COLUMNS = [
  'owners.id',
  'owners.email',
  'owners.created_at',
  'owners.disabled_at',
  'owners.verified_at',
  'owners.may_create',
] as const;

/** Every account, in the order in which they were made. */
export async function listAccounts(db: Database): Promise<Account[]> {
  const rows = await db
    .selectFrom('owners')
    .leftJoin('vettings', 'vettings.owner_id', 'owners.id')
    .select(COLUMNS)
    .select(({ fn }) => fn.count<number>('vettings.id').as('vettings'))
    .groupBy(COLUMNS)
    .orderBy('owners.created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    verifiedAt: row.verified_at,
    vettings: Number(row.vettings),
    mayCreate: row.may_create === 1,
  }));
}

/** Replaces the password and ends every session of the owner but the one that is kept. */
export async function changePassword(
  db: Database,
  ownerId: string,
  passwordHash: string,
  keptSessionId = '',
): Promise<void> {
  await inTransaction(db, `account:${ownerId}`, async (trx) => {
    await trx.updateTable('owners').set({ password_hash: passwordHash }).where('id', '=', ownerId).execute();
    await endAllSessions(trx, ownerId, keptSessionId);
    await endAccountLinks(trx, ownerId, 'reset');
  });
}

/** Notes that the address of an account is known to be the person's. */
export async function markVerified(db: Database, ownerId: string, now: Date): Promise<void> {
  await db
    .updateTable('owners')
    .set({ verified_at: now.toISOString() })
    .where('id', '=', ownerId)
    .where('verified_at', 'is', null)
    .execute();
}

/** Whether the address of an account was confirmed by mail. */
export async function isVerified(db: Database, ownerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('owners')
    .select('verified_at')
    .where('id', '=', ownerId)
    .executeTakeFirst();
  return row?.verified_at != null;
}

/** Switches an account off or on again. Switching it off ends its sessions. */
export async function setDisabled(
  db: Database,
  ownerId: string,
  isDisabled: boolean,
  now: Date,
): Promise<void> {
  await inTransaction(db, `account:${ownerId}`, async (trx) => {
    await trx
      .updateTable('owners')
      .set({ disabled_at: isDisabled ? now.toISOString() : null })
      .where('id', '=', ownerId)
      .execute();
    if (isDisabled) await endAllSessions(trx, ownerId);
  });
}

/** Lets an account have vettings of its own from now on, or not; those that it has stay its own. */
export async function setMayCreate(db: Database, ownerId: string, mayCreate: boolean): Promise<void> {
  await db
    .updateTable('owners')
    .set({ may_create: mayCreate ? 1 : 0 })
    .where('id', '=', ownerId)
    .execute();
}

/** Deletes an account with every vetting of its own. What it judged in others' vettings stays, without a link. */
export async function deleteAccount(db: Database, ownerId: string): Promise<void> {
  await inTransaction(db, `account:${ownerId}`, async (trx) => {
    // The vettings first: their history goes only once they are gone.
    await trx.deleteFrom('vettings').where('owner_id', '=', ownerId).execute();
    await trx.deleteFrom('owners').where('id', '=', ownerId).execute();
  });
}

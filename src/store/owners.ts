import type { Database } from './database.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

export type Owner = { id: string; email: string };

export async function hasOwners(db: Database): Promise<boolean> {
  return (await db.selectFrom('owners').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Creates an owner, who may have vettings or only takes part; null where the address has an account already. */
export async function createOwner(
  db: Database,
  email: string,
  passwordHash: string,
  now: Date,
  mayCreate = true,
): Promise<Owner | null> {
  const owner = { id: newId(), email };
  const inserted = await db
    .insertInto('owners')
    .values({
      ...owner,
      password_hash: passwordHash,
      created_at: now.toISOString(),
      may_create: mayCreate ? 1 : 0,
    })
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
  return inTransaction(db, 'accounts', async (trx) =>
    (await hasOwners(trx)) ? null : createOwner(trx, email, passwordHash, now),
  );
}

export async function findOwnerByEmail(
  db: Database,
  email: string,
): Promise<(Owner & { passwordHash: string; isDisabled: boolean }) | null> {
  const row = await db.selectFrom('owners').selectAll().where('email', '=', email).executeTakeFirst();
  return row
    ? {
        id: row.id,
        email: row.email,
        passwordHash: row.password_hash,
        isDisabled: row.disabled_at !== null,
      }
    : null;
}

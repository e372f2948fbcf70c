import { plainCode, timeStepOf } from '../accounts/one-time-passwords.ts';
import type { Database } from './database.ts';
import { endAllSessions } from './sessions.ts';
import { hashToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';

/** Since when an account has two-step verification and how many recovery codes are left; null where it has none. */
export async function findTwoStep(
  db: Database,
  ownerId: string,
): Promise<{ since: string; codesLeft: number } | null> {
  const row = await db
    .selectFrom('owners')
    .select('two_step_at')
    .select(({ selectFrom }) =>
      selectFrom('recovery_codes')
        .whereRef('recovery_codes.owner_id', '=', 'owners.id')
        .select(({ fn }) => fn.countAll<number>().as('codes'))
        .as('codes'),
    )
    .where('id', '=', ownerId)
    .executeTakeFirst();
  return row?.two_step_at ? { since: row.two_step_at, codesLeft: Number(row.codes) } : null;
}

/**
 * Turns two-step verification on with a secret that the app was seen to hold, and the codes for a lost phone.
 * Every other session ends: it was begun without a code. False where it is on already.
 */
export async function turnOnTwoStep(
  db: Database,
  ownerId: string,
  { secret, usedStep, codes }: { secret: string; usedStep: number; codes: readonly string[] },
  keptSessionId: string,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, `account:${ownerId}`, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('owners')
      .set({ two_step_secret: secret, two_step_at: now.toISOString(), two_step_used: usedStep })
      .where('id', '=', ownerId)
      .where('two_step_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await replaceRecoveryCodes(trx, ownerId, codes);
    await endAllSessions(trx, ownerId, keptSessionId);
    return true;
  });
}

export async function turnOffTwoStep(db: Database, ownerId: string): Promise<void> {
  await inTransaction(db, `account:${ownerId}`, async (trx) => {
    await trx
      .updateTable('owners')
      .set({ two_step_secret: null, two_step_at: null, two_step_used: null })
      .where('id', '=', ownerId)
      .execute();
    await replaceRecoveryCodes(trx, ownerId, []);
  });
}

/** New recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(
  db: Database,
  ownerId: string,
  codes: readonly string[],
): Promise<void> {
  await inTransaction(db, `account:${ownerId}`, async (trx) => {
    await trx.deleteFrom('recovery_codes').where('owner_id', '=', ownerId).execute();
    if (codes.length === 0) return;
    await trx
      .insertInto('recovery_codes')
      .values(codes.map((code) => ({ owner_id: ownerId, code_hash: hashToken(plainCode(code)) })))
      .execute();
  });
}

/**
 * Takes a code from the app or a recovery code, each once, of any number that arrive at the same time. Null
 * where it is neither.
 */
export async function takeCode(
  db: Database,
  ownerId: string,
  typed: string,
  now: Date,
): Promise<'one_time' | 'recovery' | null> {
  const code = plainCode(typed);
  const owner = await db
    .selectFrom('owners')
    .select(['two_step_secret', 'two_step_used'])
    .where('id', '=', ownerId)
    .executeTakeFirst();
  if (!owner?.two_step_secret) return null;
  const step = timeStepOf(owner.two_step_secret, code, now);
  if (step !== null) {
    const { numUpdatedRows } = await db
      .updateTable('owners')
      .set({ two_step_used: step })
      .where('id', '=', ownerId)
      .where('two_step_used', '<', step)
      .executeTakeFirst();
    return Number(numUpdatedRows) === 1 ? 'one_time' : null;
  }
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('owner_id', '=', ownerId)
    .where('code_hash', '=', hashToken(code))
    .executeTakeFirst();
  return Number(numDeletedRows) === 1 ? 'recovery' : null;
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database } from './database.ts';
import { inTransaction } from './transactions.ts';

/** Keeps the code of the first account, as a hash. The one before is worth nothing from then on. */
export async function keepSetupCode(db: Database, code: string): Promise<void> {
  const row = { code_hash: digest(code).toString('hex') };
  await inTransaction(db, 'accounts', (trx) =>
    trx
      .insertInto('setup_code')
      .values({ one: 1, ...row })
      .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
      .execute(),
  );
}

/** Whether it is the code that was printed last, by whichever server, however it was typed. */
export async function isSetupCode(db: Database, code: string): Promise<boolean> {
  const kept = await db.selectFrom('setup_code').select('code_hash').executeTakeFirst();
  return kept !== undefined && timingSafeEqual(Buffer.from(kept.code_hash, 'hex'), digest(code));
}

const digest = (code: string): Buffer =>
  createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest();

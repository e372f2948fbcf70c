import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A transaction that may take as long as it needs, such as an upgrade or a copy of everything. */
export async function takeYourTime(trx: Database): Promise<void> {
  await sql`
    SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)
  `.execute(trx);
}

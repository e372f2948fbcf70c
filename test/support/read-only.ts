import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';
import { isPostgres } from '../../src/store/engine.ts';

/** Nothing can be written to a database from now on, as on a full disk or a standby. Returns how it ends. */
export async function makeReadOnly(db: Database): Promise<() => Promise<unknown>> {
  if (!isPostgres(db)) {
    await sql`PRAGMA query_only = ON`.execute(db);
    return () => sql`PRAGMA query_only = OFF`.execute(db);
  }
  // It holds for connections that are made from then on.
  const set = async (isOn: boolean): Promise<void> => {
    const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(db);
    await sql`SET default_transaction_read_only = off`.execute(db);
    const name = rows[0]?.name ?? '';
    await db.connection().execute(async (own) => {
      await sql`SET default_transaction_read_only = off`.execute(own);
      await sql
        .raw(`ALTER DATABASE "${name}" SET default_transaction_read_only = ${isOn ? 'on' : 'off'}`)
        .execute(own);
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = ${name} AND pid <> pg_backend_pid()`.execute(own);
      await sql.raw(`SET default_transaction_read_only = ${isOn ? 'on' : 'off'}`).execute(own);
    });
  };
  await set(true);
  return () => set(false);
}

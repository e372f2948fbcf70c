import { sql } from 'kysely';
import { connectPostgres, isEmpty } from './open.ts';

/** What a PostgreSQL server is like, for whoever looks after it. */
export type ServerLook = {
  version: string;
  encoding: string;
  isolation: string;
  timeZone: string;
  collation: string;
  /** Size of the database. */
  bytes: number;
  /** The version of the protocol that hides the connection; null where it is not encrypted. */
  encryption: string | null;
  /** Whether the connection does not leave the machine. */
  isLocal: boolean;
  isStandby: boolean;
  /** So many it takes from everybody together. */
  connections: number;
  /** The number of the newest migration it has had; null where it has no tables of ours. */
  migration: number | null;
};

/** Asks a PostgreSQL server about itself. Throws where it cannot be reached. */
export async function lookAtServer(url: string): Promise<ServerLook> {
  const db = connectPostgres({ url, connections: 1 });
  try {
    const { rows } = await sql<Omit<ServerLook, 'migration'>>`
      SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
        current_setting('transaction_isolation') AS isolation, current_setting('TimeZone') AS "timeZone",
        coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', datcollate) AS collation,
        pg_database_size(datname) AS bytes,
        (SELECT CASE WHEN ssl THEN s.version END FROM pg_stat_ssl s WHERE pid = pg_backend_pid())
          AS encryption,
        coalesce(inet_client_addr() <<= '127.0.0.0/8' OR inet_client_addr() = '::1', true) AS "isLocal",
        pg_is_in_recovery() AS "isStandby",
        current_setting('max_connections')::int AS connections
      FROM pg_database d WHERE datname = current_database()
    `.execute(db);
    const [look] = rows;
    if (!look) throw new Error('the server did not say what it is');
    if (await isEmpty(url)) return { ...look, migration: null };
    const newest = await sql<{ number: number }>`SELECT max(number) AS number FROM migrations`.execute(db);
    return { ...look, migration: newest.rows[0]?.number ?? 0 };
  } finally {
    await db.destroy();
  }
}

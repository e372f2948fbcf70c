import { createHash } from 'node:crypto';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../database.ts';
import type { Tables } from '../schema.ts';
import { migratePostgres } from './migrate.ts';

export type PostgresSettings = {
  url: string;
  /** So many connections at most, of one server process. */
  connections?: number;
  /** The schema that holds the tables; `public` unless it says otherwise. */
  schema?: string;
  /** Whether its tables may be brought up to date; else those of an older version are refused. */
  mayUpgrade?: boolean;
};

const CONNECTIONS = 10;
/** How long a request waits for a connection before it is refused. */
const PATIENCE_MS = 3000;
/** A statement that runs for longer has lost its way. */
const LONGEST_STATEMENT_MS = 30_000;
/** A lock that somebody else holds for longer is not waited for. */
const LONGEST_LOCK_MS = 5000;

/**
 * Opens a database on a PostgreSQL server, brings its tables up to date and returns it ready for use. Throws
 * where the server cannot be reached, is too old, or has tables of a newer version.
 */
export async function openPostgres(settings: PostgresSettings): Promise<Database> {
  const db = connectPostgres(settings);
  try {
    await migratePostgres(db, settings.schema ?? 'public', settings.mayUpgrade ?? true);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Whether a database on a server has no tables of ours yet. */
export async function isEmpty(url: string): Promise<boolean> {
  const db = connectPostgres({ url, connections: 1 });
  try {
    const { rows } = await sql<{
      found: string | null;
    }>`SELECT to_regclass('migrations')::text AS found`.execute(db);
    return rows[0]?.found == null;
  } finally {
    await db.destroy();
  }
}

/** The same without a look at its tables. */
export function connectPostgres({
  url,
  connections = CONNECTIONS,
  schema = 'public',
}: PostgresSettings): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'banso',
    types: { getTypeParser: parserOf },
    Client: NamingClient,
  });
  // A connection that breaks while nobody uses it is replaced; without a listener the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // One that breaks while somebody uses it refuses what was asked of it; that is enough.
    client.on('error', () => undefined);
  });
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(settle(schema));
      },
    }),
  });
}

/** Settings of a connection, whatever the server or the account has. */
const settle = (schema: string): CompiledQuery =>
  CompiledQuery.raw(
    `SELECT set_config('search_path', $1, false), set_config('TimeZone', 'UTC', false),
      set_config('default_transaction_isolation', 'read committed', false),
      set_config('synchronous_commit', 'on', false), set_config('statement_timeout', $2, false),
      set_config('lock_timeout', $3, false), set_config('idle_in_transaction_session_timeout', $2, false)`,
    [pg.escapeIdentifier(schema), String(LONGEST_STATEMENT_MS), String(LONGEST_LOCK_MS)],
  );

const INT8 = 20;
const NUMERIC = 1700;

/** Counts and sums come as text, since they may be larger than numbers can be; ours are not. */
function parserOf(type: number, format?: string): (text: string) => unknown {
  if (type === INT8 || type === NUMERIC) return Number;
  return pg.types.getTypeParser(type, format as 'text');
}

/** So many statements are known to the server by name; the others it reads anew each time. */
const MOST_NAMES = 500;
const NAMES = new Map<string, string>();

/** The same for the same text, in every process; nothing where there are too many already. */
function nameOf(text: string): string | undefined {
  const known = NAMES.get(text);
  if (known || NAMES.size >= MOST_NAMES) return known;
  const name = `banso_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
  NAMES.set(text, name);
  return name;
}

/** A connection that names its statements, so that the server reads and plans each of them once. */
class NamingClient extends pg.Client {
  override query = ((query: unknown, values?: unknown[], ...more: unknown[]) => {
    const ask = super.query.bind(this) as (...all: unknown[]) => unknown;
    if (typeof query !== 'string' || !values || values.length === 0) return ask(query, values, ...more);
    const name = nameOf(query);
    return ask({ ...(name ? { name } : {}), text: query, values });
  }) as pg.Client['query'];
}

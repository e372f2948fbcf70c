import { PostgresAdapter } from 'kysely';
import type { Database } from './database.ts';

/** Whether a database is a PostgreSQL server, which others may be writing to as well; else it is a SQLite file. */
export const isPostgres = (db: Database): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

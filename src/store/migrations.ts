import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../migrations/', import.meta.url);

export type Migration = { number: number; name: string; sql: string; checksum: string };

/**
 * Every migration of this version for one kind of database, in order. What only one of them understands, such
 * as triggers, stands in a file of its own beside the portable one.
 */
export function readMigrations(engine: 'sqlite' | 'postgres' = 'sqlite'): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const own = new URL(name.replace(/\.sql$/, `.${engine}.sql`), FOLDER);
      const sql =
        readFileSync(new URL(name, FOLDER), 'utf8') + (existsSync(own) ? readFileSync(own, 'utf8') : '');
      return {
        number: Number(name.slice(0, 4)),
        name,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    });
}

/** The number of the newest migration that this version knows. */
export const newestMigration = (): number =>
  Math.max(...readdirSync(FOLDER).map((name) => Number(/^(\d{4})_/.exec(name)?.[1] ?? 0)));

import type { Database as Sqlite } from 'better-sqlite3';
import { copyDatabase, freeName, removeOldCopies } from './copies.ts';
import { readMigrations } from './migrations.ts';

/**
 * Applies the migrations that a database lacks, all in one transaction, after copying a file that holds data.
 * Throws for a database of a newer release, and for an applied migration that was edited.
 */
export function migrate(sqlite: Sqlite, file: string): void {
  const migrations = readMigrations();
  sqlite.exec(
    'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)',
  );
  const applied = sqlite.prepare('SELECT number, checksum FROM migrations').all() as {
    number: number;
    checksum: string;
  }[];
  for (const { number, checksum } of applied) {
    const known = migrations.find((migration) => migration.number === number);
    if (!known) throw new Error(`${file} was written by a newer version of Banso (migration ${number})`);
    if (known.checksum !== checksum) throw new Error(`${known.name} was changed after it had been applied`);
  }
  const pending = migrations.filter(
    (migration) => !applied.some(({ number }) => number === migration.number),
  );
  if (pending.length === 0) return;
  if (applied.length > 0 && file !== ':memory:')
    copyDatabase(sqlite, freeName(`${file}.before-${pending[0]?.name}`));
  const record = sqlite.prepare(
    'INSERT INTO migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)',
  );
  sqlite
    .transaction(() => {
      for (const { number, name, sql, checksum } of pending) {
        sqlite.exec(sql);
        record.run(number, name, checksum, new Date().toISOString());
      }
    })
    .immediate();
  if (file !== ':memory:') removeOldCopies(file);
}

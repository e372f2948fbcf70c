import Sqlite from 'better-sqlite3';
import { readSample } from '../../src/samples/sample.ts';
import { readMigrations } from '../../src/store/migrations.ts';

export const AT = '2026-11-20T01:00:00.000Z';

/** A file as each version left it: its tables, and a submitted interview that began in the first. */
export function versions(folder: string): { number: number; file: string }[] {
  const migrations = readMigrations();
  const sqlite = new Sqlite(`${folder}/growing.sqlite`);
  sqlite.exec(
    'CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)',
  );
  const { brief, response } = readSample('en', 'partner');
  return migrations.map(({ number, name, sql, checksum }) => {
    sqlite.exec(sql);
    sqlite.prepare('INSERT INTO migrations VALUES (?, ?, ?, ?)').run(number, name, checksum, AT);
    if (number === 1) {
      sqlite.prepare("INSERT INTO owners VALUES ('o', 'owner@example.com', 'x', ?)").run(AT);
      sqlite
        .prepare("INSERT INTO vettings VALUES ('v', 'o', 'open', ?, '[]', 0, ?, ?, ?, NULL)")
        .run(JSON.stringify(brief), AT, AT, AT);
      sqlite
        .prepare("INSERT INTO candidates VALUES ('c', 'v', 'Agency', NULL, ?, 0, NULL, 'a note', NULL)")
        .run(AT);
      sqlite
        .prepare("INSERT INTO interviews VALUES ('c', 'check', NULL, ?, ?, ?, ?, ?)")
        .run(AT, AT, AT, JSON.stringify(brief), JSON.stringify(response));
    }
    const file = `${folder}/version-${String(number).padStart(4, '0')}.sqlite`;
    sqlite.exec(`VACUUM INTO '${file}'`);
    return { number, file };
  });
}

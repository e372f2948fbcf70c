import { globSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { readSample } from '../../src/samples/sample.ts';
import { openDatabase } from '../../src/store/database.ts';
import { readMigrations } from '../../src/store/migrations.ts';
import { startSession } from '../../src/store/sessions.ts';

const AT = '2026-11-20T01:00:00.000Z';

/** A file as each version left it: its tables, and a submitted interview that began in the first. */
function versions(folder: string): { number: number; file: string }[] {
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

t.test('a file of every version so far opens, keeps what was in it, and shows it', async (t) => {
  const all = versions(t.testdir());
  t.ok(all.length >= 29, `${all.length} versions`);
  for (const { number, file } of all) {
    const db = openDatabase(file);
    const app = await buildApp({
      config: readConfig({ LOG_LEVEL: 'silent', DATABASE_FILE: file }),
      db,
      now: () => new Date(AT),
    });
    const cookies = { banso_session: await startSession(db, 'o', new Date(AT)) };
    const read = async (url: string): Promise<string> => {
      const { statusCode, body } = await app.inject({ url, cookies });
      t.equal(statusCode, 200, `version ${number}: ${url}`);
      return body;
    };
    t.match(await read('/vettings'), 'v');
    t.match(await read('/vettings/v/candidates/c/report'), 'a note', `version ${number} keeps the note`);
    t.match(await read('/vettings/v/comparison'), 'Agency');
    t.match(await read('/vettings/v/export.csv'), 'Agency');
    t.match(await read('/vettings/v/history'), 'owner@example.com');
    await app.close();
    await db.destroy();
    const checked = new Sqlite(file, { readonly: true });
    t.equal(checked.pragma('integrity_check', { simple: true }), 'ok');
    t.same(checked.pragma('foreign_key_check'), []);
    checked.close();
    if (number < all.length) t.equal(globSync(`${file}.before-*`).length, 1, 'with one copy as it was');
  }
});

import { globSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startSession } from '../../src/store/sessions.ts';
import { AT, versions } from '../support/versions.ts';
import { TestBrowser } from '../support/world.ts';

t.setTimeout(300_000);

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
    const browser = new TestBrowser(app, 'en');
    browser.cookies.set('banso_session', await startSession(db, 'o', new Date(AT)));
    const read = async (url: string): Promise<string> => {
      const { statusCode, body } = await browser.get(url);
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

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, readFileSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import t from 'tap';
import { RUBRIC } from '../../src/domain/scoring/rubric.ts';
import { readSample } from '../../src/samples/sample.ts';
import { openDatabase } from '../../src/store/database.ts';
import { listScorable, scoreUnscored } from '../../src/store/scores.ts';

const AT = '2026-11-20T01:00:00.000Z';

/** A file as the first release left it, with one owner. */
function firstRelease(file: string): Sqlite.Database {
  const raw = new Sqlite(file);
  const first = readFileSync('migrations/0001_initial.sql', 'utf8');
  raw.exec(
    'CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)',
  );
  raw.exec(first);
  raw
    .prepare("INSERT INTO migrations VALUES (1, '0001_initial.sql', ?, '2026-11-01')")
    .run(createHash('sha256').update(first).digest('hex'));
  raw.prepare("INSERT INTO owners VALUES ('o', 'owner@example.com', 'x', ?)").run(AT);
  return raw;
}

t.test('a database file writes through to disk, checks its keys, and reopens as it was', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  for (let round = 0; round < 2; round += 1) {
    const db = openDatabase(file);
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await sql.raw<Record<string, unknown>>(`PRAGMA ${name}`).execute(db)).rows[0] ?? {})[0];
    t.equal(await pragma('journal_mode'), 'wal');
    t.equal(await pragma('synchronous'), 2);
    t.equal(await pragma('foreign_keys'), 1);
    t.equal(await pragma('busy_timeout'), 0, 'a lock is never waited for inside the event loop');
    t.equal(await pragma('application_id'), 0x42616e73);
    t.equal(statSync(file).mode & 0o777, 0o600, 'nobody else on the machine reads it');
    await db.destroy();
  }
});

t.test('nothing is kept for somebody who is not there', async (t) => {
  const db = openDatabase(':memory:');
  const [created_at, expires_at] = ['2026-11-20', '2026-11-21'];
  const orphan = {
    id: 'x',
    token_hash: 'x',
    owner_id: 'nobody',
    created_at,
    expires_at,
    used_at: created_at,
  };
  await t.rejects(db.insertInto('sessions').values(orphan).execute(), /FOREIGN KEY/);
  await db.destroy();
});

t.test('a view that a stranger put into the file cannot reach out of it', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  await openDatabase(file).destroy();
  const raw = new Sqlite(file);
  raw.exec('CREATE VIEW spy AS SELECT file FROM pragma_database_list');
  raw.close();
  const db = openDatabase(file);
  await t.rejects(sql`SELECT * FROM spy`.execute(db), /unsafe use/);
  await db.destroy();
});

t.test('before an upgrade the file is copied as it was, once', async (t) => {
  const file = `${t.testdir()}/owner's.sqlite`;
  firstRelease(file).close();
  await openDatabase(file).destroy();
  await openDatabase(file).destroy();
  const copies = globSync(`${file}.before-*`);
  t.same(copies, [`${file}.before-0002_scores.sql`]);
  const copy = new Sqlite(copies[0]);
  t.same(copy.prepare('SELECT number FROM migrations').all(), [{ number: 1 }]);
  t.same(copy.prepare('SELECT email FROM owners').all(), [{ email: 'owner@example.com' }]);
  copy.close();
  const empty = `${t.testdir()}/new.sqlite`;
  await openDatabase(empty).destroy();
  t.same(globSync(`${empty}.before-*`), [], 'a file that is made anew is not copied');
});

t.test('a database of a newer release and an edited migration are refused', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  await openDatabase(file).destroy();
  const raw = new Sqlite(file);
  raw.prepare("INSERT INTO migrations VALUES (9999, '9999_future.sql', 'x', '2030-01-01')").run();
  t.throws(() => openDatabase(file), /newer version/);
  raw.prepare('DELETE FROM migrations WHERE number = 9999').run();
  raw.prepare("UPDATE migrations SET checksum = 'edited' WHERE number = 1").run();
  raw.close();
  t.throws(() => openDatabase(file), /was changed after it had been applied/);
});

t.test('whatever was acknowledged is there after kill -9', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const here = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    import { openDatabase } from ${here('../../src/store/database.ts')};
    import { createOwner } from ${here('../../src/store/owners.ts')};
    const db = openDatabase(${JSON.stringify(file)});
    for (let n = 0; ; n += 1) {
      await createOwner(db, n + '@example.com', 'x', new Date());
      process.stdout.write(n + '\\n');
    }`;
  const writer = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if (output.split('\n').length > 200) writer.kill('SIGKILL');
  });
  await once(writer, 'exit');
  const acknowledged = output.split('\n').slice(0, -1).length;
  const db = openDatabase(file);
  const kept = await db.selectFrom('owners').select('email').execute();
  await db.destroy();
  t.ok(
    acknowledged >= 200 && kept.length >= acknowledged,
    `${acknowledged} acknowledged, ${kept.length} kept`,
  );
});

t.test(
  'a database of the first release keeps everything, and its submissions get their scores',
  async (t) => {
    const file = `${t.testdir()}/banso.sqlite`;
    const raw = firstRelease(file);
    const { brief, response } = readSample('en', 'partner');
    raw
      .prepare("INSERT INTO vettings VALUES ('v', 'o', 'open', ?, '[]', 0, ?, ?, ?, NULL)")
      .run(JSON.stringify(brief), AT, AT, AT);
    raw.prepare("INSERT INTO candidates VALUES ('c', 'v', 'Agency', NULL, ?, 0, NULL, '', NULL)").run(AT);
    raw
      .prepare("INSERT INTO interviews VALUES ('c', 'check', NULL, ?, ?, ?, ?, ?)")
      .run(AT, AT, AT, JSON.stringify(brief), JSON.stringify(response));
    raw
      .prepare(
        "INSERT INTO asked_questions VALUES ('q1', 'c', 0, 'What is your margin?', 'unprompted', 'profit', 'profit', NULL, 0, NULL, ?)",
      )
      .run(AT);
    raw
      .prepare(
        "INSERT INTO asked_questions VALUES ('q2', 'c', 1, 'Which font?', 'unprompted', 'spec', NULL, 'Gothic', 1, ?, ?)",
      )
      .run(AT, AT);
    raw.close();

    const db = openDatabase(file);
    t.equal(await scoreUnscored(db, new Date(AT)), 1);
    t.equal(await scoreUnscored(db, new Date(AT)), 0, 'once');
    const [scorable] = (await listScorable(db)).scorable;
    t.match(scorable, {
      candidateName: 'Agency',
      current: { rubric: RUBRIC, score: { verdict: 'partner' } },
    });
    t.same(scorable?.response, response);
    const history = await db.selectFrom('history').select(['act', 'person']).orderBy('position').execute();
    t.same(
      new Set(history.map(({ act, person }) => `${act} by ${person}`)),
      new Set([
        'created by owner@example.com',
        'candidate_added by owner@example.com',
        'submitted by Agency',
      ]),
      'what was known of the past stands in the history',
    );
    const questions = await db
      .selectFrom('asked_questions')
      .select(['text', 'facts', 'reply'])
      .orderBy('position')
      .execute();
    t.same(questions, [
      { text: 'What is your margin?', facts: 'profit', reply: null },
      { text: 'Which font?', facts: '', reply: 'Gothic' },
    ]);
    await db.destroy();
  },
);

t.test('the shipped migrations stay portable', async (t) => {
  for (const file of globSync('migrations/*.sql')) {
    if (/\.(?:sqlite|postgres)\.sql$/.test(file)) continue;
    t.notMatch(
      readFileSync(file, 'utf8'),
      /AUTOINCREMENT|WITHOUT ROWID|\bSERIAL\b|JSONB|PRAGMA|TRIGGER|`/i,
      file,
    );
  }
});

t.test('a question that was typed and not sent moves along', async (t) => {
  const raw = new Sqlite(':memory:');
  const upTo = (name: string): string[] =>
    globSync('migrations/*.sql')
      .sort(bySequence)
      .filter((file) => file.includes(name) && !file.endsWith('.postgres.sql'));
  for (const number of Array.from({ length: 19 }, (_, index) => String(index + 1).padStart(4, '0')))
    for (const file of upTo(`/${number}_`)) raw.exec(readFileSync(file, 'utf8'));
  raw.pragma('foreign_keys = OFF');
  const add = raw.prepare(
    "INSERT INTO interviews (candidate_id, step, saved_at, unsent_question) VALUES (?, 'ask', ?, ?)",
  );
  add.run('c', AT, 'half a "question"\nover two lines');
  add.run('d', AT, '');
  for (const file of upTo('/0020_')) raw.exec(readFileSync(file, 'utf8'));
  const kept = raw.prepare('SELECT candidate_id, step, typed, version, complete FROM answers').all();
  const typed = JSON.stringify({ question: 'half a "question"\nover two lines' });
  t.same(kept, [{ candidate_id: 'c', step: 'ask', typed, version: 1, complete: 0 }]);
  raw.close();
});

/** The portable part of a migration first. */
const bySequence = (one: string, other: string): number =>
  one.slice(0, 15).localeCompare(other.slice(0, 15)) || one.length - other.length;

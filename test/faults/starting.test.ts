import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { OperatorError } from '../../src/operator-error.ts';
import { portProblem } from '../../src/starting.ts';
import { openDatabase } from '../../src/store/database.ts';
import { inspectDatabase } from '../../src/store/inspection.ts';
import { freePort } from '../support/port.ts';
import { type Ended, runProgram } from '../support/programs.ts';
import { startServer } from '../support/server.ts';

t.setTimeout(600_000);

const start = async (cwd: string, env: Record<string, string>): Promise<Ended> =>
  runProgram(cwd, 'main', [], { PORT: String(await freePort()), ...env });

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Every file of a folder, with what is in it; without the marks by which SQLite's readers find each other. */
const contents = (folder: string): string[] =>
  readdirSync(folder)
    .filter(
      (name) =>
        !/\.lock$|-shm$/.test(name) && !(name.endsWith('-wal') && statSync(`${folder}/${name}`).size === 0),
    )
    .sort()
    .map(
      (name) =>
        `${name} ${statSync(`${folder}/${name}`).isDirectory() ? 'folder' : digest(`${folder}/${name}`)}`,
    );

/** A closed database with something in it. */
async function closedDatabase(file: string): Promise<void> {
  const db = openDatabase(file);
  for (let n = 0; n < 50; n += 1)
    await db
      .insertInto('owners')
      .values({
        id: `o${n}`,
        email: `o${n}@example.com`,
        password_hash: 'x'.repeat(500),
        created_at: '2026-11-01',
      })
      .execute();
  await db.destroy();
}

/** What each start without a usable file says: the file, what is wrong, what to do; and the file stays as it was. */
const UNUSABLE: [string, (folder: string) => Promise<void> | void, RegExp][] = [
  [
    'a text file',
    (folder) => writeFileSync(`${folder}/x.sqlite`, 'shopping list\n'.repeat(50)),
    /not a database/,
  ],
  ['a folder', (folder) => mkdirSync(`${folder}/x.sqlite`), /is a folder/],
  [
    'a truncated file',
    async (folder) => {
      await closedDatabase(`${folder}/x.sqlite`);
      truncateSync(`${folder}/x.sqlite`, 5000);
    },
    /damaged .*restore BACKUP/,
  ],
  [
    "another program's database",
    (folder) => {
      const other = new Sqlite(`${folder}/x.sqlite`);
      other.exec('CREATE TABLE recipes (name TEXT)');
      other.close();
    },
    /belongs to another program/,
  ],
  [
    "another program's database that says so",
    (folder) => {
      const other = new Sqlite(`${folder}/x.sqlite`);
      other.exec('CREATE TABLE owners (a); CREATE TABLE migrations (number); PRAGMA application_id = 77');
      other.close();
    },
    /belongs to another program/,
  ],
  [
    "a newer release's database",
    async (folder) => {
      await closedDatabase(`${folder}/x.sqlite`);
      const raw = new Sqlite(`${folder}/x.sqlite`);
      raw.exec("INSERT INTO migrations VALUES (9999, '9999_later.sql', 'x', '2030-01-01')");
      raw.close();
    },
    /written by a newer version/,
  ],
  [
    'a damaged file that was not closed',
    async (folder) => {
      const file = `${folder}/x.sqlite`;
      await closedDatabase(file);
      const pages = statSync(file).size / 4096;
      const descriptor = openSync(file, 'r+');
      for (let page = 3; page < pages; page += 2)
        writeSync(descriptor, 'damage '.repeat(60), page * 4096 + 100);
      writeFileSync(`${file}-wal`, 'left over');
    },
    /damaged .*restore BACKUP/,
  ],
  [
    'nothing where a file is expected',
    () => undefined,
    /no database at .*x\.sqlite, and DATABASE_MUST_EXIST is yes.*init/,
  ],
  [
    'nothing where another name was meant',
    (folder) => closedDatabase(`${folder}/y.sqlite`),
    /no database at .*x\.sqlite, but .*another one is beside it/,
  ],
  [
    'nothing where there was one',
    (folder) => writeFileSync(`${folder}/x.sqlite.lock`, ''),
    /but there was one.*restore BACKUP/,
  ],
];

t.test('a file that cannot be used is named in one sentence, and stays as it is', async (t) => {
  for (const [what, prepare, said] of UNUSABLE) {
    const folder = t.testdir({ [what.replace(/\W/g, '')]: {} });
    await prepare(folder);
    const before = contents(folder);
    const ended = await start(folder, {
      DATABASE_FILE: `${folder}/x.sqlite`,
      DATABASE_MUST_EXIST: what.endsWith('expected') ? 'yes' : 'no',
    });
    t.equal(ended.code, 1, what);
    t.match(ended.said, said);
    t.equal(ended.said.trim().split('\n').length, 1, 'one sentence, whatever the log level');
    t.match(ended.said, 'x.sqlite');
    t.same(contents(folder), before, 'nothing was changed');
  }
});

t.test('a folder that cannot be used', async (t) => {
  const folder = t.testdir({ file: 'x' });
  const file = `${folder}/file/x.sqlite`;
  const started = await start(folder, { DATABASE_FILE: file });
  t.match(started, { code: 1, said: /x\.sqlite cannot be used \((?:ENOTDIR|EEXIST)\)/ });
  const made = await runProgram(folder, 'cli', ['init'], { DATABASE_FILE: file });
  t.match(made, {
    code: 1,
    said: /x\.sqlite cannot be used \((?:ENOTDIR|EEXIST)\)\. Part of the path is a file/,
  });
});

t.test('a wrong setting is named with what is expected, exit code 78', async (t) => {
  const folder = t.testdir();
  for (const [env, said] of [
    [{ PORT: '0' }, /^PORT: expected a port number/],
    [{ PORT: '99999' }, /^PORT: expected a port number/],
    [{ PORT: 'http' }, /^PORT: expected a port number/],
    [{ PUBLIC_URL: 'https://example.jp/banso' }, /^PUBLIC_URL: expected the address/],
    [{ SMTP_URL: 'mail.example.com', MAIL_FROM: 'a@b.jp' }, /^SMTP_URL: expected an address/],
    [{ MAIL_FROM: 'a@b.jp' }, /^SMTP_URL: SMTP_URL and MAIL_FROM belong together/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: expected one of fatal, error/],
    [{ TRUSTED_PROXY: 'nonsense' }, /^TRUSTED_PROXY: expected addresses/],
    [{ TRUSTED_PROXY: '10.0.0.0/99' }, /^TRUSTED_PROXY: expected addresses/],
    [{ BACKUP_FOLDER: 'b', BACKUP_KEEP: '0' }, /^BACKUP_KEEP: expected a whole number/],
    [{ BACKUP_FOLDER: 'b', BACKUP_EVERY_HOURS: 'daily' }, /^BACKUP_EVERY_HOURS: expected a whole number/],
    [{ HOST: '203.0.113.77' }, /^HOST: this machine has no address/],
  ] as [Record<string, string>, RegExp][]) {
    const ended = await start(folder, env);
    t.equal(ended.code, 78, JSON.stringify(env));
    t.match(ended.said, said);
    t.equal(ended.said.trim().split('\n').length, 1);
  }
  t.same(readdirSync(folder), [], 'and nothing was made');
});

t.test('a settings file that would be misread is refused with its line', async (t) => {
  for (const [text, said] of [
    ['\uFEFFPORT=3000\n', /line 1: .*byte order mark/],
    ['PORT=3000\nSMTP_URL=smtp://me:pa#ss@mail.example.com\n', /line 2: a # begins a remark/],
    ['PORT=3000\nthis is no setting\n', /line 2: expected NAME=value/],
    [Buffer.from([0x50, 0x3d, 0x82, 0xa0, 0x0a]), /not in UTF-8/],
  ] as [string | Buffer, RegExp][]) {
    const folder = t.testdir({ '.env': '' });
    writeFileSync(`${folder}/.env`, text);
    const ended = await start(folder, {});
    t.match(ended, { code: 78, said });
  }
  const folder = t.testdir({ '.env': 'LOG_LEVEL="silent" # quiet\n# a remark\n\nPORT=0\n' });
  const { said } = await runProgram(folder, 'main', [], {});
  t.match(said, /^PORT: expected/, 'a remark behind a space is one');
});

t.test('a port that is taken is found before anything is changed', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/x.sqlite`;
  await closedDatabase(file);
  const raw = new Sqlite(file);
  raw.exec('DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)');
  raw.close();
  const before = contents(folder);
  const other = createServer();
  const port = await freePort();
  other.listen(port, '127.0.0.1');
  await once(other, 'listening');
  const ended = await start(folder, { PORT: String(port), DATABASE_FILE: file });
  other.close();
  t.match(ended, { code: 1, said: new RegExp(`Another program is listening on port ${port}`) });
  t.same(contents(folder), before, 'no upgrade, no copy');
  const forbidden = portProblem({ code: 'EACCES' }, '127.0.0.1', 80);
  t.ok(forbidden instanceof OperatorError);
  t.match((forbidden as Error).message, /port 80 .* 1024 or more/);
});

const ended = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGTERM');
  await once(child, 'exit');
};

t.test('two servers on one file are not possible; one that was killed stops nobody', async (t) => {
  const file = `${t.testdir()}/x.sqlite`;
  const first = await startServer(file);
  const second = await start('.', { DATABASE_FILE: file });
  t.match(second, {
    code: 1,
    said: new RegExp(`Another Banso \\(process ${first.child.pid}\\) is using .*x\\.sqlite`),
  });
  t.equal((await fetch(`${first.base}/healthz`)).status, 200, 'the first goes on');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const third = await startServer(file);
  t.equal((await fetch(`${third.base}/healthz`)).status, 200);
  await ended(third.child);
});

t.test('the first start makes a database only at the usual place, and says so', async (t) => {
  const folder = t.testdir();
  const first = await start(folder, {});
  t.match(first.out, 'data/banso.sqlite');
  t.match(first.out, /\/setup\?code=[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4} /);
  t.equal(statSync(`${folder}/data`).mode & 0o777, 0o700);
  for (const name of readdirSync(`${folder}/data`))
    t.equal(statSync(`${folder}/data/${name}`).mode & 0o077, 0, `${name} is read by nobody else`);
  rmSync(`${folder}/data/banso.sqlite`);
  const second = await start(folder, {});
  t.match(second, { code: 1, said: /but there was one/ }, 'and never again where one was lost');

  const made = await runProgram(folder, 'cli', ['init'], { DATABASE_FILE: `${folder}/own/y.sqlite` });
  t.match(made, { code: 0, out: /A new database was made: .*y\.sqlite/ });
  t.ok(existsSync(`${folder}/own/y.sqlite`));
  const again = await runProgram(folder, 'cli', ['init'], { DATABASE_FILE: `${folder}/own/y.sqlite` });
  t.match(again, { code: 1, said: /is there already/ });
  const started = await start(folder, { DATABASE_FILE: `${folder}/own/y.sqlite` });
  t.match(started.out, 'Banso is running');
});

t.test('of 32 damages what can be seen is said in one sentence, and nothing else is thrown', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/x.sqlite`;
  await closedDatabase(`${folder}/whole.sqlite`);
  const { size } = statSync(`${folder}/whole.sqlite`);
  let found = 0;
  for (let n = 0; n < 32; n += 1) {
    copyFileSync(`${folder}/whole.sqlite`, file);
    const descriptor = openSync(file, 'r+');
    // Half a page of noise, spread over the whole file.
    writeSync(descriptor, Buffer.alloc(2048, 0xa5 + n), 0, 2048, Math.floor((size / 32) * n));
    closeSync(descriptor);
    writeFileSync(`${file}-wal`, 'left over');
    try {
      inspectDatabase(file);
    } catch (error) {
      found += 1;
      t.ok(error instanceof OperatorError, String(error));
      t.match((error as Error).message, /x\.sqlite (?:is damaged|is not a database|belongs to another)/);
    }
  }
  t.ok(found >= 16, `${found} of 32: noise inside a text is no damage that a database can see`);
});

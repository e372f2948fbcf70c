import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import t, { type Test } from 'tap';
import type { TestBrowser } from '../support/world.ts';
import { World } from '../support/world.ts';

const WORDS = 'words that took an hour';
const LOG: string[] = [];

/** A world on a file, with a page of a candidate's interview that can be saved. */
async function writing(t: Test): Promise<{
  world: World;
  file: string;
  save: (words?: string) => ReturnType<TestBrowser['submit']>;
  read: () => Promise<string>;
}> {
  const file = `${t.testdir()}/banso.sqlite`;
  LOG.length = 0;
  const world = await World.open(t, { logLevel: 'error' }, { write: (line) => LOG.push(line) }, file);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const page = `/vettings/${vetting.id}/brief/value`;
  return {
    world,
    file,
    save: (text = WORDS) => owner.browser.submit(page, { text }),
    read: async () => (await owner.browser.get(page)).body,
  };
}

t.test('a lock from outside holds nobody up but those who save', async (t) => {
  const { world, file, save, read } = await writing(t);
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  const order: string[] = [];
  const saves = ['one', 'two', 'three', 'four'].map((words) =>
    save(words).then(({ statusCode }) => order.push(`${words} ${statusCode}`)),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  const health = await world.app.inject({ url: '/healthz' });
  order.push(`healthz ${health.statusCode}`);
  await read();
  order.push('page');
  t.same(order, ['healthz 200', 'page'], 'while the file is locked, pages are read');
  other.exec('COMMIT');
  await Promise.all(saves);
  t.same(order.slice(2).sort(), ['four 303', 'one 303', 'three 303', 'two 303'], 'and then all are saved');
  t.match(await read(), /one|two|three|four/);

  other.exec('BEGIN IMMEDIATE');
  const refused = await Promise.all([save(), save(), save()]);
  for (const { statusCode, headers, body } of refused) {
    t.equal(statusCode, 503, 'a lock that stays is said to be one');
    t.match(headers['retry-after'], /^\d+$/);
    t.match(body, WORDS, 'with what was typed');
  }
  other.exec('COMMIT');
  other.close();
  t.equal((await save('after')).statusCode, 303);
});

t.test('nothing is acknowledged once the file is gone, moved or replaced', async (t) => {
  for (const [what, harm, mend] of [
    [
      'moved',
      (file: string) => renameSync(file, `${file}.away`),
      (file: string) => renameSync(`${file}.away`, file),
    ],
    [
      'replaced',
      (file: string) => {
        renameSync(file, `${file}.away`);
        copyFileSync(`${file}.away`, file);
      },
      (file: string) => {
        rmSync(file);
        renameSync(`${file}.away`, file);
      },
    ],
    ['deleted', (file: string) => rmSync(file), null],
  ] as const) {
    const { file, save, read } = await writing(t);
    t.equal((await save('before')).statusCode, 303);
    harm(file);
    const refused = await save();
    t.equal(refused.statusCode, 503, what);
    t.match(refused.body, WORDS);
    t.match(LOG.join(''), 'was deleted, moved or replaced', 'and the log says why');
    if (!mend) continue;
    mend(file);
    t.equal((await save('again')).statusCode, 303, 'it goes on when the file is back');
    t.match(await read(), 'again');
  }
});

t.test('a full disk is said to be one, and forgets nothing', async (t) => {
  const { world, file, save, read } = await writing(t);
  t.equal((await save('before')).statusCode, 303);
  const pages = Number(
    Object.values((await sql<object>`PRAGMA page_count`.execute(world.db)).rows[0] ?? {})[0],
  );
  await sql.raw(`PRAGMA max_page_count = ${pages + 1}`).execute(world.db);
  await sql`CREATE TABLE filler AS SELECT 1 AS n`.execute(world.db);
  await t.rejects(async () => {
    for (;;) await sql`INSERT INTO filler SELECT 1`.execute(world.db);
  }, /full/);
  const refused = await save(`${WORDS} ${'あ'.repeat(900)}`);
  t.equal(refused.statusCode, 503);
  t.match(refused.body, WORDS, 'with what was typed');
  t.match(refused.headers['retry-after'], /^\d+$/);
  t.match(LOG.join(''), 'SQLITE_FULL', 'the log names the cause, not the rollback');
  t.notMatch(LOG.join(''), 'no transaction is active');
  await sql.raw('PRAGMA max_page_count = 1073741823').execute(world.db);
  t.equal((await save('with room again')).statusCode, 303);
  t.match(await read(), 'with room again');
  const checked = new Sqlite(file, { readonly: true });
  t.equal(checked.pragma('integrity_check', { simple: true }), 'ok');
  checked.close();
});

t.test('a file that became read-only is said to be so', async (t) => {
  const { world, file, save } = await writing(t);
  await sql`PRAGMA query_only = ON`.execute(world.db);
  const refused = await save();
  t.equal(refused.statusCode, 503);
  t.match(refused.body, WORDS);
  t.match(LOG.join(''), 'SQLITE_READONLY');
  await sql`PRAGMA query_only = OFF`.execute(world.db);
  chmodSync(file, 0o600);
  t.equal((await save()).statusCode, 303);
});

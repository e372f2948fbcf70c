import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import t, { type Test } from 'tap';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { inTransaction } from '../../src/store/transactions.ts';

/** A database with an empty table, and a second connection that sees only what was committed. */
async function opened(t: Test) {
  const file = `${t.testdir()}/x.sqlite`;
  const db = openDatabase(file);
  await sql`CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)`.execute(db);
  const other = new Sqlite(file, { readonly: true });
  t.teardown(async () => {
    other.close();
    await db.destroy();
  });
  const seen = (): number[] => other.prepare('SELECT id FROM notes ORDER BY id').pluck().all() as number[];
  /** Changes with every commit of another connection. */
  const version = (): unknown => other.pragma('data_version', { simple: true });
  return { db, seen, version };
}

const write = (trx: Database, id: number, text = 'x'): Promise<unknown> =>
  sql`INSERT INTO notes VALUES (${id}, ${text})`.execute(trx);

const settled = async (all: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(all)).map((each) =>
    each.status === 'fulfilled' ? 'kept' : String((each.reason as { code?: string }).code ?? each.reason),
  );

t.test('what arrives together is committed together, and nobody is told before it can be seen', async (t) => {
  const { db, seen, version } = await opened(t);
  let told = 0;
  const versions = new Set<unknown>();
  await Promise.all(
    Array.from({ length: 120 }, async (_, id) => {
      const result = await inTransaction(db, 'pages', async (trx) => {
        await write(trx, id);
        return id * 2;
      });
      t.equal(result, id * 2);
      t.ok(seen().includes(id), `${id} is there for others when its caller is told`);
      versions.add(version());
      told += 1;
    }),
  );
  t.equal(told, 120);
  t.ok(versions.size <= 4, `${versions.size} commits for 120 changes`);
});

t.test('one that fails takes back its own changes alone', async (t) => {
  const { db, seen } = await opened(t);
  const answers = await settled(
    [1, 2, 3, 4].map((id) =>
      inTransaction(db, 'pages', async (trx) => {
        await write(trx, id);
        await inTransaction(trx, 'pages', (within) => write(within, id + 10));
        if (id === 2) throw new Error('no');
        if (id === 3) await write(trx, 1);
      }),
    ),
  );
  t.same(answers, ['kept', 'Error: no', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'kept']);
  t.same(seen(), [1, 4, 11, 14]);
  t.same(await settled([inTransaction(db, 'pages', () => Promise.reject(new Error('alone')))]), [
    'Error: alone',
  ]);
  await inTransaction(db, 'pages', (trx) => write(trx, 5));
  t.same(seen(), [1, 4, 5, 11, 14], 'and what comes afterwards is kept');
});

t.test('where the disk is full nobody is told that anything was kept, and everybody why', async (t) => {
  const { db, seen } = await opened(t);
  const { page_count: pages } = (await sql<{ page_count: number }>`PRAGMA page_count`.execute(db))
    .rows[0] ?? {
    page_count: 0,
  };
  await sql.raw(`PRAGMA max_page_count = ${pages + 3}`).execute(db);
  const answers = await settled(
    [1, 2, 3, 4, 5].map((id) =>
      inTransaction(db, 'pages', (trx) => write(trx, id, id === 3 ? 'x'.repeat(100_000) : 'x')),
    ),
  );
  const kept = answers.flatMap((answer, at) => (answer === 'kept' ? [at + 1] : []));
  t.same(seen(), kept, answers.join());
  t.equal(answers[2], 'SQLITE_FULL');
  for (const answer of answers) t.match(answer, /^(?:kept|SQLITE_FULL)$/);
  t.equal(await settled([inTransaction(db, 'pages', (trx) => write(trx, 9))]).then(([each]) => each), 'kept');
});

t.test('where the commit itself fails, nobody is told that anything was kept', async (t) => {
  const { db, seen } = await opened(t);
  await sql`CREATE TABLE pages (note INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)`.execute(
    db,
  );
  const answers = await settled([
    inTransaction(db, 'pages', (trx) => write(trx, 1)),
    inTransaction(db, 'pages', (trx) => sql`INSERT INTO pages VALUES (99)`.execute(trx)),
    inTransaction(db, 'pages', (trx) => write(trx, 2)),
  ]);
  t.same(answers, Array(3).fill('SQLITE_CONSTRAINT_FOREIGNKEY'));
  t.same(seen(), []);
  await inTransaction(db, 'pages', (trx) => write(trx, 3));
  t.same(seen(), [3]);
});

t.test('who goes on after SQLite has taken everything back keeps nothing', async (t) => {
  const { db, seen } = await opened(t);
  const pages = (await sql<{ page_count: number }>`PRAGMA page_count`.execute(db)).rows[0]?.page_count ?? 0;
  await sql.raw(`PRAGMA max_page_count = ${pages + 3}`).execute(db);
  const careless = (id: number): Promise<unknown> =>
    inTransaction(db, 'pages', async (trx) => {
      await write(trx, id);
      await write(trx, id + 1, 'x'.repeat(200_000)).catch(() => undefined);
      await write(trx, id + 2);
    });
  const alone = await settled([careless(1)]);
  const together = await settled([
    careless(11),
    inTransaction(db, 'pages', (trx) => write(trx, 20)),
    careless(31),
  ]);
  for (const [answer, ids] of [
    [alone[0], [1, 3]],
    [together[0], [11, 13]],
    [together[1], [20]],
    [together[2], [31, 33]],
  ] as const)
    t.equal(
      ids.every((id) => seen().includes(id)),
      answer === 'kept',
      `${ids.join()}: ${answer}`,
    );
  t.equal(seen().length, new Set(seen()).size);
});

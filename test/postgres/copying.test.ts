import { spawnSync } from 'node:child_process';
import { sql } from 'kysely';
import t from 'tap';
import { copyEverything, sumsOf, TABLE_KEYS } from '../../src/store/copying.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { runOn, startPostgres } from '../support/postgres.ts';
import { submittedIn } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.setTimeout(300_000);
const server = await startPostgres();
t.teardown(() => server.remove());

const banso = (...parameters: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli.ts', 'copy', ...parameters], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

t.test('every table of both kinds of database is copied', async (t) => {
  await runOn(server.url('postgres'), 'CREATE DATABASE tables');
  const postgres = await openPostgres({ url: server.url('tables') });
  const sqlite = openDatabase(':memory:');
  const listed = Object.keys(TABLE_KEYS).sort();
  const inFile = await sql<{ name: string }>`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'
  `.execute(sqlite);
  t.same(inFile.rows.map(({ name }) => name).sort(), listed);
  const onServer = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name <> 'migrations'
  `.execute(postgres);
  t.same(onServer.rows.map(({ name }) => name).sort(), listed);
  for (const db of [postgres, sqlite]) await db.destroy();
});

t.test('a file goes to a server and back; every row is the same, and a changed byte is found', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/from.sqlite`;
  const world = await World.open(t, {}, undefined, file);
  const { ids } = await submittedIn(world, 'ja');
  // More than one page of rows, with text that a careless copy would change.
  for (let n = 0; n < 1200; n += 1)
    await world.db
      .insertInto('account_events')
      .values({
        id: `e${n}`,
        owner_id: (await world.db.selectFrom('owners').select('id').executeTakeFirstOrThrow()).id,
        at: '2026-11-20',
        act: `é${n} "quoted" \\ 改行\n`,
      })
      .execute();
  const before = await sumsOf(world.db);
  await world.db.destroy();
  await runOn(server.url('postgres'), 'CREATE DATABASE copied');
  const url = server.url('copied');
  const there = banso('--from', file, '--to', url);
  t.equal(there.status, 0, there.said);
  t.match(there.said, /rows were copied to .* counts and fingerprints are the same/);
  const refused = banso('--from', file, '--to', url);
  t.match(refused, { status: 1, said: /holds accounts already. Nothing was changed/ });
  t.equal(banso('--from', file, '--to', url, '--replace').status, 0, 'unless it may be replaced');
  const postgres = await openPostgres({ url });
  t.same(await sumsOf(postgres), before);
  t.equal(
    (await postgres.selectFrom('vettings').select('version').executeTakeFirstOrThrow()).version.length > 8,
    true,
  );
  await t.rejects(postgres.deleteFrom('history').execute(), /append-only/, 'the triggers are there again');
  const back = banso('--from', url, '--to', `${folder}/back.sqlite`);
  t.equal(back.status, 0, back.said);
  const returned = openDatabase(`${folder}/back.sqlite`);
  t.same(await sumsOf(returned), before);
  await t.rejects(returned.deleteFrom('history').execute(), /append-only/);
  await returned
    .updateTable('candidates')
    .set({ note: 'x' })
    .where('id', '=', ids[0] ?? '')
    .execute();
  const disturbed = await sumsOf(returned);
  t.not(disturbed.candidates?.fingerprint, before.candidates?.fingerprint);
  // A target that changes what it is given stays as it was.
  await sql`ALTER TABLE candidates ALTER COLUMN note TYPE char(40)`.execute(postgres);
  const padding = await openPostgres({ url });
  const kept = await sumsOf(padding);
  await t.rejects(copyEverything(returned, padding), /candidates: \d+ rows/);
  t.same(await sumsOf(padding), kept);
  await padding.destroy();
  await returned.destroy();
  await postgres.destroy();
});

t.test('what cannot be copied is said', (t) => {
  const folder = t.testdir();
  t.match(banso('--from', `${folder}/none.sqlite`, '--to', server.url('nowhere')), {
    status: 1,
    said: /There is no database of Banso at .*none.sqlite/,
  });
  t.match(banso('--from', `${folder}/a.sqlite`, '--to', `${folder}/a.sqlite`), {
    status: 1,
    said: /the same/,
  });
  t.match(banso('--from', server.url('nowhere'), '--to', `${folder}/a.sqlite`), { status: 1 });
  t.end();
});

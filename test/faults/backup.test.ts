import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { backUp, COPIES_KEPT, listCopies, restore } from '../../src/store/copies.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOwner } from '../../src/store/owners.ts';
import { backUpIfDue, listBackups } from '../../src/store/scheduled-backup.ts';
import { runProgram } from '../support/programs.ts';
import { startServer } from '../support/server.ts';
import { PASSWORD } from '../support/world.ts';

t.setTimeout(600_000);

/** A browser that is signed in as the first owner of a server, with one page of a brief to save. */
async function saving(
  server: Awaited<ReturnType<typeof startServer>>,
): Promise<(text: string) => Promise<boolean>> {
  const jar = new Map<string, string>();
  const visit = async (path: string, fields?: Record<string, string>): Promise<Response> => {
    const answer = await fetch(server.base + path, {
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie())
      jar.set(cookie.split('=')[0] ?? '', cookie.split(';')[0]?.replace(/^[^=]+=/, '') ?? '');
    return answer;
  };
  const page = async (path: string): Promise<string> => (await visit(path)).text();
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(await page('/setup'))?.[1] ?? '';
  const code = /code=([\w-]+)/.exec(server.output())?.[1] ?? '';
  await visit('/setup', { _csrf, email: 'owner@example.com', password: PASSWORD, code });
  const started = await visit('/vettings', {
    _csrf,
    template: 'empty',
    locale: 'en',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  });
  const brief = String(started.headers.get('location')).replace('business', 'value');
  return async (text) => (await visit(brief, { _csrf, text })).status === 303;
}

const wordsIn = (file: string): string => {
  const sqlite = new Sqlite(file, { readonly: true });
  const brief = String(sqlite.prepare('SELECT brief FROM vettings').pluck().get());
  const ok = sqlite.pragma('integrity_check', { simple: true });
  sqlite.close();
  return `${/words \d+/.exec(brief)?.[0]}, ${ok}`;
};

t.test('a drill: backups while it writes, a crash, a restore, and on it goes', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/banso.sqlite`;
  const server = await startServer(file);
  const save = await saving(server);
  let [acknowledged, isWriting] = [0, true];
  const writing = (async () => {
    while (isWriting) if (await save(`words ${acknowledged + 1}`)) acknowledged += 1;
  })();
  for (let n = 1; n <= 5; n += 1) {
    const before = acknowledged;
    const made = await runProgram(folder, 'cli', ['backup', `backup-${n}.sqlite`], { DATABASE_FILE: file });
    t.match(made, { code: 0, said: '', out: /whole copy/ });
    const [, kept = 0, how] = /words (\d+), (.*)/.exec(wordsIn(`${folder}/backup-${n}.sqlite`)) ?? [];
    t.ok(Number(kept) >= before, `${before} had been acknowledged, ${kept} are in the backup`);
    t.equal(how, 'ok');
    t.equal(statSync(`${folder}/backup-${n}.sqlite`).mode & 0o077, 0, 'and nobody else reads it');
  }
  const refused = await runProgram(folder, 'cli', ['restore', 'backup-5.sqlite'], { DATABASE_FILE: file });
  t.match(refused, { code: 1, said: /Another Banso \(process \d+\)/ }, 'not under a running server');
  isWriting = false;
  await writing;
  await save('words 999999');
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  t.ok(statSync(`${file}-wal`).size > 0, 'the log of the crash lies beside the file');

  const inBackup = wordsIn(`${folder}/backup-3.sqlite`);
  const restored = await runProgram(folder, 'cli', ['restore', 'backup-3.sqlite'], { DATABASE_FILE: file });
  t.match(restored, { code: 0, said: '' });
  const [, replaced = ''] = /kept: (.*)/.exec(restored.out) ?? [];
  t.equal(wordsIn(replaced), 'words 999999, ok', 'what was replaced is kept, its log with it');
  const again = await startServer(file);
  t.equal((await fetch(`${again.base}/sign-in`)).status, 200);
  again.child.kill('SIGTERM');
  await once(again.child, 'exit');
  t.equal(wordsIn(file), inBackup);
  const checked = await runProgram(folder, 'cli', ['check'], { DATABASE_FILE: file });
  t.match(checked, { code: 0, out: /pages ok, keys ok[\s\S]*owners 1, vettings 1/ });
  t.match(checked.out, replaced, 'and the copy is listed');
});

t.test('what cannot be copied or restored is said in one sentence, and leaves nothing behind', async (t) => {
  const folder = t.testdir({ text: 'no database', sub: {} });
  const file = `${folder}/banso.sqlite`;
  await openDatabase(file).destroy();
  backUp(file, `${folder}/one.sqlite`);
  t.throws(() => backUp(file, `${folder}/one.sqlite`), /is there already/);
  t.throws(() => backUp(file, `${folder}/nowhere/two.sqlite`), /cannot be written/);
  t.throws(() => backUp(`${folder}/missing.sqlite`, `${folder}/two.sqlite`), /no database at/);
  const before = readFileSync(file);
  t.throws(() => restore(file, `${folder}/text`, new Date()), /not a database/);
  t.throws(() => restore(file, `${folder}/missing`, new Date()), /no backup at/);
  copyFileSync(`${folder}/one.sqlite`, `${folder}/cut.sqlite`);
  writeFileSync(`${folder}/cut.sqlite`, readFileSync(`${folder}/one.sqlite`).subarray(0, 30_000));
  t.throws(() => restore(file, `${folder}/cut.sqlite`, new Date()), /damaged/);
  t.strictSame(readFileSync(file), before, 'the database stays as it was');
  t.notOk(readdirSync(folder).some((name) => /part|restoring|replaced/.test(name)));
  const made = await runProgram(folder, 'cli', ['backup', 'b.sqlite'], {
    DATABASE_FILE: `${folder}/nowhere.sqlite`,
  });
  t.match(made, { code: 1, said: /^There is no database at .*nowhere\.sqlite\.\n$/ });
});

t.test('backups are made by themselves, in a thread, and so many stay', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/banso.sqlite`;
  const db = openDatabase(file);
  await createOwner(db, 'owner@example.com', 'x', new Date());
  const settings = { folder: `${folder}/backups`, everyHours: 24, keep: 3 };
  const at = (hours: number): Date => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000);
  t.match(await backUpIfDue(file, settings, at(0)), 'banso-20261101T000000Z.sqlite');
  t.equal(await backUpIfDue(file, settings, at(23.9)), null, 'not before its time');
  for (const day of [1, 2, 3, 4]) t.ok(await backUpIfDue(file, settings, at(24 * day)));
  writeFileSync(`${folder}/backups/notes.txt`, 'mine');
  t.same(
    listBackups(settings.folder).map(({ at: made }) => made.toISOString().slice(0, 10)),
    ['2026-11-05', '2026-11-04', '2026-11-03'],
  );
  await backUpIfDue(file, settings, at(240));
  t.ok(existsSync(`${folder}/backups/notes.txt`), 'what is not a backup is left alone');
  const [newest] = listBackups(settings.folder);
  const copy = new Sqlite(newest?.path ?? '', { readonly: true });
  t.equal(copy.prepare('SELECT email FROM owners').pluck().get(), 'owner@example.com');
  copy.close();
  await t.rejects(backUpIfDue(`${folder}/missing.sqlite`, settings, at(999)), /no database at/);
  t.equal(listBackups(settings.folder).length, 3, 'one that failed takes none away');
  await db.destroy();
});

t.test('an upgrade that failed can be tried again, and old copies go', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/banso.sqlite`;
  await openDatabase(file).destroy();
  const undo = (): void => {
    const raw = new Sqlite(file);
    raw.exec('DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)');
    raw.close();
  };
  undo();
  // The newest migration cannot run on what is there: it was applied already.
  for (let n = 0; n < 3; n += 1) t.throws(() => openDatabase(file), 'it fails');
  const copies = listCopies(file);
  t.equal(copies.length, 3, 'each try has a copy of its own');
  t.notOk(readdirSync(folder).some((name) => name.endsWith('.part')));
  mkdirSync(`${folder}/more`);
  for (const { path } of copies) {
    const copy = new Sqlite(path, { readonly: true });
    t.equal(copy.pragma('quick_check', { simple: true }), 'ok');
    copy.close();
    chmodSync(path, 0o600);
  }
  t.equal(COPIES_KEPT, 3);
});

import { chmodSync } from 'node:fs';
import t from 'tap';
import { openDatabase } from '../../src/store/database.ts';
import { backUpIfDue } from '../../src/store/scheduled-backup.ts';
import { runProgram } from '../support/programs.ts';

t.test('doctor says what is well, what is worth knowing and what is wrong', async (t) => {
  const folder = t.testdir();
  const file = `${folder}/x.sqlite`;
  const doctor = (env: Record<string, string> = {}) =>
    runProgram(folder, 'cli', ['doctor'], { DATABASE_FILE: file, ...env });
  t.match(await doctor(), { code: 0, said: '', out: /note {2}There is no database at .*x\.sqlite yet/ });
  await openDatabase(file).destroy();
  const well = await doctor();
  t.match(well, { code: 0, out: /ok {4}SQLite 3\.\d+.*x\.sqlite/ });
  t.match(well.out, /note {2}BACKUP_FOLDER is empty/);
  chmodSync(file, 0o644);
  t.match(await doctor(), { code: 1, out: /WRONG others can read it: chmod 600/ });
  chmodSync(file, 0o600);
  const secret = 'a-secret-password';
  const wrong = await doctor({
    PUBLIC_URL: 'https://banso.example.jp',
    SMTP_URL: `smtp://user:${secret}@127.0.0.1:1`,
    MAIL_FROM: 'banso@example.jp',
  });
  t.match(wrong, { code: 1, out: /WRONG PUBLIC_URL is https and TRUSTED_PROXY is empty/ });
  t.match(wrong.out, /WRONG the mail server 127\.0\.0\.1: E\w+/);
  t.notMatch(wrong.out + wrong.said, secret);
  const settings = { folder: `${folder}/backups`, everyHours: 24, keep: 3 };
  await backUpIfDue(file, settings, new Date(Date.now() - 72 * 3_600_000));
  const late = await doctor({ BACKUP_FOLDER: settings.folder });
  t.match(late, { code: 1, out: /WRONG the newest backup is 7\d hours old/ });
  await backUpIfDue(file, settings, new Date());
  t.match(await doctor({ BACKUP_FOLDER: settings.folder }), { code: 0, out: /ok {4}newest backup/ });
});

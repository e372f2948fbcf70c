import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import t from 'tap';
import { verifyPassword } from '../../src/accounts/passwords.ts';
import { openDatabase } from '../../src/store/database.ts';
import { findOwnerByEmail } from '../../src/store/owners.ts';

t.setTimeout(240_000);

t.test('the operator adds, lists, switches off and deletes accounts, and sets passwords', async (t) => {
  const file = `${t.testdir()}/x.sqlite`;
  const owner = (args: string[], input = ''): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [resolve('src/cli.ts'), 'owner', ...args], {
      input,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', DATABASE_FILE: file },
    });
  t.match(owner(['list']), { status: 1, stderr: /^There is no database at .*x\.sqlite.* init\n$/ });
  await openDatabase(file).destroy();
  t.match(owner(['list']), { status: 0, stdout: 'There is no account yet.' });
  t.match(owner(['a@example.com'], 'seven quiet herons\n'), { status: 0, stdout: 'can sign in now' });
  t.match(owner(['add', 'b@example.com'], 'seven quiet herons\n'), { status: 0, stdout: 'can sign in now' });
  t.match(owner(['add', 'b@example.com'], 'seven quiet herons\n'), { status: 1, stdout: 'already' });
  t.match(owner(['add', 'c@example.com'], 'c@example.com\n'), { status: 2, stderr: 'close to your address' });
  t.match(owner(['add', 'no address'], 'seven quiet herons\n'), { status: 2 });
  t.match(owner(['add']), { status: 1, stderr: /^owner add needs an address/ });
  t.match(owner(['password', 'a@example.com'], 'nine brave otters\n'), { status: 0, stdout: 'signed out' });
  t.match(owner(['password', 'z@example.com'], 'nine brave otters\n'), {
    status: 1,
    stderr: /^There is no account/,
  });
  t.match(owner(['disable', 'b@example.com']), { status: 0, stdout: 'Nothing was deleted' });
  t.match(owner(['list']).stdout, /^a@example\.com .*vettings 0.*\nb@example\.com .*disabled since/);
  t.match(owner(['enable', 'b@example.com']), { status: 0 });
  t.match(owner(['deny', 'a@example.com']), { status: 0, stdout: 'takes part' });
  t.match(owner(['list']).stdout, /^a@example\.com .*takes part only\n/);
  t.match(owner(['allow', 'a@example.com']), { status: 0 });
  t.notMatch(owner(['list']).stdout, 'takes part');
  t.match(owner(['two-step-off', 'a@example.com']), { status: 0, stdout: 'password alone' });
  t.match(owner(['delete', 'b@example.com']), { status: 1, stderr: /--yes/ });
  t.match(owner(['delete', 'b@example.com', '--yes']), { status: 0 });
  const db = openDatabase(file);
  t.equal(await findOwnerByEmail(db, 'b@example.com'), null);
  const a = await findOwnerByEmail(db, 'a@example.com');
  t.ok(await verifyPassword('nine brave otters', a?.passwordHash ?? ''));
  await db.destroy();
});

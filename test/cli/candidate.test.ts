import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import t from 'tap';
import { createSampleVetting } from '../../src/samples/sample.ts';
import { listCandidates } from '../../src/store/candidates.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOwner } from '../../src/store/owners.ts';
import { findVetting } from '../../src/store/vettings.ts';

t.setTimeout(240_000);

t.test('the operator finds one candidate and deletes everything of it, and nothing else', async (t) => {
  const file = `${t.testdir()}/x.sqlite`;
  const candidate = (...args: string[]) =>
    spawnSync(process.execPath, [resolve('src/cli.ts'), 'candidate', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', DATABASE_FILE: file },
    });
  const db = openDatabase(file);
  const owner = await createOwner(db, 'o@example.com', 'x', new Date());
  const vettingId = await createSampleVetting(db, owner?.id ?? '', 'ja', new Date());
  const vetting = await findVetting(db, owner?.id ?? '', vettingId);
  if (!vetting) throw new Error('no vetting');
  const [first] = await listCandidates(db, vetting);
  if (!first) throw new Error('no candidate');
  await db.updateTable('candidates').set({ email: 'Gone@Example.com' }).where('id', '=', first.id).execute();

  t.match(candidate('find', 'サンプル').stdout.trim().split('\n'), { length: 4 });
  t.match(candidate('find', 'gone@example').stdout, `${first.id}  ${first.name}  Gone@Example.com  vetting `);
  t.match(candidate('find', 'gone@example').stdout, 'owner o@example.com');
  t.match(candidate('find', 'nobody'), { status: 0, stdout: 'No candidate has these words' });
  t.match(candidate('look', 'x'), { status: 1, stderr: /^Say candidate find/ });
  t.match(candidate('delete', 'nobody', '--yes'), { status: 1, stderr: /^There is no candidate nobody/ });
  t.match(candidate('delete', first.id), { status: 1, stderr: /^This deletes .*--yes/ });
  t.equal((await listCandidates(db, vetting)).length, 4, 'nothing was deleted yet');
  t.match(candidate('delete', first.id, '--yes'), { status: 0, stdout: 'is deleted' });
  t.equal((await listCandidates(db, vetting)).length, 3);
  for (const table of ['answers', 'asked_questions', 'interviews', 'scores'] as const)
    t.same(
      await db.selectFrom(table).where('candidate_id', '=', first.id).select('candidate_id').execute(),
      [],
    );
  const history = await db.selectFrom('history').selectAll().where('act', '=', 'candidate_removed').execute();
  t.match(history, [{ person: 'Banso' }]);
  t.notMatch(JSON.stringify(history), first.name, 'the line has no name');
  await db.destroy();
});

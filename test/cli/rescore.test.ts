import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { RUBRIC } from '../../src/domain/scoring/rubric.ts';
import { createSampleVetting } from '../../src/samples/sample.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOwner } from '../../src/store/owners.ts';
import { listScorable, listScores } from '../../src/store/scores.ts';

t.test(
  'scoring anew shows what would change, writes only when told, and keeps the earlier score',
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'banso-rescore-'));
    t.teardown(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'banso.sqlite');
    const rescore = (...args: string[]) =>
      spawnSync(process.execPath, ['src/cli.ts', 'rescore', ...args], {
        input: '',
        encoding: 'utf8',
        env: { ...process.env, DATABASE_FILE: file },
      });

    const db = openDatabase(file);
    const owner = await createOwner(db, 'owner@example.com', 'no password', new Date());
    await createSampleVetting(db, owner?.id ?? '', 'en', new Date());
    t.match(rescore().stdout, '4 submitted interviews, 0 of which would be scored differently.');

    const [first] = (await listScorable(db)).scorable;
    const candidateId = first?.candidateId ?? '';
    const [kept] = await listScores(db, candidateId);
    const altered = { ...kept?.score, rubric: '0', understanding: 1, verdict: 'insufficient' };
    await db
      .updateTable('scores')
      .set({ rubric: '0', score: JSON.stringify(altered) })
      .where('candidate_id', '=', candidateId)
      .execute();

    const shown = rescore();
    t.match(shown.stdout, '1 of which would be scored differently');
    t.match(
      shown.stdout,
      new RegExp(
        `rubric 0 -> ${RUBRIC}\\).*understanding 1 -> ${kept?.score.understanding}, verdict insufficient -> ${kept?.score.verdict}`,
      ),
    );
    t.match(shown.stdout, 'Nothing was written.');
    t.equal((await listScores(db, candidateId)).length, 1);

    t.match(rescore('--yes').stdout, '1 new scores were written.');
    const [current, earlier] = await listScores(db, candidateId);
    t.same(current?.score, kept?.score);
    t.match(earlier, { rubric: '0', score: { understanding: 1 } });
    t.equal(current?.inputsHash, earlier?.inputsHash, 'the same inputs');
    t.match(rescore().stdout, '0 of which would be scored differently.');

    const score = (stored: string): Promise<unknown> =>
      db.updateTable('scores').set({ score: stored }).where('candidate_id', '=', candidateId).execute();
    await score('{"made by": "another program"}');
    t.match(rescore().stdout, '1 of which would be scored differently');
    t.match(rescore().stdout, 'no score that can be read');
    await db
      .updateTable('interviews')
      .set({ submitted_response: '{"understand": 7}' })
      .where('candidate_id', '=', candidateId)
      .execute();
    const left = rescore('--yes');
    t.match(left.stderr, 'what was submitted cannot be read; left alone.');
    t.match(left.stdout, '3 submitted interviews, 0 of which');
    t.equal(left.status, 0);
    await db.destroy();
  },
);

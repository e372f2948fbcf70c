import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createSampleVetting } from '../src/samples/sample.ts';
import { openDatabase } from '../src/store/database.ts';
import { inspectDatabase } from '../src/store/inspection.ts';
import { createOwner } from '../src/store/owners.ts';
import { startServer } from '../test/support/server.ts';
import { Visitor } from '../test/support/visitor.ts';
import { readyToSubmit } from './kills-candidates.ts';

/**
 * Kills the server (SIGKILL) again and again while many save, submit, delete and make things, and looks after
 * every kill whether all that was acknowledged is there: `node scripts/kills.ts ROUNDS`. Prints one line a
 * round and a sum.
 */
const ROUNDS = Number(process.argv[2] ?? 20);
const WRITERS = 8;
const TITLE = 'Choice of a marketing partner';
const LOAD_MS = 1500;

const folder = mkdtempSync(join(tmpdir(), 'banso-kills-'));
const file = join(folder, 'banso.sqlite');
let server = await startServer(file);
const owner = await Visitor.firstOwner(server);
await makeSample();
const pages: string[] = [];
for (let n = 0; n < WRITERS; n += 1) pages.push(await owner.newVetting());
const acknowledged = pages.map(() => 0);
const deleted: string[] = [];
const submitted: string[] = [];
let [saves, lost, undead, unsound] = [0, 0, 0, 0];

for (let round = 1; round <= ROUNDS; round += 1) {
  let isRunning = true;
  const candidates = readyToSubmit(file, round);
  const submitter = (async () => {
    for (const { candidateId, cookies } of candidates) {
      if (!isRunning) return;
      const candidate = new Visitor(server, cookies);
      if (await candidate.submits(`/interview/${candidateId}/check`).catch(() => false))
        submitted.push(candidateId);
    }
  })();
  const writers = pages.map(async (page, index) => {
    while (isRunning) {
      const next = (acknowledged[index] ?? 0) + 1;
      if (await owner.post(`${page}/value`, { text: `words ${next}.` }).catch(() => false)) {
        acknowledged[index] = next;
        saves += 1;
      }
    }
  });
  const deleter = (async () => {
    while (isRunning) {
      const page = await owner.newVetting().catch(() => null);
      const id = page?.split('/')[2];
      if (id && (await owner.post(`/vettings/${id}/deletion`, { title: TITLE }).catch(() => false)))
        deleted.push(id);
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, LOAD_MS * (0.5 + Math.random())));
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  isRunning = false;
  await Promise.all([...writers, deleter, submitter]);
  if (inspectDatabase(file) !== 'ours') unsound += 1;
  const sqlite = new Sqlite(file, { readonly: true });
  const briefOf = sqlite.prepare('SELECT brief FROM vettings WHERE id = ?').pluck();
  pages.forEach((page, index) => {
    const kept = Number(/words (\d+)\./.exec(String(briefOf.get(page.split('/')[2])))?.[1] ?? 0);
    if (kept < (acknowledged[index] ?? 0)) lost += 1;
    acknowledged[index] = Math.max(kept, acknowledged[index] ?? 0);
  });
  const answerOf = sqlite
    .prepare(
      'SELECT submitted_response FROM interviews JOIN scores USING (candidate_id) WHERE candidate_id = ?',
    )
    .pluck();
  lost += submitted.filter((id) => !String(answerOf.get(id)).startsWith('{')).length;
  undead += deleted.filter((id) => briefOf.get(id) !== undefined).length;
  if (sqlite.pragma('integrity_check', { simple: true }) !== 'ok') unsound += 1;
  if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) unsound += 1;
  sqlite.close();
  forgetBudget();
  server = await startServer(file);
  owner.goTo(server);
  console.log(
    `${round}: ${saves} saves, ${submitted.length} submissions, ${deleted.length} deletions; lost ${lost}, undead ${undead}, unsound ${unsound}`,
  );
}

/** A vetting whose submitted candidates are copied, each as it was before it submitted. */
async function makeSample(): Promise<void> {
  const db = openDatabase(file);
  const sampler = await createOwner(db, 'sample@example.com', 'none', new Date());
  if (sampler) await createSampleVetting(db, sampler.id, 'en', new Date());
  await db.destroy();
}

/** An account may start so many vettings a day: those of the rounds before were started long ago. */
function forgetBudget(): void {
  const sqlite = new Sqlite(file);
  sqlite.exec("UPDATE vettings SET created_at = '2020-01-01T00:00:00.000Z'");
  sqlite.close();
}

server.child.kill('SIGTERM');
await once(server.child, 'exit');
rmSync(folder, { recursive: true, force: true });
console.log(
  `${ROUNDS} kills, ${saves} acknowledged saves, ${submitted.length} submissions, ${deleted.length} acknowledged deletions: lost ${lost}, undead ${undead}, unsound ${unsound}`,
);
process.exitCode = lost + undead + unsound > 0 ? 1 : 0;

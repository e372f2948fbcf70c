import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { newestMigration } from '../src/store/migrations.ts';
import { freePort } from '../test/support/port.ts';
import { startServer } from '../test/support/server.ts';
import { versions } from '../test/support/versions.ts';

/**
 * Kills the server (SIGKILL) while it upgrades a file of an earlier version, from the moment in which the
 * copy begins, and looks whether the file is wholly the old or wholly the new one, whether every copy is
 * whole, and whether the next start ends the upgrade with everything in it: `node scripts/kills-upgrading.ts
 * ROUNDS`.
 */
const ROUNDS = Number(process.argv[2] ?? 20);
/** So many candidates more make the upgrade long enough to be met. */
const CANDIDATES = 80;
const folder = mkdtempSync(join(tmpdir(), 'banso-kills-'));
const all = versions(folder).slice(0, -1);
const newest = newestMigration();
let [asOld, asNew, copies, wrong] = [0, 0, 0, 0];

for (let round = 1; round <= ROUNDS; round += 1) {
  const { number = 1, file: old = '' } = all[round % all.length] ?? {};
  const file = join(folder, `round-${round}.sqlite`);
  copyFileSync(old, file);
  fill(file);
  await killWhileUpgrading(file);
  const found = applied(file);
  if (found === number) asOld += 1;
  else if (found === newest) asNew += 1;
  else wrong += 1;
  // What is still being written has another name.
  for (const copy of globSync(`${file}.before-*`).filter((name) => !name.includes('.part'))) {
    copies += 1;
    if (applied(copy) !== number || !isWhole(copy)) wrong += 1;
  }
  const server = await startServer(file);
  server.child.kill('SIGTERM');
  await once(server.child, 'exit');
  if (applied(file) !== newest || !isWhole(file)) wrong += 1;
  console.log(`${round}: version ${number} killed as ${found}; old ${asOld}, new ${asNew}, wrong ${wrong}`);
  for (const each of globSync(`${file}*`)) rmSync(each, { force: true });
}
rmSync(folder, { recursive: true, force: true });
console.log(
  `${ROUNDS} kills while upgrading: ${asOld} files as before, ${asNew} as after, ${copies} copies looked at; wrong ${wrong}`,
);
process.exitCode = wrong > 0 ? 1 : 0;

/** Starts the server and kills it shortly after something has changed beside the file. */
async function killWhileUpgrading(file: string): Promise<void> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, PORT: String(await freePort()), DATABASE_FILE: file, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  while (child.exitCode === null && globSync(`${file}.before-*`).length === 0) await sleep(1);
  await sleep(Math.random() * 200);
  child.kill('SIGKILL');
  await exited;
}

function fill(file: string): void {
  const sqlite = new Sqlite(file);
  const copy = (table: string, id: string): void => {
    const columns = sqlite.pragma(`table_info(${table})`) as { name: string }[];
    const values = columns.map(({ name }) =>
      name === id ? "'c' || i" : name === 'name' ? "'Agency ' || i" : `${table}.${name}`,
    );
    sqlite.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CANDIDATES})
       INSERT INTO ${table} SELECT ${values.join(', ')} FROM ${table}, n`,
    );
  };
  copy('candidates', 'id');
  copy('interviews', 'candidate_id');
  sqlite.close();
}

function applied(file: string): number {
  const sqlite = new Sqlite(file);
  const number = sqlite.prepare('SELECT max(number) FROM migrations').pluck().get() as number;
  sqlite.close();
  return number;
}

function isWhole(file: string): boolean {
  const sqlite = new Sqlite(file, { readonly: true });
  const count = sqlite
    .prepare('SELECT count(*) FROM interviews WHERE length(submitted_response) > 1000')
    .pluck();
  const whole =
    count.get() === CANDIDATES + 1 &&
    sqlite.pragma('integrity_check', { simple: true }) === 'ok' &&
    (sqlite.pragma('foreign_key_check') as unknown[]).length === 0;
  sqlite.close();
  return whole;
}

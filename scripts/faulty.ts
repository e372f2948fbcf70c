import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FAULTS, type Fault } from '../test/faulty/faults.ts';

/**
 * Puts each of the faults of test/faulty into a copy of the project, one at a time, runs the tests named with
 * it, and prints which were noticed by none: `npm run test:faulty`, or with a word of the area or the fault.
 */
const wanted = process.argv[2] ?? '';
const faults = FAULTS.filter(({ area, what }) => area.includes(wanted) || what.includes(wanted));
const WORKERS = 2;

const noticed = new Map<Fault, boolean>();
const queue = [...faults];
await Promise.all(Array.from({ length: WORKERS }, work));
const areas = [...new Set(faults.map(({ area }) => area))];
for (const area of areas) {
  const own = faults.filter((fault) => fault.area === area);
  console.log(`${area}: ${own.filter((fault) => noticed.get(fault)).length} of ${own.length} noticed`);
}
const living = faults.filter((fault) => !noticed.get(fault));
console.log(`${faults.length - living.length} of ${faults.length} noticed`);
process.exitCode = living.length > 0 ? 1 : 0;

async function work(): Promise<void> {
  const folder = copyOfProject();
  for (let fault = queue.shift(); fault; fault = queue.shift()) {
    const file = join(folder, fault.file);
    const source = readFileSync(file, 'utf8');
    if (source.split(fault.find).length !== 2)
      throw new Error(`${fault.file}: "${fault.find}" does not stand there once`);
    writeFileSync(
      file,
      source.replace(fault.find, () => fault.put),
    );
    const isNoticed = await anyFails(folder, fault.tests);
    noticed.set(fault, isNoticed);
    if (!isNoticed) console.log(`not noticed: ${fault.area}: ${fault.what}`);
    writeFileSync(file, source);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** The files of the project with the modules of this one. */
function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'banso-faulty-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const file of files.filter((each) => existsSync(each))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function anyFails(folder: string, tests: readonly string[]): Promise<boolean> {
  for (const test of tests) {
    const child = spawn(process.execPath, [`test/${test}.test.ts`], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, TAP_TIMEOUT: '0', RUNS: '20' },
    });
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
    if (code !== 0) return true;
  }
  return false;
}

import { spawn } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';

/**
 * The tests that need neither a browser nor a process of their own, with few cases for each property: for the
 * minutes between two commits. Files share processes, so that the model is read once and code is warm;
 * `npm test` gives each file its own and runs everything. Shows what failed, and the counts.
 */
const FOLDERS = 'domain,store,web,mail,documentation,bilingual,properties';
const CASES = '20';

const files = globSync(`test/{${FOLDERS}}/**/*.test.ts`).sort((a, b) => statSync(b).size - statSync(a).size);
const [part, parts] = process.argv.slice(2).map(Number);

if (part !== undefined && parts !== undefined) {
  const { default: t } = await import('tap');
  for (const [index, file] of files.entries()) {
    if (index % parts !== part) continue;
    await import(pathToFileURL(file).href);
    // A file may have set a limit of its own, which holds for all in this process.
    t.setTimeout(0);
  }
} else {
  const count = Math.min(2, availableParallelism());
  const codes = await Promise.all(Array.from({ length: count }, (_, index) => runPart(index, count)));
  process.exitCode = Math.max(...codes);
}

/** Runs a part of the files and prints the tests that failed, with what they said. */
async function runPart(index: number, count: number): Promise<number> {
  const child = spawn(process.execPath, [import.meta.filename, String(index), String(count)], {
    env: { ...process.env, RUNS: process.env.RUNS ?? CASES },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest = '';
  let test: string[] = [];
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (/^# Subtest/.test(line)) test = [];
      test.push(line);
      if (/^not ok/.test(line)) console.log(test.join('\n'));
      if (/^# \{ total/.test(line)) console.log(line);
    }
  }
  return child.exitCode ?? 1;
}

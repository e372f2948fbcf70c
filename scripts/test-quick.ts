import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';

/**
 * The tests that need neither a browser nor a process of their own (test/batches), with few cases for each
 * property: for the minutes between two commits. Shows what failed, and the counts.
 */
const CASES = '20';

const codes = await Promise.all(globSync('test/batches/*.test.ts').map(run));
process.exitCode = Math.max(...codes);

/** Runs a batch and prints the tests that failed, with what they said. */
async function run(file: string): Promise<number> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, RUNS: process.env.RUNS ?? CASES },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Its output ends before its code is known.
  const closed = once(child, 'close');
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
  const [code] = await closed;
  return code ?? 1;
}

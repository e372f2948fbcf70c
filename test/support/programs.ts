import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const PREPARE = resolve('scripts/prepare.js');
const PROGRAMS = { main: resolve('src/main.ts'), cli: resolve('src/cli.ts') };

/** How a program ended, and what it said on standard error and standard output. */
export type Ended = { code: number | null; said: string; out: string };

/** Starts the server or the command line in a folder and waits for its end. A server that starts is ended. */
export async function runProgram(
  cwd: string,
  program: keyof typeof PROGRAMS,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', `file://${PREPARE}`, PROGRAMS[program], ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, out] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    // A start that should have failed is ended, and fails the test by its exit code.
    if (out.includes('Banso is running')) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return { code: child.exitCode, said, out };
}

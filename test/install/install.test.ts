import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import t from 'tap';
import { freePort } from '../support/port.ts';

/** All that the README asks for, and what npm itself calls: no compiler, no make, no Python. */
const PROGRAMS =
  'node npm git sh env cat cp mv rm mkdir ln ls chmod dirname basename readlink uname sed grep'.split(' ');

/** Where the machine has a program, outside any node_modules. */
function installed(program: string): string | undefined {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

t.setTimeout(300_000);

t.test(
  'installs and serves a page on a machine that has node, npm, git and the core utilities only',
  async (t) => {
    const folder = t.testdir({ bin: {}, checkout: {} });
    const checkout = join(folder, 'checkout');
    for (const program of PROGRAMS) {
      const file = installed(program);
      if (file) symlinkSync(file, join(folder, 'bin', program));
    }
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    for (const file of files.filter((each) => existsSync(each))) {
      mkdirSync(join(checkout, dirname(file)), { recursive: true });
      copyFileSync(file, join(checkout, file));
    }
    const port = await freePort();
    const options = {
      cwd: checkout,
      env: { HOME: process.env.HOME, PATH: join(folder, 'bin'), PORT: String(port), LOG_LEVEL: 'error' },
    };
    const install = spawnSync('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], {
      ...options,
      encoding: 'utf8',
    });
    t.equal(install.status, 0, install.status === 0 ? 'npm ci' : install.stderr);

    const help = spawnSync('npm', ['run', '-s', 'banso', '--', '--help'], { ...options, encoding: 'utf8' });
    t.equal(help.status, 0);
    t.equal(help.stderr, '', 'no word of a settings file that nobody has to have');

    const server = spawn('npm', ['start'], { ...options, detached: true });
    t.teardown(async () => {
      process.kill(-(server.pid ?? 0), 'SIGTERM');
      await once(server, 'exit');
    });
    for await (const chunk of server.stdout) if (String(chunk).includes('Banso is running')) break;
    const answer = await fetch(`http://127.0.0.1:${port}/setup`);
    t.equal(answer.status, 200);
    t.match(await answer.text(), '<h1');
  },
);

t.test('an older Node is told in one line what to do', async (t) => {
  const node = installed('node') ?? '';
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 7))
    return t.pass(`the system's Node is new enough: ${version}`);
  const { status, stderr } = spawnSync(node, ['--import', './scripts/prepare.js', '-e', ''], {
    encoding: 'utf8',
  });
  t.equal(status, 1);
  t.match(stderr, /^Banso needs Node 24\.7 or newer; this is [\d.]+\. .*\n$/);
  return undefined;
});

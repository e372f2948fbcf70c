// Loaded before anything else. An old Node gets a sentence: the database addon would crash on it without a
// word.
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const PACKAGED = ['linux-x64', 'linux-arm64', 'win32-x64'];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  const here = `${process.platform}-${process.arch}`;
  const help = PACKAGED.includes(here)
    ? 'Run "npm ci" and start it with "npm start", which brings its own Node.'
    : `No Node comes with it for ${here} (macOS, Windows on ARM): install Node 24 from your system's packages.`;
  console.error(`Banso needs Node 24.7 or newer; this is ${process.versions.node}. ${help}`);
  process.exit(1);
}
// What was compiled is kept beside the packages: the next start takes half the time. Where the folder
// cannot be written, nothing is kept.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
// Little is alive at a time, so collecting garbage often costs next to nothing and saves a hundred megabytes.
setFlagsFromString('--heap-growing-percent=30');
if (existsSync('.env')) {
  refuseMisread(readFileSync('.env', 'utf8'));
  process.loadEnvFile('.env');
}

/** What would be read as something else is refused: exit code 78, as for every wrong setting. */
function refuseMisread(text) {
  const wrong = (line, what) => {
    console.error(`.env, line ${line}: ${what}`);
    process.exit(78);
  };
  if (text.startsWith('\uFEFF'))
    wrong(1, 'the file begins with a byte order mark. Save it as UTF-8 without one.');
  if (text.includes('\uFFFD') || text.includes('\0')) wrong(1, 'the file is not in UTF-8. Save it as UTF-8.');
  text.split(/\r?\n/).forEach((line, index) => {
    const [name = '', ...rest] = line.split('=');
    const value = rest.join('=').trim();
    if (line.trim() === '' || line.trim().startsWith('#')) return;
    if (rest.length === 0) wrong(index + 1, 'expected NAME=value, or # before a remark.');
    if (!/^["'`]/.test(value) && /[^\s]#/.test(value))
      wrong(index + 1, `a # begins a remark; put the value of ${name.trim()} in double quotes.`);
  });
}

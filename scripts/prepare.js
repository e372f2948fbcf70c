// Loaded before anything else. An old Node gets a sentence: the database addon would crash on it without a
// word.
import { existsSync } from 'node:fs';

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
if (existsSync('.env')) process.loadEnvFile('.env');

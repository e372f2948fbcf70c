import { readFileSync, writeFileSync } from 'node:fs';
import { fingerprint } from '../src/domain/language/fingerprint.ts';
import { translator } from '../src/locales/translator.ts';

/**
 * Says that a person has read these texts side by side in both languages: `npm run words:read KEY …`. A pair
 * that changes afterwards fails the tests until it is read again.
 */
const FILE = 'test/documentation/pairs-read.json';
const read: Record<string, string> = JSON.parse(readFileSync(FILE, 'utf8'));
for (const key of process.argv.slice(2)) {
  const [japanese, english] = [translator('ja')(key), translator('en')(key)];
  console.log(`${key}\n  ${japanese}\n  ${english}`);
  read[key] = fingerprint(`${japanese}\n${english}`);
}
const sorted = Object.fromEntries(Object.entries(read).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);

import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

/** Things that have cost others dearly, found by their spelling. */
const FORBIDDEN: [RegExp, string, string][] = [
  [/z\.coerce/, 'src/**/*.ts', 'z.coerce turns an empty field into 0'],
  [/z\.url\(/, 'src/**/*.ts', 'z.url() accepts javascript: addresses; use z.httpUrl()'],
  [/req(uest)?\.host(name)?\b/, 'src/**/*.ts', 'links are built from PUBLIC_URL, never from the request'],
  [/SafeString/, 'src/**/*.ts', 'views escape every value'],
];

/** A line may be longer only where it holds one string or one regular expression, which nobody can break. */
const LONGEST_LINE = 110;
const ONE_LITERAL =
  /^(?:[\w ]+(?:: string)? = |\w+: |\? |: )?(?:'[^']*'|"[^"]*"|`[^`]*`|\/(?:[^/\\]|\\.)+\/[a-z]*)[,;]?$/;

let failed = false;
for (const file of globSync('{src,test,bench,scripts,training,views}/**/*.{ts,js,hbs}')) {
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      if (line.length <= LONGEST_LINE || ONE_LITERAL.test(line.trim())) return;
      console.error(`${file}:${index + 1} has ${line.length} characters; at most ${LONGEST_LINE}`);
      failed = true;
    });
}
for (const [pattern, files, why] of FORBIDDEN) {
  for (const file of globSync(files)) {
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        if (!pattern.test(line)) return;
        console.error(`${file}:${index + 1} ${why}`);
        failed = true;
      });
  }
}

for (const [command, ...args] of [
  ['tsc', '--noEmit'],
  ['biome', 'ci', '--error-on-warnings', '.'],
] as const) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit' });
  if (status !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;

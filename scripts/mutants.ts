import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/**
 * Puts small faults into the pure parts of the code, one at a time, and counts how many their nearest tests
 * notice: `npm run test:mutants`, or with a word that the file's name holds and how many are tried at once.
 * Prints those that live.
 */
const PARTS: Record<string, string[]> = {
  'src/domain/economics/economics.ts': ['domain/economics'],
  'src/domain/economics/clashes.ts': ['domain/clashes'],
  'src/domain/economics/lever.ts': ['domain/lever'],
  'src/domain/economics/worth.ts': ['domain/worth'],
  'src/domain/language/dates.ts': ['domain/dates'],
  'src/domain/language/expression.ts': ['domain/expression'],
  'src/domain/language/numerals.ts': ['domain/quantities'],
  'src/domain/language/quantities.ts': ['domain/quantities'],
  'src/domain/language/range.ts': ['domain/quantities'],
  'src/domain/language/targets.ts': ['domain/targets'],
  'src/domain/scoring/criteria/business-model.ts': ['domain/scores'],
  'src/domain/scoring/criteria/evaluation-axis.ts': ['domain/evaluation-axis'],
  'src/domain/scoring/criteria/fit.ts': ['domain/scores'],
  'src/domain/scoring/criteria/kpi-link.ts': ['domain/scores'],
  'src/domain/scoring/criteria/partnership.ts': ['domain/partnership'],
  'src/domain/scoring/criteria/questioning.ts': ['domain/scores'],
  'src/domain/scoring/criteria/unit-economics.ts': ['domain/unit-economics'],
  'src/domain/scoring/flags.ts': ['domain/scores'],
  'src/domain/scoring/insight.ts': ['domain/scores'],
  'src/domain/scoring/verdict.ts': ['domain/limits'],
  'src/domain/people/agreement.ts': ['domain/agreement'],
  'src/domain/people/anonymise.ts': ['domain/anonymise'],
  'src/domain/people/comparison.ts': ['domain/comparison'],
  'src/domain/people/judgements.ts': ['domain/judgements'],
  'src/domain/people/shortlist.ts': ['domain/shortlist'],
  'src/domain/people/weighting.ts': ['domain/weighting'],
  'src/domain/interview/own-questions.ts': ['domain/own-questions'],
  'src/domain/interview/time-left.ts': ['domain/time-left'],
  'src/domain/interview/merging.ts': ['domain/merging'],
  'src/domain/forms/form.ts': ['domain/form'],
  'src/locales/formats.ts': ['domain/formats'],
};

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

const wanted = process.argv[2] ?? '';
const atOnce = Number(process.argv[3] ?? 2);
let noticed = 0;
let all = 0;
for (const [file, tests] of Object.entries(PARTS).filter(([name]) => name.includes(wanted))) {
  const folder = mkdtempSync(join(tmpdir(), 'banso-mutants-'));
  const results = await new Stryker({
    testRunner: 'command',
    commandRunner: { command: tests.map((test) => `node test/${test}.test.ts`).join(' && ') },
    // It calls TypeScript's API, which version 7 does not have; a name that no file has keeps it from that.
    tsconfigFile: 'no-such-file.json',
    mutate: [file],
    reporters: [],
    logLevel: 'off',
    fileLogLevel: 'off',
    allowConsoleColors: false,
    concurrency: atOnce,
    timeoutMS: 20_000,
    ignorePatterns: ['/docs', '/.tap', '/data'],
    tempDirName: folder,
  } as object).runMutationTest();
  rmSync(folder, { recursive: true, force: true });
  const counted = results.filter(({ status }) =>
    ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status),
  );
  const living = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  for (const mutant of living) console.log(describe(file, mutant));
  const here = counted.length - living.length;
  console.log(`${file}: ${here} of ${counted.length} noticed, ${percent(here, counted.length)} %`);
  noticed += here;
  all += counted.length;
}
console.log(`${noticed} of ${all} noticed, ${percent(noticed, all)} %`);

function describe(file: string, { location, replacement }: Mutant): string {
  const line = readFileSync(file, 'utf8').split('\n')[location.start.line - 1] ?? '';
  const was =
    location.start.line === location.end.line
      ? line.slice(location.start.column - 1, location.end.column - 1)
      : line;
  return `  ${file}:${location.start.line} ${was.trim()} -> ${(replacement ?? '').replace(/\s+/g, ' ')}`;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((100 * part) / whole);
}

import { createInterface } from 'node:readline/promises';
import { isDeepStrictEqual } from 'node:util';
import { readConfig } from '../config.ts';
import { type Score, score } from '../domain/scoring/score.ts';
import { scoreChanges } from '../domain/scoring/stored.ts';
import { openExisting } from '../starting.ts';
import { correctionsInForce, listCorrections } from '../store/corrections.ts';
import type { Database } from '../store/database.ts';
import { keepScore, listScorable, type Scorable } from '../store/scores.ts';

type Rescored = Scorable & { fresh: Score };

/**
 * Scores every submitted interview anew, shows what would change and asks before writing. Earlier scores
 * stay, and their reports with them. Returns the exit code.
 */
export async function rescore(yes: boolean): Promise<number> {
  const db = await openExisting(readConfig(process.env));
  try {
    return await run(db, yes);
  } finally {
    await db.destroy();
  }
}

async function run(db: Database, yes: boolean): Promise<number> {
  const { scorable, unreadable } = await listScorable(db);
  const all: Rescored[] = [];
  for (const each of scorable) {
    const corrections = correctionsInForce(await listCorrections(db, each));
    all.push({ ...each, fresh: score(each.brief, each.response, corrections) });
  }
  for (const { candidateId, candidateName } of unreadable)
    console.error(
      `${printable(candidateName)} (${candidateId}): what was submitted cannot be read; left alone.`,
    );
  // The order of keys is no difference.
  const changed = all.filter(({ current, fresh }) => !isDeepStrictEqual(current?.score, fresh));
  console.log(`${all.length} submitted interviews, ${changed.length} of which would be scored differently.`);
  if (changed.length === 0) return 0;
  for (const each of changed) console.log(describe(each));
  if (!yes && !(await confirmed(`Write ${changed.length} new scores? Earlier ones stay readable. [y/N] `))) {
    console.log('Nothing was written.');
    return 0;
  }
  const now = new Date();
  for (const { candidateId, brief, response, fresh } of changed)
    await keepScore(db, candidateId, brief, response, fresh, now);
  console.log(`${changed.length} new scores were written.`);
  return 0;
}

/** Names are a stranger's text: without control characters. */
const printable = (name: string): string => name.replace(/\p{C}/gu, ' ');

/** One line a candidate: what changes, from and to. */
function describe({ vettingTitle, candidateName, current, fresh }: Rescored): string {
  const name = printable(`${vettingTitle} / ${candidateName}`);
  if (!current)
    return `${name}: no score that can be read; understanding ${fresh.understanding}, ${fresh.verdict}`;
  const changes = scoreChanges(current.score, fresh).map(({ what, from, to }) => `${what} ${from} -> ${to}`);
  const rubric =
    current.rubric === fresh.rubric
      ? `rubric ${fresh.rubric}`
      : `rubric ${current.rubric} -> ${fresh.rubric}`;
  return `${name} (${rubric}): ${changes.length > 0 ? changes.join(', ') : 'the evidence only'}`;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.log('Run it with --yes to write them.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

import { readConfig } from '../config.ts';
import { OperatorError } from '../operator-error.ts';
import { openExisting } from '../starting.ts';
import { findCandidates } from '../store/candidate-search.ts';
import type { Database } from '../store/database.ts';
import { HISTORY_BY_BANSO } from '../store/history.ts';
import { removeCandidate } from '../store/removal.ts';

/**
 * The operator's work on one candidate, as the law may ask for it: `candidate find WORDS`, and `candidate
 * delete NUMBER --yes`. Returns the exit code.
 */
export async function candidateCommand(action: string, words: string, yes: boolean): Promise<number> {
  if (action !== 'find' && action !== 'delete')
    throw new OperatorError('Say candidate find WORDS, or candidate delete NUMBER --yes.');
  const db = await openExisting(readConfig(process.env));
  try {
    return action === 'find' ? await find(db, words) : await erase(db, words, yes);
  } finally {
    await db.destroy();
  }
}

async function find(db: Database, words: string): Promise<number> {
  const found = await findCandidates(db, { words });
  for (const { id, name, email, vetting, owner } of found)
    console.log([id, name, email ?? 'no address', `vetting ${vetting.title}`, `owner ${owner}`].join('  '));
  if (found.length === 0) console.log('No candidate has these words in its name or address.');
  return 0;
}

async function erase(db: Database, id: string, yes: boolean): Promise<number> {
  const [candidate] = await findCandidates(db, { id });
  if (!candidate)
    throw new OperatorError(
      `There is no candidate ${id}. candidate find shows the numbers, by name or address.`,
    );
  if (!yes)
    throw new OperatorError(
      `This deletes ${candidate.name} of the vetting ${candidate.vetting.title} with every answer, question, score and note, for good. Say so with --yes.`,
    );
  await removeCandidate(db, candidate.vetting, id, HISTORY_BY_BANSO, new Date());
  console.log(`${candidate.name} is deleted. Backups and copies may still hold it.`);
  return 0;
}

import { globSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import t from 'tap';

/**
 * The tests that need neither a browser nor a process of their own. They share two processes, so that the
 * model is read twice instead of a hundred times and code is warm; each file can still be run by itself. They
 * are the longest, and begin first: tests begin in the order of their folders' names.
 */
const FOLDERS = 'domain,store,web,mail,documentation,bilingual,properties';
export const BATCHES = 2;

/** Runs the tests of a batch, counted from 0: every second file, from the largest to the smallest. */
export async function runBatch(batch: number): Promise<void> {
  const files = globSync(`test/{${FOLDERS}}/**/*.test.ts`).sort(
    (a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1),
  );
  for (const [index, file] of files.entries()) {
    if (index % BATCHES !== batch) continue;
    await import(pathToFileURL(file).href);
    // A file may have set a limit of its own, which holds for all in this process.
    t.setTimeout(0);
  }
}

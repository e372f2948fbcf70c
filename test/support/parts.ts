import { globSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import t from 'tap';

/**
 * The tests that need neither a browser nor a process of their own. They share two processes, so that the
 * model is read twice instead of a hundred times and code is warm; each file can still be run by itself.
 */
const FOLDERS = 'domain,store,web,mail,documentation,bilingual,properties';
export const PARTS = 2;

/** Runs the tests of a part, counted from 0: every second file, from the largest to the smallest. */
export async function runPart(part: number): Promise<void> {
  const files = globSync(`test/{${FOLDERS}}/**/*.test.ts`).sort(
    (a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1),
  );
  for (const [index, file] of files.entries()) {
    if (index % PARTS !== part) continue;
    await import(pathToFileURL(file).href);
    // A file may have set a limit of its own, which holds for all in this process.
    t.setTimeout(0);
  }
}

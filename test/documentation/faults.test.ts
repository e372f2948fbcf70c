import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { FAULTS } from '../faulty/faults.ts';

t.test(
  'every fault that the tests must notice can still be made, and names tests that are there',
  async (t) => {
    for (const { file, find, what, tests } of FAULTS) {
      t.equal(readFileSync(file, 'utf8').split(find).length, 2, `${file}: ${what}`);
      for (const test of tests) t.ok(existsSync(`test/${test}.test.ts`), test);
    }
  },
);

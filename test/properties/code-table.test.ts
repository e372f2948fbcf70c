import fc from 'fast-check';
import t from 'tap';
import { CodeTable, NOT_HELD } from '../../src/domain/classifier/code-table.ts';
import '../support/arbitrary.ts';

/** Any integer of 32 bits, and some that lie close together, as code units do. */
const anyKey = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -40, max: 40 }));
const anyEntries = fc.array(fc.tuple(anyKey, fc.nat()), { maxLength: 200 });

t.test('a table says of every key what a map says', async () => {
  fc.assert(
    fc.property(anyEntries, fc.array(anyKey), (entries, others) => {
      const map = new Map(entries);
      const table = new CodeTable(entries, entries.length);
      return [...map.keys(), ...others].every((key) => table.get(key) === (map.get(key) ?? NOT_HELD));
    }),
  );
});

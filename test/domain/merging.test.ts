import fc from 'fast-check';
import t from 'tap';
import type { FormValues } from '../../src/domain/forms/form.ts';
import { isSame, mergeStep, type SavingPage, type StoredStep } from '../../src/domain/interview/merging.ts';

const EMPTY: StoredStep = { typed: {}, version: 0, fields: {} };
const page = (name: string, version: number | null): SavingPage => ({ page: name, version });

t.test('what only one side changed is kept as that side has it', async (t) => {
  const first = mergeStep(EMPTY, { a: 'A', b: 'B' }, page('one', 0));
  t.match(first, { typed: { a: 'A', b: 'B' }, version: 1 });
  t.same([first.news, first.conflicts], [{}, []]);
  const theirs = mergeStep(first, { a: 'A2', b: 'B' }, page('two', 1));
  t.match(theirs, { typed: { a: 'A2', b: 'B' }, version: 2, conflicts: [] });
  const mine = mergeStep(theirs, { a: 'A', b: 'B2' }, page('one', 1));
  t.match(mine, { typed: { a: 'A2', b: 'B2' }, version: 3 });
  t.same([mine.news, mine.conflicts], [{ a: 'A2' }, []]);
});

t.test('what both changed stays as it is stored, and is told', async (t) => {
  const first = mergeStep(EMPTY, { a: 'A' }, page('one', 0));
  const theirs = mergeStep(first, { a: 'theirs' }, page('two', 1));
  const mine = mergeStep(theirs, { a: 'mine' }, page('one', 1));
  t.match(mine, { typed: { a: 'theirs' }, version: 2, conflicts: [{ name: 'a', theirs: 'theirs' }] });
  const both = mergeStep(EMPTY, { a: 'theirs' }, page('two', 0));
  t.match(
    mergeStep(both, { a: 'mine' }, page('one', 0)).conflicts,
    [{ name: 'a' }],
    'empty when it was opened',
  );
  t.match(mergeStep(both, { a: '' }, page('one', 0)), { news: { a: 'theirs' }, conflicts: [] });
});

t.test("a page's own earlier saves are never somebody else's", async (t) => {
  const first = mergeStep(EMPTY, { a: 'A' }, page('one', 0));
  const again = mergeStep(first, { a: 'A2' }, page('one', 0));
  t.match(again, { typed: { a: 'A2' }, version: 2, conflicts: [] });
  const nobody = mergeStep(again, { a: 'A3' }, { page: null, version: 0 });
  t.same(nobody.conflicts.length, 1, 'a page without a name has no earlier saves');
});

t.test('the same words, whatever their line ends, change nothing', async (t) => {
  const first = mergeStep(EMPTY, { a: 'one\r\ntwo ' }, page('one', 0));
  const same = mergeStep(first, { a: 'one\ntwo' }, page('two', 0));
  t.match(same, { version: 1, conflicts: [], news: {} });
  t.ok(isSame('a\u000bb', 'a\nb'));
  t.notOk(isSame('a', 'b'));
});

t.test('a field that was and stays empty is no change', async (t) => {
  t.same(mergeStep(EMPTY, { a: '' }, page('one', 0)).version, 0);
  const first = mergeStep(EMPTY, { a: 'A' }, page('one', 0));
  t.equal(mergeStep(first, { a: 'A', b: ' ' }, page('two', 0)).version, 1);
});

t.test('whoever opened the page before all the versions that are known is asked', async (t) => {
  const savedTimes = (times: number): StoredStep => {
    let stored = EMPTY;
    for (let n = 1; n <= times; n += 1) stored = mergeStep(stored, { a: `A${n}` }, page('two', n - 1));
    return stored;
  };
  t.equal(savedTimes(1).fields.a?.length, 1);
  const known = mergeStep(savedTimes(29), { a: '' }, page('one', 0));
  t.same([known.news, known.conflicts], [{ a: 'A29' }, []], 'that it was empty is known');
  for (const times of [30, 31]) {
    const unknown = mergeStep(savedTimes(times), { a: '' }, page('one', 0));
    t.same([unknown.news, unknown.conflicts], [{}, [{ name: 'a', theirs: `A${times}` }]], `${times} saves`);
  }
  t.equal(savedTimes(100).fields.a?.length, 30, 'no more are kept');
});

t.test('what a page does not show stays; what it emptied is gone', async (t) => {
  const first = mergeStep(EMPTY, { a: 'A', b: 'B' }, page('one', 0));
  t.same(mergeStep(first, { a: '' }, page('one', 1)).typed, { a: '', b: 'B' });
});

t.test('a page that does not say its version is trusted', async (t) => {
  const first = mergeStep(EMPTY, { a: 'A' }, page('one', 0));
  t.match(mergeStep(first, { a: 'new' }, { page: null, version: null }), {
    typed: { a: 'new' },
    conflicts: [],
  });
});

t.test('whatever two pages do, no word is lost: it is stored, or told as a conflict', async () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const word = fc.string({ minLength: 1, maxLength: 3 }).filter((text) => !isSame(text, ''));
  const save = fc.record({ by: fc.constantFrom('one', 'two'), name, text: word });
  fc.assert(
    fc.property(fc.array(save, { maxLength: 20 }), (saves) => {
      let stored = EMPTY;
      const views = {
        one: { version: 0, shown: {} as FormValues, typed: {} as FormValues },
        two: { version: 0, shown: {} as FormValues, typed: {} as FormValues },
      };
      for (const { by, name: field, text } of saves) {
        const view = views[by as 'one' | 'two'];
        view.typed = { ...view.typed, [field]: text };
        const merged = mergeStep(stored, view.typed, page(by, view.version));
        const told = merged.conflicts.map((conflict) => conflict.name);
        // Typing again what the page was opened with takes one's own change back.
        const isChange = !isSame(view.shown[field] ?? '', text);
        const isKept = isSame(merged.typed[field] ?? '', text) || told.includes(field);
        if (isChange && !isKept) return false;
        stored = merged;
        // A page in conflict stays as it is, with what was typed, until it is asked.
        if (told.length > 0) continue;
        Object.assign(view, { version: merged.version, shown: merged.typed, typed: merged.typed });
      }
      return true;
    }),
  );
});

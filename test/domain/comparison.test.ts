import fc from 'fast-check';
import t from 'tap';
import {
  type Comparable,
  choosePage,
  levelWith,
  type SORT_KEYS,
  sortByValue,
  sortCandidates,
} from '../../src/domain/people/comparison.ts';
import { placeOnMap } from '../../src/web/features/comparison/map.ts';

const candidate = (name: string, more: Partial<Comparable>): Comparable => ({
  name,
  understanding: 50,
  priceDeadlineFocus: 20,
  metricChasing: 10,
  verdict: 'promising',
  confidence: 'medium',
  levels: {},
  atOwnWeights: null,
  questionsAsked: 0,
  ...more,
});

t.test('the best comes first by every row; ties stay in the order of names', async (t) => {
  const all = [
    candidate('C', { understanding: 80, verdict: 'partner', confidence: 'low', levels: { fit: 1 } }),
    candidate('A', { priceDeadlineFocus: 60, verdict: 'price_deadline', levels: { fit: 4 } }),
    candidate('B', { questionsAsked: 3, metricChasing: 0, confidence: 'high' }),
  ];
  const by = (key: (typeof SORT_KEYS)[number]): string =>
    sortCandidates(all, key)
      .map(({ name }) => name)
      .join('');
  t.same([by('understanding'), by('priceDeadlineFocus'), by('metricChasing')], ['CAB', 'BCA', 'BAC']);
  t.same(
    [by('verdict'), by('confidence'), by('fit'), by('questionsAsked'), by('name')],
    ['CBA', 'BAC', 'ACB', 'BAC', 'ABC'],
  );
});

t.test('verdicts stand from the best to the least, and names by themselves', async (t) => {
  const verdicts = ['insufficient', 'price_deadline', 'metric_chaser', 'promising', 'partner'] as const;
  const all = verdicts.map((verdict, index) =>
    candidate(`Agency ${index}`, { verdict, atOwnWeights: index === 2 ? null : 10 * index }),
  );
  const names = (key: 'verdict' | 'atOwnWeights'): string[] =>
    sortCandidates(all, key).map(({ name }) => name.replace('Agency ', ''));
  t.same(names('verdict'), ['4', '3', '2', '1', '0']);
  t.same(names('atOwnWeights'), ['4', '3', '1', '0', '2'], 'without a figure last');
  const mixed = ['b', 'a', 'c', 'a'].map((name, index) => candidate(name, { questionsAsked: index }));
  t.same(
    sortCandidates(mixed, 'name').map(({ name, questionsAsked }) => name + questionsAsked),
    ['a1', 'a3', 'b0', 'c2'],
  );
  const words = ['week 10', 'week 9', 'week 2'].map((name) => ({ name }));
  t.same(
    sortByValue(words, ({ name }) => name, { order: 'ascending' }).map(({ name }) => name),
    ['week 2', 'week 9', 'week 10'],
    'numbers in words count as numbers',
  );
});

t.test(
  'any row orders: figures as asked, then words, then those without; ties in the order of names',
  async (t) => {
    const said: Record<string, string | number | null> = {
      E: null,
      D: 'two',
      C: 9,
      B: null,
      A: 10,
      F: 'one',
      G: 10,
    };
    const all = Object.keys(said).map((name) => ({ name }));
    const by = (order: 'ascending' | 'descending'): string =>
      sortByValue(all, ({ name }) => said[name] ?? null, { order })
        .map(({ name }) => name)
        .join('');
    t.equal(by('descending'), 'AGCFDBE');
    t.equal(by('ascending'), 'CAGFDBE');
    const words = ['イ', 'あ', 'う'].map((name) => ({ name }));
    t.same(
      sortByValue(words, ({ name }) => name, { order: 'ascending', language: 'ja' }).map(({ name }) => name),
      ['あ', 'イ', 'う'],
    );
    t.same(all.map(({ name }) => name).join(''), 'EDCBAFG', 'what was given stays as it was');
  },
);

t.test('pinned candidates stand first on every page, hidden ones on none', async (t) => {
  const sorted = Array.from({ length: 10 }, (_, n) => ({ id: String(n) }));
  const at = (page: number) =>
    choosePage(sorted, { pinned: new Set(['7', '3']), hidden: new Set(['0', '3']), page, size: 4 });
  t.same(
    at(1).shown.map(({ id }) => id),
    ['7', '1', '2', '4', '5'],
  );
  t.same(
    at(2).shown.map(({ id }) => id),
    ['7', '6', '8', '9'],
  );
  t.match(at(2), { pages: 2, from: 5, to: 7, total: 7 });
  t.equal(at(99).page, 2, 'a page beyond the last is the last');
});

t.test('labels on the map never cover each other or a bubble, and stay inside', async () => {
  const point = fc.record({
    name: fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('株式会社あおば企画', 'Midori Works')),
    understanding: fc.integer({ min: 0, max: 100 }),
    priceDeadlineFocus: fc.integer({ min: 0, max: 100 }),
    metricChasing: fc.integer({ min: 0, max: 100 }),
  });
  const width = (text: string): number =>
    [...text].reduce((sum, character) => sum + (character <= '\u007f' ? 7 : 13), 0);
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (points) => {
      const placed = placeOnMap(points);
      const boxes = placed.flatMap(({ label }) => {
        if (!label) return [];
        const left =
          label.anchor === 'start'
            ? label.x
            : label.anchor === 'end'
              ? label.x - width(label.text)
              : label.x - width(label.text) / 2;
        return [{ left, right: left + width(label.text), top: label.y - 12, bottom: label.y + 3 }];
      });
      const inside = boxes.every(
        ({ left, right, top, bottom }) => left >= 60 && right <= 460.001 && top >= 20 && bottom <= 420.001,
      );
      const apart = boxes.every((one, at) =>
        boxes
          .slice(at + 1)
          .every(
            (other) =>
              one.left >= other.right ||
              other.left >= one.right ||
              one.top >= other.bottom ||
              other.top >= one.bottom,
          ),
      );
      return placed.length === points.length && inside && apart;
    }),
    { numRuns: 1000, seed: 1 },
  );
});

t.test('candidates are level where their ranges reach into each other', async (t) => {
  const ranged = [
    { id: 'a', range: [70, 84] as const },
    { id: 'b', range: [60, 70] as const },
    { id: 'c', range: [40, 59] as const },
  ];
  const names = (id: string): string[] =>
    ranged.filter((each) => each.id === id).flatMap((own) => levelWith(own, ranged).map((other) => other.id));
  t.same(names('a'), ['b'], 'they touch');
  t.same(names('b'), ['a']);
  t.same(names('c'), [], 'a point apart');
});

import t from 'tap';
import { inOrder, movedRanks } from '../../src/domain/people/shortlist.ts';

const places = [
  { id: 'a', kept: true, rank: 2 },
  { id: 'b', kept: false, rank: 1 },
  { id: 'c', kept: true, rank: 1 },
  { id: 'd', kept: true, rank: null },
];

t.test('kept candidates stand by rank, those without one last', async (t) => {
  t.same(
    inOrder(places).map(({ id }) => id),
    ['c', 'a', 'd'],
  );
});

t.test('moving numbers the kept candidates anew; at an end nothing moves', async (t) => {
  t.same(
    [...movedRanks(places, 'a', 'up')],
    [
      ['a', 1],
      ['c', 2],
      ['d', 3],
    ],
  );
  t.same(
    [...movedRanks(places, 'a', 'down')],
    [
      ['c', 1],
      ['d', 2],
      ['a', 3],
    ],
  );
  t.same(
    [...movedRanks(places, 'c', 'up')],
    [
      ['c', 1],
      ['a', 2],
      ['d', 3],
    ],
  );
  t.same(
    [...movedRanks(places, 'b', 'up')],
    [
      ['c', 1],
      ['a', 2],
      ['d', 3],
    ],
    'a candidate that is not kept',
  );
});

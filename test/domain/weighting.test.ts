import t from 'tap';
import {
  firmness,
  gapByCriterion,
  rankByWeights,
  smallestChange,
  type Weighed,
  type Weights,
} from '../../src/domain/people/weighting.ts';
import { CRITERIA, type Criterion, WEIGHTS } from '../../src/domain/scoring/rubric.ts';

const weights = (given: Partial<Weights>): Weights => ({
  ...(Object.fromEntries(CRITERIA.map((key) => [key, 0])) as Weights),
  ...given,
});
const candidate = (id: string, levels: Partial<Record<Criterion, number>>): Weighed => ({ id, levels });
const asker = candidate('asker', { questioning: 4, fit: 1 });
const fitter = candidate('fitter', { questioning: 2, fit: 4 });

/** Of 2,000 draws, how many each candidate is first in. */
const GOLDEN = { even: [462, 232, 1306], lopsided: [154, 156, 1690] };

t.test('the ranking follows the weights, as worked by hand', async (t) => {
  // 60·4 + 40·1 = 280 of 400, and 60·2 + 40·4 = 280 of 400: a tie at 70 points.
  t.same(
    rankByWeights([asker, fitter], weights({ questioning: 60, fit: 40 })).map(
      ({ candidate: { id }, points }) => [id, points],
    ),
    [
      ['asker', 70],
      ['fitter', 70],
    ],
  );
  t.equal(rankByWeights([asker, fitter], weights({ questioning: 59, fit: 40 }))[0]?.candidate.id, 'fitter');
  t.same(
    rankByWeights([asker], weights({})).map(({ points }) => points),
    [0],
    'without any weight nobody has points',
  );
});

t.test('the smallest change is the nearest weight at which another is strictly first', async (t) => {
  // The asker leads by 70·2 − 40·3 = 20. Questioning down by more than 10 turns it; fit up by more than 6⅔,
  // so by 7, is nearer.
  t.same(smallestChange([asker, fitter], weights({ questioning: 70, fit: 40 })), {
    criterion: 'fit',
    from: 40,
    to: 47,
    winnerId: 'fitter',
  });
  t.equal(
    smallestChange([candidate('better', { fit: 4 }), candidate('worse', { fit: 2 })], WEIGHTS),
    null,
    'no weight helps who is nowhere better',
  );
  t.equal(smallestChange([asker], WEIGHTS), null);
  t.equal(smallestChange([], WEIGHTS), null);
});

t.test('the gap is shared out among the criteria and adds up', async (t) => {
  const chosen = weights({ questioning: 70, fit: 30 });
  const gap = gapByCriterion(asker, fitter, chosen);
  t.equal(gap.questioning, 35);
  t.equal(gap.fit, -22.5);
  const [first, second] = rankByWeights([asker, fitter], chosen);
  t.equal(
    Object.values(gap).reduce((sum, part) => sum + part, 0),
    (first?.points ?? 0) - (second?.points ?? 0),
  );
});

t.test('firmness: shares of 2,000 weightings', async (t) => {
  const even = weights({ questioning: 60, fit: 40 });
  const shares = firmness([asker, fitter], even);
  t.same(shares, firmness([asker, fitter], even), 'the same for everyone');
  t.ok(
    Math.abs([...shares.values()].reduce((sum, share) => sum + share, 0) - 1) < 1e-9,
    'the shares add up to one',
  );
  // The asker is first when the drawn share of questioning is above its mean of 0.6: Beta(18, 12) has 0.510
  // above 0.6.
  t.ok(Math.abs((shares.get('asker') ?? 0) - 0.51) < 0.035, `first in ${shares.get('asker')} of the draws`);
  // At 68 : 32 it is first when a draw of Beta(20.4, 9.6) is above 0.6: 0.828.
  const firmer = firmness([asker, fitter], weights({ questioning: 68, fit: 32 })).get('asker') ?? 0;
  t.ok(Math.abs(firmer - 0.828) < 0.035, `first in ${firmer} of the draws`);
  const [better, worse] = [
    candidate('better', { questioning: 4, fit: 3 }),
    candidate('worse', { questioning: 4, fit: 2 }),
  ];
  t.equal(
    Math.round((firmness([better, worse], even).get('better') ?? 0) * 1e6),
    1e6,
    'who is nowhere worse is always first',
  );
  t.same(
    [...firmness([better, { ...better, id: 'twin' }], even).values()].map((share) => Math.round(share * 1e6)),
    [5e5, 5e5],
    'ties are split',
  );
  t.same([...firmness([better, worse], weights({})).values()], [0, 0]);
});

t.test('the shares are the same figures on every machine', async (t) => {
  const third = candidate('third', { questioning: 3, fit: 3, partnership: 4 });
  const rounded = (given: Partial<Weights>): number[] =>
    [...firmness([asker, fitter, third], weights(given)).values()].map((share) => Math.round(share * 2000));
  t.same(rounded({ questioning: 60, fit: 40 }), GOLDEN.even);
  t.same(
    rounded({ questioning: 56, fit: 40, partnership: 4 }),
    GOLDEN.lopsided,
    'weights of which little is drawn',
  );
  t.same([...firmness([], weights({ fit: 1 })).values()], []);
});

t.test(
  'a weight moves between 0 and 100 and no further, to the nearest whole number that turns the order',
  async (t) => {
    const [high, low] = [candidate('high', { fit: 4, questioning: 3 }), candidate('low', { questioning: 4 })];
    // Ahead by 4·fit − 1·questioning.
    t.same(smallestChange([high, low], weights({ fit: 25, questioning: 99 })), {
      criterion: 'fit',
      from: 25,
      to: 24,
      winnerId: 'low',
    });
    t.equal(
      smallestChange([high, low], weights({ fit: 25, questioning: 0 })),
      null,
      'even 100 would not turn it',
    );
    t.same(smallestChange([high, low], weights({ fit: 1, questioning: 3 })), {
      criterion: 'fit',
      from: 1,
      to: 0,
      winnerId: 'low',
    });
    t.match(smallestChange([high, low], weights({ fit: 24, questioning: 90 })), { criterion: 'fit', to: 22 });
    const lead = candidate('lead', { fit: 4, questioning: 1 });
    const rivals = [
      candidate('one', { fit: 3, questioning: 2 }),
      candidate('two', { fit: 2, questioning: 4 }),
    ];
    t.match(
      smallestChange([lead, ...rivals], weights({ fit: 50, questioning: 20 })),
      { criterion: 'questioning', from: 20, to: 34, winnerId: 'two' },
      'whoever is first after the change, not whom it was worked out for',
    );
  },
);

t.test('no weight, no gap', async (t) => {
  t.same(
    Object.values(gapByCriterion(asker, fitter, weights({}))),
    CRITERIA.map(() => 0),
  );
});

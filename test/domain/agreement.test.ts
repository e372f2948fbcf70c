import fc from 'fast-check';
import t from 'tap';
import { agreementWord, krippendorffAlpha } from '../../src/domain/people/agreement.ts';

t.test('the worked example of Krippendorff (2011), four observers and gaps', async (t) => {
  const observers = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
    [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
  ];
  const units = Array.from({ length: 12 }, (_, unit) => observers.map((observer) => observer[unit] ?? null));
  t.equal(krippendorffAlpha(units)?.toFixed(3), '0.815');
});

t.test('full agreement is 1; nothing to compare is nothing', async (t) => {
  t.equal(
    krippendorffAlpha([
      [1, 1],
      [4, 4],
      [2, 2, 2],
    ]),
    1,
  );
  t.equal(krippendorffAlpha([[1, null], [2]]), null);
  t.equal(
    krippendorffAlpha([
      [3, 3],
      [3, 3],
    ]),
    null,
    'one level only: chance has nothing to say',
  );
  t.ok(
    (krippendorffAlpha([
      [0, 4],
      [4, 0],
    ]) ?? 0) < 0,
    'opposite levels',
  );
  t.same([agreementWord(0.8), agreementWord(0.7), agreementWord(0.66)], ['good', 'fair', 'poor']);
});

t.test('the order of raters and of units changes nothing, and alpha is at most 1', async () => {
  const level = fc.option(fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(level, level, level), { maxLength: 20 }), (units) => {
      const alpha = krippendorffAlpha(units);
      const turned = krippendorffAlpha(units.map((unit) => [...unit].reverse()).reverse());
      if (alpha === null || turned === null) return alpha === turned;
      return Math.abs(alpha - turned) < 1e-9 && alpha <= 1 + 1e-9;
    }),
    { numRuns: 1000, seed: 1 },
  );
});

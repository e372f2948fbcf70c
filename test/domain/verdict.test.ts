import t from 'tap';
import { readSample } from '../../src/commands/sample.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { decideVerdict } from '../../src/domain/scoring/verdict.ts';

const good = {
  understanding: 80,
  priceDeadlineFocus: 0,
  metricChasing: 0,
  levels: { fit: 2.5, business_model: 2, questioning: 1.5 },
  units: 10,
  answeredShare: 1,
};

t.test('a partner reaches every floor, whatever the total', async (t) => {
  t.equal(decideVerdict(good), 'partner', 'at the floors');
  for (const [key, level] of [
    ['fit', 2],
    ['business_model', 1.5],
    ['questioning', 1],
  ] as const)
    t.equal(decideVerdict({ ...good, levels: { ...good.levels, [key]: level } }), 'promising', key);
});

t.test('price talk without insight is a pitch even beside a filled-in form', async (t) => {
  const pitch = { ...good, understanding: 60, priceDeadlineFocus: 50 };
  t.equal(decideVerdict({ ...pitch, levels: { fit: 1, business_model: 1 } }), 'price_deadline');
  t.equal(decideVerdict(pitch), 'promising', 'with insight beside it');
});

t.test('what stands on nothing of the brief adds nothing', async (t) => {
  const { brief } = readSample('en', 'partner');
  const text = 'Elephants cross the savannah at dusk because the acacia bark tastes sweeter after thunder.';
  const units = [...read(brief, { understand: { who: text } }).units.values()].flat();
  t.ok(units.length > 0);
  t.same(
    units.map(({ adds }) => adds),
    units.map(() => 0),
  );
});

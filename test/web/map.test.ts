import t from 'tap';
import { placeOnMap } from '../../src/web/features/comparison/map.ts';
import { submittedWorld } from '../support/submitted.ts';

const circles = (body: string): string[] =>
  [...body.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)].map(
    ([, x, y, radius]) => `${x} ${y} ${radius}`,
  );
const labels = (body: string): string[] =>
  [...body.matchAll(/class="map-label"[^>]*>([^<]+)</g)].map(([, text]) => text ?? '').sort();

t.test('understanding goes to the right, price and deadline up, and metrics make the bubble', async (t) => {
  // The map is 400 wide and high, from 60 on the left and 20 at the top; its lower edge is at 420.
  const [point] = placeOnMap([
    { name: 'Agency', understanding: 75, priceDeadlineFocus: 20, metricChasing: 40 },
  ]);
  t.equal(point?.x, 360, '60 + 400 × 75 %');
  t.equal(point?.y, 340, '420 − 400 × 20 %');
  t.equal(point?.radius, 11, '6 + 40 / 8');
  // Beside the bubble, four away; a name of six letters of about seven ends at 417, which fits.
  t.same(point?.label, { text: 'Agency', x: 375, y: 345, anchor: 'start' });
});

t.test('the corners are what they are called, and a name at the right edge stands to the left', async (t) => {
  const none = { metricChasing: 0 };
  const [open, partner, pitch, edge] = placeOnMap([
    { ...none, name: 'A', understanding: 0, priceDeadlineFocus: 0 },
    { ...none, name: 'B', understanding: 100, priceDeadlineFocus: 0 },
    { ...none, name: 'C', understanding: 0, priceDeadlineFocus: 100 },
    { ...none, name: 'D', understanding: 100, priceDeadlineFocus: 50 },
  ]);
  t.match(open, { x: 60, y: 420, radius: 6 }, 'below on the left');
  t.match(partner, { x: 460, y: 420 }, 'below on the right');
  t.match(pitch, { x: 60, y: 20 }, 'above on the left');
  t.match(edge, { x: 460, y: 220, label: { x: 450, anchor: 'end' } });
});

t.test('two in the same place have both their names, one beside and one away', async (t) => {
  const same = { understanding: 50, priceDeadlineFocus: 50, metricChasing: 0 };
  const [one, other] = placeOnMap([
    { ...same, name: 'One' },
    { ...same, name: 'Other' },
  ]);
  t.match(
    [one, other],
    [
      { x: 260, y: 220 },
      { x: 260, y: 220 },
    ],
  );
  t.same(one?.label, { text: 'One', x: 270, y: 225, anchor: 'start' });
  t.same(other?.label, { text: 'Other', x: 250, y: 225, anchor: 'end' });
});

t.test('the page and the picture show each candidate where the figures say, and no hidden one', async (t) => {
  const { owner, ids, base } = await submittedWorld(t, 'en');
  const { candidates } = JSON.parse((await owner.browser.get(`${base}/export.json`)).body);
  const expected = candidates.map(({ report }: { report: Record<string, number> }) => {
    const { understanding = 0, priceDeadlineFocus = 0, metricChasing = 0 } = report;
    return `${60 + 4 * understanding} ${420 - 4 * priceDeadlineFocus} ${6 + metricChasing / 8}`;
  });
  for (const page of ['comparison?', 'map.svg?']) {
    const all = (await owner.browser.get(`${base}/${page}`)).body;
    t.same(circles(all).sort(), [...expected].sort(), page);
    t.equal(labels(all).length, 4, page);
    const { body } = await owner.browser.get(`${base}/${page}hide=${ids[0]}&hide=${ids[2]}`);
    t.same(circles(body), [expected[1], expected[3]], page);
    t.same(labels(body), ['Agency price_deadline', 'Agency promising'], page);
  }
});

import t from 'tap';
import { minutesLeft } from '../../src/domain/interview/time-left.ts';

t.test('the time left is the sum of the medians of the steps to come, rounded up to minutes', async (t) => {
  const durations = { understand: [60, 600, 300, 240, 360], numbers: [30, 30, 31, 30, 30] };
  t.equal(minutesLeft(durations, ['understand', 'numbers']), 6, '300 and 30 seconds');
  t.equal(minutesLeft(durations, ['numbers']), 1);
  t.equal(minutesLeft(durations, []), 0);
  t.equal(minutesLeft({ terms: [1800, 600, 12_000, 540, 3000] }, ['terms']), 30, 'the middle one by size');
});

t.test('nothing is said while fewer than five candidates have taken a step', async (t) => {
  t.equal(minutesLeft({ understand: [300, 300, 300, 300] }, ['understand']), null);
  t.equal(minutesLeft({ understand: [300, 300, 300, 300, 300] }, ['understand', 'terms']), null);
});

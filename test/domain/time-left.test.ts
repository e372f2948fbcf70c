import t from 'tap';
import { completeBrief } from '../../src/domain/brief/brief.ts';
import { estimateSeconds, minutesLeft } from '../../src/domain/interview/time-left.ts';
import { wholeMinutes } from '../../src/domain/interview/whole-time.ts';
import { emptyDraft, templateDraft } from '../../src/locales/templates/templates.ts';

const steps = (...names: ('understand' | 'numbers' | 'terms')[]) =>
  names.map((step) => ({ step, estimate: 100 }));

t.test('the time left is the sum of the medians of the steps to come, rounded up to minutes', async (t) => {
  const durations = { understand: [60, 600, 300, 240, 360], numbers: [30, 30, 31, 30, 30] };
  t.equal(minutesLeft(durations, steps('understand', 'numbers')), 6, '300 and 30 seconds');
  t.equal(minutesLeft(durations, steps('numbers')), 1);
  t.equal(minutesLeft(durations, []), 0);
  t.equal(minutesLeft({ terms: [1800, 600, 12_000, 540, 3000] }, steps('terms')), 30, 'the middle by size');
  t.equal(minutesLeft({ terms: [540, 540, 540] }, steps('terms')), 9);
  t.equal(minutesLeft({ terms: [541, 541, 541] }, steps('terms')), 10);
  t.equal(minutesLeft({ terms: [601, 601, 601] }, steps('terms')), 15, 'from ten minutes on in fives');
});

t.test('a step that fewer than three have taken is estimated', async (t) => {
  t.equal(minutesLeft({ understand: [1, 1] }, steps('understand')), 2, 'the estimate of 100 seconds');
  t.equal(
    minutesLeft({ understand: [1, 1, 1] }, steps('understand', 'terms')),
    3,
    'never less than 30 of its 100 seconds, and 100',
  );
});

t.test('an estimate follows the fields of the form', async (t) => {
  const fields = [
    { name: 'who', kind: 'longtext', required: true },
    { name: 'price', kind: 'quantity' },
  ] as const;
  t.equal(estimateSeconds('terms', fields), 30 + 150 + 24);
  t.equal(estimateSeconds('ask', []), 360, 'questions have no form');
});

t.test('a whole interview takes the better part of an hour, less without numbers in the brief', async (t) => {
  const full = templateDraft('b2b_manufacturer', 'en').draft;
  const brief = completeBrief(full);
  const plain = completeBrief({ ...full, facts: { ...full.facts, profit: { text: 'Margins are fine' } } });
  if (!brief || !plain) return t.fail('both briefs are complete');
  t.ok(wholeMinutes(brief) >= 40 && wholeMinutes(brief) <= 70, `${wholeMinutes(brief)} minutes`);
  t.ok(wholeMinutes(plain) < wholeMinutes(brief));
  t.equal(completeBrief(emptyDraft('en').draft), null);
  return undefined;
});

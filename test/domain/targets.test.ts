import t from 'tap';
import { readTarget } from '../../src/domain/language/targets.ts';

t.test('the figure of a target, with its period', async (t) => {
  for (const [text, value, per, percent = false] of [
    ['月8件を半年後に', 8, 'month'],
    ['月に約8件', 8, 'month'],
    ['８件／月', 8, 'month'],
    ['8 a month after half a year', 8, 'month'],
    ['qualified inquiries: 4 per month by autumn', 4, 'month'],
    ['年20社', 20, 'year'],
    ['四半期に6件', 6, 'quarter'],
    ['週2件', 2, 'week'],
    ['20社', 20, null],
    ['新規契約20社', 20, null],
    ['20 new factories by the end of 2027', 20, null],
    ['半年で10件', 10, null],
    ['36%', 36, null, true],
    ['4割', 40, null, true],
    ['成約率を30%から36%へ', 36, null, true],
    ['from 14 to 20 inquiries a month', 20, 'month'],
  ] as const)
    t.same(readTarget(text), { value, per, percent }, text);
});

t.test('what is no target, or more than one, is read as none', async (t) => {
  for (const text of [
    '',
    'as many as possible',
    '売上1.2倍',
    '月商300万円',
    '¥3,000,000 a month',
    '年間20件、うち紹介8件',
    '8件と36%',
    '6か月以内',
    '1 2 3',
    '8'.repeat(300),
  ])
    t.equal(readTarget(text), null, text.slice(0, 40));
});

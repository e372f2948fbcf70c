import fc from 'fast-check';
import t from 'tap';
import { anonymiser } from '../../src/domain/people/anonymise.ts';

const hide = anonymiser(['株式会社あおば企画', 'Midori Works Ltd', 'Sato'], '▇');

t.test('names, addresses, domains, handles and telephone numbers are hidden', async (t) => {
  for (const [text, expected] of [
    ['あおば企画の田中です。株式会社あおば企画と申します。', '▇の田中です。▇と申します。'],
    ['We at midori works, i.e. MIDORI WORKS LTD, ask.', 'We at ▇, i.e. ▇, ask.'],
    ['Mail me: sato.k+x@midori-works.co.uk.', 'Mail me: ▇.'],
    ['連絡先はinfo＠example.jpです', '連絡先は▇です'],
    ['See https://midori.example/a?b=c、または midori-works.com', 'See ▇、または ▇'],
    ['電話は03-1234-5678か０９０－１２３４－５６７８', '電話は▇か▇'],
    ['Call +44 20 7946 0958 or (03) 1234-5678 or 0312345678', 'Call ▇ or ▇ or ▇'],
    ['Follow @midori_works', 'Follow ▇'],
  ] as const) {
    t.equal(hide(text), expected);
  }
});

t.test('what is no name and no contact stays as it is', async (t) => {
  for (const text of [
    '48,000円 × 3回 × 4年 × 42% = 241,920円',
    '2027-12-31 までに 40 → 60 社',
    'From 2026 to 2027, 1200000 yen, 3.5 times',
    'あおば通りのお客様', // only a part of the name
    'satoyama projects',
    '1台 12345678901234567890',
  ]) {
    t.equal(hide(text), text);
  }
});

t.test('whatever the text, no name is left and nothing throws', async () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ minLength: 4, unit: fc.constantFrom('a', 'B', 'あ', '(', '.', '*') }),
      (before, after, name) => {
        const hidden = anonymiser([name], '▇')(`${before} ${name} ${after}`);
        // Marks are no part of a name: what is left must be long enough to tell somebody.
        const letters = name.replace(/[(.*]/g, '').length;
        return /^[\x20-\x7e]+$/.test(name)
          ? !hidden.includes(` ${name} `) || letters < 3
          : !hidden.includes(name.trim()) || letters < 2;
      },
    ),
    { numRuns: 1000, seed: 1 },
  );
});

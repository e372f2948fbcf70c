import t from 'tap';
import { parseAmount } from '../../src/domain/language/amounts.ts';

const READ: [string, number][] = [
  ['48000', 48000],
  ['48,000', 48000],
  ['１２３', 123],
  ['¥48,000', 48000],
  ['4万8千円', 48000],
  ['12万', 120000],
  ['1.2m', 1_200_000],
  ['242k', 242_000],
  ['1億2千万', 120_000_000],
  ['2,500万円', 25_000_000],
  ['42 %', 42],
  ['４２％', 42],
  ['-5', -5],
  ['−5', -5],
  ['▲5', -5],
  ['0.8', 0.8],
  ['約20社', 20],
  ['3回', 3],
  ['1.5億', 150_000_000],
  ['80、000', 80_000],
];
for (const [text, value] of READ) t.same(parseAmount(text), { value }, text);

for (const text of ['abc', '1,00', '1.2.3', '12 apples', '万', '5k万', '1,2,3', '--5', '𝟘x'])
  t.same(parseAmount(text), { problem: 'malformed' }, text);
for (const text of ['10-20', '10〜20', '10~20万', '10万から20万', '10 to 20', '¥10,000 - ¥20,000'])
  t.same(parseAmount(text), { problem: 'range' }, text);
t.same(parseAmount('   '), { problem: 'empty' });
t.same(parseAmount('99999億'), { value: 9_999_900_000_000 });
t.same(parseAmount('9999999999999999999'), { problem: 'too_large' });

import t from 'tap';
import { readEmail } from '../../src/domain/language/emails.ts';
import { isVisible, lengthOf, tidyText } from '../../src/domain/language/text.ts';

t.test('characters are counted as people count them', async (t) => {
  t.equal(lengthOf('あいう'), 3);
  t.equal(lengthOf('𠮷野家'), 3, 'outside the basic plane');
  t.equal(lengthOf('👩‍👩‍👧‍👦🏭'), 2, 'a family is one');
  t.equal(lengthOf('e\u0301'), 1, 'a letter and its accent');
  t.equal(lengthOf('か\u3099'), 1);
  t.equal(lengthOf('葛\u{e0100}'), 1, 'a variant of a character');
  t.equal(lengthOf('a\nb'), 3);
  t.equal(lengthOf('𠮷'.repeat(100), 10), 200, 'beyond what is worth counting: code units');
});

t.test('breaks of every kind are line breaks, and what nobody sees is dropped', async (t) => {
  t.equal(tidyText('a\r\nb\rc\u000bd\u2028e\u2029f\u0085g'), 'a\nb\nc\nd\ne\nf\ng');
  t.equal(tidyText('a\u0008b\u001f\u0000\ufffec'), 'abc');
  t.equal(tidyText(' \u3000a\tb  '), 'a\tb');
  t.equal(tidyText('a\ud800b'), 'a\ufffdb', 'half a character is shown as one that is missing');
});

t.test('a text that shows nothing is no text', async (t) => {
  for (const nothing of ['\u200b', '\u3164', '\u00ad', '\ufe0f', '\u115f', '  \u3000'])
    t.notOk(isVisible(nothing), escape(nothing));
  for (const something of ['a', '。', '🏭', '0', '¥', '々']) t.ok(isVisible(something), something);
});

t.test('addresses are read as they are pasted', async (t) => {
  t.equal(readEmail('Taro@Example.JP'), 'taro@example.jp');
  t.equal(readEmail('ｔａｒｏ＠example。jp'), 'taro@example.jp');
  t.equal(readEmail('山田太郎 <taro@example.jp>'), 'taro@example.jp');
  t.equal(readEmail('mailto:taro@example.jp'), 'taro@example.jp');
  t.equal(readEmail('taro@example.jp\u200b'), 'taro@example.jp');
  t.equal(readEmail('taro..yamada.@docomo.ne.jp'), 'taro..yamada.@docomo.ne.jp');
  t.equal(readEmail('info@日本.jp'), 'info@xn--wgv71a.jp');
  for (const wrong of [
    'taro',
    '@example.jp',
    'a@b',
    'a b@example.jp',
    'a@example.jp, b@example.jp',
    `${'a'.repeat(250)}@example.jp`,
    'a@exa_mple.jp',
  ])
    t.equal(readEmail(wrong), null, wrong);
  t.equal(readEmail('@'.repeat(60_000)), null);
});

import t from 'tap';
import { classify } from '../../src/domain/classifier/classify.ts';

const asks: [text: string, topic: string, orientation: string][] = [
  ['ご予算はおいくらほどでしょうか', 'budget', 'terms'],
  ['納期', 'deadline', 'terms'],
  ['客単価は？', 'unit_price', 'business'],
  ['一番儲かっているのはどの商品ですか', 'profit', 'business'],
  ['ＬＴＶはどのくらいですか', 'unit_price', 'business'],
  ['ﾀｰｹﾞｯﾄ層', 'target', 'business'],
  ['フォロワーを一万人まで増やします', 'other', 'metric'],
  ['どうぞよろしくお願いいたします', 'other', 'neutral'],
  ['Which customers bring you the best margin?', 'profit', 'business'],
  ['how much do ppl spend on avg', 'unit_price', 'business'],
  ['Do you need a blog and a contact form?', 'spec', 'terms'],
  ['We guarantee the first page of Google', 'other', 'metric'],
  ['Kind regards', 'other', 'neutral'],
  ['競合はどこですか、KPIは？', 'market', 'business'],
];

t.test(
  'questions of many registers get their topic and orientation, and the words that decided',
  async (t) => {
    for (const [text, topic, orientation] of asks) {
      const found = classify(text);
      t.match(found, { topic, orientation }, text);
      for (const word of found.because) t.ok(text.includes(word), `${word} stands in ${text}`);
      for (const chance of Object.values(found.topics)) t.ok(chance >= 0 && chance <= 1);
    }
  },
);

t.test('a word in kana, or misspelt as people often misspell it, is read as the word', async (t) => {
  t.match(classify('りえきりつは？'), { topic: 'profit', because: ['りえきりつ'] });
  t.match(classify('もくひょうは何ですか'), { topic: 'goal', orientation: 'business' });
  t.match(classify('でんわばんごう'), { topic: 'other', orientation: 'neutral' });
  t.match(classify('whats ur buget'), { topic: 'budget', orientation: 'terms', because: ['buget'] });
  t.match(classify('how many cutsomers come back'), { topic: 'unit_price', orientation: 'business' });
});

t.test('the words that decided are whole words that say something by themselves', async (t) => {
  for (const text of [
    '絶対に使ってはいけない表現はありますか',
    'Which claims are you legally unable to make?',
    '職人の手が空くのはいつごろですか',
  ]) {
    const { because } = classify(text);
    t.not(because.length, 0, text);
    for (const words of because)
      t.match(words, /\p{Script=Han}|\p{Script=Katakana}|いつ|[a-z]{5}/u, `${words} in ${text}`);
  }
  t.same(classify('絶対に使ってはいけない表現はありますか').because, ['絶対', '表現']);
});

t.test('a term that is named only to be turned down does not count', async (t) => {
  t.match(classify('フォロワー数ではなく受注数で評価してください'), { orientation: 'business' });
  t.match(classify('価格よりも利益の話をさせてください'), { topic: 'profit', orientation: 'business' });
  t.match(classify('Judge us by orders rather than clicks'), { orientation: 'business' });
  t.match(classify('Forget the deadline: which problem has to go away?'), { orientation: 'business' });
});

t.test('a question about two topics names both', async (t) => {
  const { topics } = classify('客単価と粗利率を教えてください');
  t.ok('unit_price' in topics && 'profit' in topics, JSON.stringify(topics));
  const english = classify('What are your budget and timeline?').topics;
  t.ok('budget' in english && 'deadline' in english, JSON.stringify(english));
});

t.test('text that says nothing is about nothing', async (t) => {
  for (const text of ['', '   ', '🏭🏭🏭', '…', '\u200b', 'qqqq zzzz'])
    t.match(classify(text), { topic: 'other', orientation: 'neutral' }, JSON.stringify(text));
});

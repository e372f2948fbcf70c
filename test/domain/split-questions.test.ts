import fc from 'fast-check';
import t from 'tap';
import { splitQuestions } from '../../src/domain/interview/split-questions.ts';

/** What somebody types, and the questions in it. */
const TYPED: [string, string[]][] = [
  [
    '①顧客単価②主要ターゲット③利益構造④成約率⑤競合',
    ['顧客単価', '主要ターゲット', '利益構造', '成約率', '競合'],
  ],
  [
    '顧客単価・ターゲット・利益率・成約率・競合を教えてください',
    [
      '顧客単価を教えてください',
      'ターゲットを教えてください',
      '利益率を教えてください',
      '成約率を教えてください',
      '競合を教えてください',
    ],
  ],
  [
    '粗利率はどのくらいですか。また主要ターゲットはどなたですか。',
    ['粗利率はどのくらいですか。', 'また主要ターゲットはどなたですか。'],
  ],
  ['お客様は誰で、いくら払い、利益はどこから', ['お客様は誰で', 'いくら払い', '利益はどこから']],
  ['顧客単価は？主要ターゲットは？利益構造は？', ['顧客単価は？', '主要ターゲットは？', '利益構造は？']],
  ['予算と納期は？', ['予算は？', '納期は？']],
  [
    '顧客単価、リピート率、解約率',
    ['顧客単価を教えてください', 'リピート率を教えてください', '解約率を教えてください'],
  ],
  [
    'お世話になっております。以下について教えてください。\n1. 粗利率と、利益を削っているもの\n2. 受注率はどのくらいですか\n・競合はどこですか。お客様はどこと比べていますか\nよろしくお願いいたします。',
    [
      '粗利率と、利益を削っているもの',
      '受注率はどのくらいですか',
      '競合はどこですか。',
      'お客様はどこと比べていますか',
    ],
  ],
  ['Q1. 客単価 Q2. 粗利', ['客単価', '粗利']],
  [
    "Thanks for the invite. Before we propose anything we'd like to know:\nWhat is your margin?\nWho buys?\nBest,\nTom",
    ['What is your margin?', 'Who buys?'],
  ],
  [
    'Who buys, what do they pay, and where does the profit come from?',
    ['Who buys?', 'What do they pay?', 'Where does the profit come from?'],
  ],
  [
    'When the contract ends, how will you judge success?',
    ['When the contract ends, how will you judge success?'],
  ],
  [
    'In the weeks when audits pile up, who drives, and what does it cost?',
    ['In the weeks when audits pile up, who drives, and what does it cost?'],
  ],
  [
    'Where a client left after the owner retired, who called the successor, and when?',
    ['Where a client left after the owner retired, who called the successor, and when?'],
  ],
  [
    'Could you tell us who buys, what they pay, and why they stay?',
    ['Could you tell us who buys?', 'What they pay?', 'Why they stay?'],
  ],
  [
    'Where do orders come from, if not from the site, and who signs?',
    ['Where do orders come from, if not from the site?', 'Who signs?'],
  ],
  [
    'What are your average order value, margin and close rate?',
    ['What are your average order value?', 'What are your margin?', 'What are your close rate?'],
  ],
  [
    'Please tell us about your customers, competitors and budget.',
    [
      'Please tell us about your customers.',
      'Please tell us about your competitors.',
      'Please tell us about your budget.',
    ],
  ],
  [
    'Dear Sample Ltd,\nthank you for the invitation. A few questions:\n1) What is your average order value?\n- Who signs off on a purchase?\n* What share of orders comes through the website?\nKind regards',
    [
      'What is your average order value?',
      'Who signs off on a purchase?',
      'What share of orders comes through the website?',
    ],
  ],
];

/** One question each, whatever commas, numbers and remarks stand in it. */
const WHOLE = [
  '利益はどの予約から、いくらくらい残っていますか。',
  '1社のお客様は、1回いくらくらい、年に何回ほどご注文になりますか',
  'いちばん大切にしたいお客様はどんな方で、反対にお受けしていないのはどんな方でしょうか',
  'Who signs off on texts, and how long does that usually take?',
  'Where does your profit come from, and what eats it?',
  '粗利率を教えてください',
  '48,000円の内訳は？',
  '移動時間が利益を削るとのことですが、地域ごとの粗利はどのくらい違いますか',
  '2027年3月31日までに60社とした理由は何ですか',
  'A社、B社と比べて何が違いますか',
  '誰に売りたいですか？それはなぜですか？',
  'なぜ御社が選ばれるのか、お客様の声があれば教えてください',
  'We read that 45% of orders come through the site. Which pages bring them?',
  'How did 3.5 visits a year come about?',
  'test',
  'あ',
];

t.test('what is typed or pasted is read as the questions in it', async (t) => {
  for (const [text, questions] of TYPED) t.same(splitQuestions(text), questions, text);
  for (const text of WHOLE) t.same(splitQuestions(text), [text], text);
  t.same(splitQuestions(' \n '), []);
});

t.test('nothing that asks is lost, and reading again what was read changes nothing', async (t) => {
  const words = fc.constantFrom(
    '粗利率は？',
    '誰が買いますか。',
    'Who buys?',
    '移動が多いですね。',
    '予算',
    '\n',
    '・',
    '1. ',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const read = splitQuestions(text);
      const letters = (of: string): string => of.replace(/[^\p{L}]|教えてください|[をは]/gu, '');
      return (
        letters(read.join('')) === letters(text) &&
        read.every((question) => splitQuestions(question).length <= 2)
      );
    }),
    { numRuns: 500, seed: 1 },
  );
  t.pass('500 times');
});

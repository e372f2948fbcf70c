import fc from 'fast-check';
import t from 'tap';
import {
  QUANTITY_LENGTH,
  readQuantity,
  taxSaidIn,
  type Wanted,
} from '../../src/domain/language/quantities.ts';
import { readRange } from '../../src/domain/language/range.ts';

const YEN: Wanted = { dimension: 'money', currency: 'JPY' };
const YEN_A_MONTH: Wanted = { ...YEN, per: 'month' };
const wanted = (dimension: Wanted['dimension'], per?: 'month' | 'year'): Wanted => ({
  dimension,
  ...(per ? { per } : {}),
});

/** What people type, field by field, with the number that they mean. */
const READ: [Wanted, [string, number][]][] = [
  [
    YEN,
    [
      ['48000', 48_000],
      ['48,000', 48_000],
      ['４８，０００', 48_000],
      ['¥48,000', 48_000],
      ['4万8千円', 48_000],
      ['1億2,000万円', 120_000_000],
      ['２億５，０００万円', 250_000_000],
      ['12億3,400万', 1_234_000_000],
      ['24万1,920円', 241_920],
      ['1万5,000', 15_000],
      ['12万3千5百', 123_500],
      ['12万 3000', 123_000],
      ['1千500万', 15_000_000],
      ['2千万', 20_000_000],
      ['三十万円', 300_000],
      ['二十四万', 240_000],
      ['百万円', 1_000_000],
      ['5百万', 5_000_000],
      ['9千8百万円', 98_000_000],
      ['4.8万', 48_000],
      ['1.234万', 12_340],
      ['80、000', 80_000],
      ['300,000円也', 300_000],
      ['￥300,000-', 300_000],
      ['60k', 60_000],
      ['1.2m', 1_200_000],
      ['1.2bn', 1_200_000_000],
      ['2 thousand yen', 2_000],
      ['241,920円/社', 241_920],
      ['1社50万円', 500_000],
      ['1件10万円', 100_000],
      ['1社あたり50万円', 500_000],
      ['0円', 0],
      ['-5', -5],
      ['−5', -5],
      ['▲5', -5],
      ['ー5', -5],
    ],
  ],
  [
    YEN_A_MONTH,
    [
      ['15万', 150_000],
      ['月額30万円', 300_000],
      ['30万円/月', 300_000],
      ['月15万円', 150_000],
      ['1ヶ月15万円', 150_000],
      ['120万円／年', 100_000],
      ['1.8m/year', 150_000],
    ],
  ],
  [
    wanted('weeks'),
    [
      ['6', 6],
      ['6週間', 6],
      ['6 weeks', 6],
      ['2ヶ月', 8.7],
      ['2カ月', 8.7],
      ['2ケ月', 8.7],
      ['2ヵ月', 8.7],
      ['2か月', 8.7],
      ['2 months', 8.7],
      ['10営業日', 2],
      ['14日', 2],
      ['1年', 52.2],
      ['半年', 26.1],
    ],
  ],
  [
    wanted('years'),
    [
      ['4年', 4],
      ['1年半', 1.5],
      ['18ヶ月', 1.5],
      ['3年2ヶ月', 3.17],
      ['2年6か月', 2.5],
      ['半年', 0.5],
      ['2.5 years', 2.5],
    ],
  ],
  [
    wanted('per_year'),
    [
      ['3', 3],
      ['3回', 3],
      ['年3回', 3],
      ['3回/年', 3],
      ['年に3回', 3],
      ['週2回', 104],
      ['月1回', 12],
      ['四半期に1回', 4],
      ['2 times a month', 24],
    ],
  ],
  [
    wanted('count'),
    [
      ['20社', 20],
      ['約20社', 20],
      ['20社程度', 20],
      ['20 customers', 20],
      ['十二', 12],
      ['2千人', 2000],
    ],
  ],
  [
    wanted('count', 'month'),
    [
      ['14件/月', 14],
      ['月14件', 14],
      ['14 a month', 14],
      ['50人/年', 4.17],
    ],
  ],
  [
    wanted('percent'),
    [
      ['42', 42],
      ['42 %', 42],
      ['４２％', 42],
      ['3割', 30],
      ['五割', 50],
      ['3割5分', 35],
      ['12.345', 12.345],
    ],
  ],
];
t.test('what people type is read as they mean it', async (t) => {
  for (const [field, rows] of READ) {
    for (const [typed, value] of rows)
      t.match(readQuantity(typed, field), { value }, `${field.dimension} ${typed}`);
  }
});

/** What is refused, and why. Two numbers are never joined, and no unit is passed over. */
const REFUSED: [Wanted, [string, object][]][] = [
  [
    YEN,
    [
      ['', { problem: 'empty' }],
      ['3回48,000円', { problem: 'two_numbers' }],
      ['年2回48,000円', { problem: 'two_numbers' }],
      ['10回 20万円', { problem: 'two_numbers' }],
      ['48000円 3回', { problem: 'two_numbers' }],
      ['40 60', { problem: 'two_numbers' }],
      ['1 60480', { problem: 'two_numbers' }],
      ['5社10件', { problem: 'two_numbers' }],
      ['2社50万円', { problem: 'two_numbers' }],
      ['10²', { problem: 'malformed' }],
      ['①', { problem: 'malformed' }],
      ['5万12万', { problem: 'malformed' }],
      ['5千8千', { problem: 'malformed' }],
      ['1,00', { problem: 'malformed' }],
      ['1.2.3', { problem: 'malformed' }],
      ['--5', { problem: 'malformed' }],
      ['48.000', { problem: 'decimal', one: 48, other: 48_000 }],
      ['241.920', { problem: 'decimal', one: 241.92, other: 241_920 }],
      ['10-20', { problem: 'range' }],
      ['10〜20万円', { problem: 'range' }],
      ['10万から20万', { problem: 'range' }],
      ['¥10,000 - ¥20,000', { problem: 'range' }],
      ['30万円〜', { problem: 'range' }],
      ['30万円以上', { problem: 'range' }],
      ['10 to 20', { problem: 'range' }],
      ['$3,000', { problem: 'wrong_currency', word: '$' }],
      ['1,500 USD', { problem: 'wrong_currency', word: 'usd' }],
      ['£12k', { problem: 'wrong_currency', word: '£' }],
      ['60480件', { problem: 'wrong_unit', word: '件' }],
      ['30%', { problem: 'wrong_unit', word: '%' }],
      ['2ヶ月', { problem: 'wrong_unit', word: 'ヶ月' }],
      ['月額30万円', { problem: 'wrong_period', word: '月額' }],
      ['48000*3', { problem: 'unknown_word', word: '*3' }],
      ['12 apples', { problem: 'unknown_word', word: 'apples' }],
      ['要相談', { problem: 'unknown_word', word: '要相談' }],
      ['円', { problem: 'no_number' }],
      ['9999999999999999999', { problem: 'too_large' }],
    ],
  ],
  [
    wanted('weeks'),
    [
      ['6 weeks 2', { problem: 'two_numbers' }],
      ['2-3週間', { problem: 'range' }],
      ['12m', { problem: 'unknown_word', word: 'm' }],
      ['15万円', { problem: 'wrong_unit', word: '円' }],
    ],
  ],
  [wanted('years'), [['4年3回', { problem: 'wrong_unit', word: '回' }]]],
  [
    wanted('percent'),
    [
      ['5%10%', { problem: 'two_numbers' }],
      ['42円', { problem: 'wrong_unit', word: '円' }],
    ],
  ],
  [wanted('count'), [['20人/年', { problem: 'wrong_period', word: '/年' }]]],
];
t.test('what could be misread is refused by name', async (t) => {
  for (const [field, rows] of REFUSED) {
    for (const [typed, problem] of rows)
      t.same(readQuantity(typed, field), problem, `${field.dimension} ${typed}`);
  }
});

t.test('what was said beside the number is kept', async (t) => {
  t.match(readQuantity('15万円（税別）', YEN), { value: 150_000, tax: 'excluded' });
  t.match(readQuantity('税込み165,000円', YEN), { value: 165_000, tax: 'included' });
  t.match(readQuantity('約30万円', YEN), { value: 300_000, about: true, exact: true });
  t.match(readQuantity('~60k', YEN), { value: 60_000, about: true });
  t.match(readQuantity('2ヶ月', wanted('weeks')), { exact: false });
  t.match(readQuantity('6週', wanted('weeks')), { exact: true, about: false, tax: null });
});

const number = fc.nat({ max: 999_999_999 });
const FULL_WIDTH = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const KANJI = '〇一二三四五六七八九';
/** 123,456 as 12万3456; the parts that are zero are left out. */
const withScales = (n: number): string => {
  const parts = [
    [Math.floor(n / 1e8), '億'],
    [Math.floor((n % 1e8) / 1e4), '万'],
    [n % 1e4, ''],
  ] as const;
  return parts.map(([part, scale]) => (part > 0 ? `${part}${scale}` : '')).join('') || '0';
};
const inKanji = (n: number): string => {
  const section = (part: number): string =>
    ([1000, 100, 10, 1] as const)
      .map((place, index) => {
        const digit = Math.floor(part / place) % 10;
        if (digit === 0) return '';
        return `${digit === 1 && place > 1 ? '' : KANJI[digit]}${['千', '百', '十', ''][index]}`;
      })
      .join('');
  const [high, low] = [Math.floor(n / 1e4), n % 1e4];
  return `${high > 0 ? `${section(high)}万` : ''}${section(low)}` || '〇';
};
const STYLES: ((n: number) => string)[] = [
  String,
  (n) => n.toLocaleString('en'),
  (n) => FULL_WIDTH(n.toLocaleString('en')),
  (n) => withScales(n),
  (n) => `${withScales(n)}円`,
  (n) => `￥${n.toLocaleString('en')}-`,
  (n) => `約${n}円`,
  (n) => `${n.toLocaleString('en')} yen`,
];

t.test('any number, in any of these styles, reads back', async () => {
  fc.assert(
    fc.property(number, fc.constantFrom(...STYLES), (n, style) => {
      const read = readQuantity(style(n), YEN);
      return 'value' in read && read.value === n;
    }),
  );
  fc.assert(
    fc.property(fc.nat({ max: 99_999_999 }), (n) => {
      const read = readQuantity(inKanji(n), YEN);
      return 'value' in read && read.value === n;
    }),
  );
});

t.test('two numbers with any word between them are never one', async () => {
  const between = fc.constantFrom(
    '社',
    '件',
    '回',
    '人',
    ' ',
    '円',
    'ヶ月',
    ' weeks ',
    '%',
    '²',
    '/',
    'と',
    ' and ',
    'x',
  );
  const one = fc.integer({ min: 2, max: 999 });
  const fields = fc.constantFrom(
    YEN,
    YEN_A_MONTH,
    ...(['weeks', 'years', 'count', 'per_year', 'percent'] as const).map((each) => wanted(each)),
  );
  fc.assert(
    fc.property(one, between, one, fields, (a, word, b, field) => {
      const read = readQuantity(`${a}${word}${b}`, field);
      return !('value' in read) || read.value !== Number(`${a}${b}`);
    }),
  );
});

t.test('a unit of another dimension is never a bare number', async () => {
  const UNITS = {
    money: ['円', ' yen'],
    percent: ['%', '割'],
    weeks: ['週間', ' weeks'],
    count: ['社', ' customers'],
  } as const;
  const names = Object.keys(UNITS) as (keyof typeof UNITS)[];
  for (const own of names) {
    for (const other of names.filter((name) => name !== own)) {
      for (const unit of UNITS[other])
        t.match(
          readQuantity(`12${unit}`, own === 'money' ? YEN : wanted(own)),
          { problem: 'wrong_unit' },
          `12${unit} as ${own}`,
        );
    }
  }
});

t.test('nothing makes it throw or slow, and its length is looked at first', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const read = readQuantity(text, YEN);
      return 'value' in read ? Number.isFinite(read.value) : read.problem !== undefined;
    }),
  );
  t.same(readQuantity(`1${' '.repeat(60_000)}x`, YEN), { problem: 'malformed' });
  t.same(readQuantity('ﷺ'.repeat(QUANTITY_LENGTH), YEN), { problem: 'malformed' });
});

t.test('ranges are read at both ends, and nothing else is', async (t) => {
  const yen = { dimension: 'money', currency: 'JPY', inAll: true } as const;
  for (const [typed, least, most] of [
    ['20万〜30万', 200_000, 300_000],
    ['２０万～３０万', 200_000, 300_000],
    ['20〜30万円', 200_000, 300_000],
    ['20万から30万円', 200_000, 300_000],
    ['150,000〜200,000円', 150_000, 200_000],
    ['5000〜1万円', 5000, 10_000],
    ['50万〜100万円（税込55万〜110万円）', 500_000, 1_000_000],
  ] as const)
    t.same(readRange(typed, yen), { least, most }, typed);
  t.same(readRange('月3万〜5万', { ...yen, per: 'month' }), { least: 30_000, most: 50_000 });
  const pounds = { dimension: 'money', currency: 'GBP', inAll: true } as const;
  t.same(readRange('£1,500-£2,000', pounds), { least: 1500, most: 2000 });
  t.same(readRange('1500 to 2000', pounds), { least: 1500, most: 2000 });
  for (const typed of ['', '30万', '要相談', '30万〜20万', '10〜20〜30', '〜30万', '1社〜', 'a to b'])
    t.equal(readRange(typed, yen), null, typed);
});

t.test('a price for each of something is no price in all, and what is said of tax is heard', async (t) => {
  const inAll = { dimension: 'money', currency: 'GBP', inAll: true } as const;
  for (const typed of ['£45 a visit', '£12 per head', '£45 each', '£45 per order'])
    t.match(readQuantity(typed, inAll), { problem: 'unknown_word' }, typed);
  t.match(readQuantity('1回3,300円(税込)', { ...inAll, currency: 'JPY' }), { problem: 'unknown_word' });
  t.match(readQuantity('8万／月（税込88,000円）', { ...inAll, currency: 'JPY', per: 'month' }), {
    value: 80_000,
    tax: 'excluded',
  });
  t.match(readQuantity('1件あたり5,000円', { ...inAll, currency: 'JPY' }), { problem: 'unknown_word' });
  for (const typed of ['1件3万円', '1台5万円', '一人5万円'])
    t.match(readQuantity(typed, { ...inAll, currency: 'JPY' }), { problem: 'unknown_word' }, typed);
  for (const typed of ['110,000円（税込10%）', '30万円（税別、2か月分）'])
    t.match(readQuantity(typed, { ...inAll, currency: 'JPY' }), { problem: 'two_numbers' }, typed);
  t.equal(taxSaidIn('20〜30万円（税別）'), 'excluded');
  t.equal(taxSaidIn('8万円(税込88,000円、税別80,000円)'), null);
  t.match(readQuantity('1社50万円', { ...inAll, currency: 'JPY' }), { value: 500_000 });
  for (const [typed, tax] of [
    ['£1,800 + VAT', 'excluded'],
    ['£1,800 ex VAT', 'excluded'],
    ['£450 ex. VAT', 'excluded'],
    ['£1,800 inc. VAT', 'included'],
    ['£1,800 inc VAT', 'included'],
  ] as const)
    t.match(readQuantity(typed, inAll), { tax }, typed);
  t.match(readQuantity('30万円+税', { ...inAll, currency: 'JPY' }), { value: 300_000, tax: 'excluded' });
  t.match(readQuantity('年96万円', { ...inAll, currency: 'JPY', per: 'month' }), {
    value: 80_000,
    exact: false,
  });
});

t.test('once and twice are numbers of times', async (t) => {
  for (const [typed, value] of [
    ['once a month', 12],
    ['twice a year', 2],
    ['once a year', 1],
    ['about twice a month', 24],
  ] as const)
    t.match(readQuantity(typed, wanted('per_year')), { value }, typed);
  t.match(readQuantity('once', { dimension: 'money', currency: 'GBP' }), { problem: 'wrong_unit' });
});

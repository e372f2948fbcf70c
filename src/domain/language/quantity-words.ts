import { Decimal } from 'decimal.js';
import { type Numeral, readNumeral } from './numerals.ts';

export type Currency = 'JPY' | 'USD' | 'EUR' | 'GBP' | 'other';
/** What a word of measure counts. A half hangs on the word before it. */
export type Measure =
  | 'percent'
  | 'tenth'
  | 'hundredth'
  | 'day'
  | 'business_day'
  | 'week'
  | 'month'
  | 'year'
  | 'times'
  | 'count';
export type Period = 'week' | 'month' | 'quarter' | 'half_year' | 'year' | 'one';

/** A piece of what was typed for a quantity. `word` is as it was typed, in the normalised text. */
export type Token =
  | { kind: 'number'; value: Decimal; word: string }
  | { kind: 'decimal'; value: Decimal; grouped: Decimal; word: string }
  | { kind: 'malformed'; word: string }
  | { kind: 'measure'; measure: Measure; word: string }
  | { kind: 'currency'; currency: Currency; word: string }
  | { kind: 'period'; period: Period; word: string }
  | { kind: 'tax'; included: boolean; word: string }
  | { kind: 'about' | 'half' | 'minus' | 'dash' | 'range' | 'filler' | 'unknown'; word: string };

type Rule = { pattern: RegExp; token: (word: string) => Token };

const words = (...alternatives: string[]): RegExp => new RegExp(alternatives.join('|'), 'y');
/** English words end where their letters end. */
const english = (alternatives: string): string => `(?:${alternatives})(?![a-z])`;
const measure = (measureOf: Measure, japanese: string, latin: string): Rule => ({
  pattern: words(...[japanese, latin && english(latin)].filter(Boolean)),
  token: (word) => ({ kind: 'measure', measure: measureOf, word }),
});
const period = (per: Period, ...alternatives: string[]): Rule => ({
  pattern: words(...alternatives),
  token: (word) => ({ kind: 'period', period: per, word }),
});
const currency = (code: Currency, ...alternatives: string[]): Rule => ({
  pattern: words(...alternatives),
  token: (word) => ({ kind: 'currency', currency: code, word }),
});
const plain = (
  kind: 'about' | 'half' | 'minus' | 'dash' | 'range' | 'filler',
  ...alternatives: string[]
): Rule => ({
  pattern: words(...alternatives),
  token: (word) => ({ kind, word }),
});
const tax = (included: boolean, ...alternatives: string[]): Rule => ({
  pattern: words(...alternatives),
  token: (word) => ({ kind: 'tax', included, word }),
});

const MONTHS = '(?:[ヶかカケヵ箇]月|ヵ月)';
const COUNTERS =
  'customers?|clients?|companies|company|orders?|people|persons?|inquiries|inquiry|enquiries|enquiry|visits?|visitors?|factories|factory|shops?|stores?|guests?|rooms?|units?|items?|pieces?|contracts?|deals?|leads?|patients?|members?|users?|seats?|firms?|businesses|business|accounts?|projects?|sales';

/** What may stand beside a number, the longer words before the shorter ones that begin them. */
const RULES: readonly Rule[] = [
  tax(
    false,
    '消費税別',
    '税別',
    '税抜き?',
    '外税',
    '税を除く',
    '(?:\\+|プラス) ?(?:消費)?税',
    english('\\+ ?(?:tax|vat)|ex\\.? ?(?:tax|vat)'),
    english(
      'excl(?:uding|usive|\\.)? ?(?:of )?(?:tax|vat)|plus (?:tax|vat)|net of (?:tax|vat)|(?:tax|vat) (?:excluded|exclusive)',
    ),
  ),
  tax(
    true,
    '消費税込み?',
    '税込み?',
    '内税',
    english('inc\\.? ?(?:tax|vat)|with (?:tax|vat)'),
    english('incl(?:uding|usive|\\.)? ?(?:of )?(?:tax|vat)|(?:tax|vat) (?:included|inclusive)'),
  ),
  period(
    'month',
    '月額',
    '月(?= ?約?[\\d一二三四五六七八九十百])',
    '月々',
    '毎月',
    '(?:1 ?)?[ヶかカケヵ箇]?月(?:あたり|当たり|につき|に(?=[ \\d一二三四五六七八九十]))',
    `/ ?(?:1 ?)?${MONTHS}`,
    '/ ?月',
    english('per month|a month|each month|every month|monthly|/ ?months?|/ ?mo|pcm|p\\.?m\\.'),
  ),
  period(
    'half_year',
    '半年に(?=[ \\d一二三四五六七八九十])',
    '半期に(?=[ \\d一二三四五六七八九十])',
    english('every six months|per half[- ]year'),
  ),
  period('quarter', '四半期に', '/ ?四半期', english('per quarter|a quarter|quarterly|every quarter')),
  period(
    'year',
    '年額',
    '毎年',
    '年間(?= ?[\\d約一二三四五六七八九十百])',
    '(?:1 ?)?年(?:間)?(?:あたり|当たり|につき|に(?=[ \\d一二三四五六七八九十]))',
    '/ ?(?:1 ?)?年間?',
    english('per year|a year|each year|every year|yearly|annually|per annum|p\\.?a\\.|/ ?years?|/ ?yr'),
  ),
  period(
    'week',
    '毎週',
    '(?:1 ?)?週(?:間)?(?:あたり|当たり|につき|に(?=[ \\d一二三四五六七八九十]))',
    '/ ?週間?',
    english('per week|a week|each week|every week|weekly|/ ?weeks?|/ ?wk'),
  ),
  period(
    'one',
    '/ ?(?:1 ?)?(?:社|件|人|名|回|個|組|室|泊|台|本|枚|店)',
    english(`(?:per|a|each|/ ?) ?(?:${COUNTERS}|head|sale|stay|night)|each`),
    'あたり|当たり|につき',
  ),
  plain(
    'about',
    '約',
    'およそ',
    'おおよそ',
    'だいたい',
    '概算',
    '程度',
    '前後',
    'くらい',
    'ぐらい',
    'ほど',
    '強',
    '弱',
    english('about|approx(?:imately|\\.)?|around|roughly|circa|ca\\.|some|or so'),
  ),
  plain(
    'range',
    'から',
    '以上',
    '以下',
    '以内',
    '未満',
    '超',
    'まで',
    '〜',
    '~',
    english('to|or more|or less|at least|at most|up to|from|between|and|over|under'),
  ),
  measure('business_day', '営業日', '(?:business|working) days?'),
  measure('month', MONTHS, 'months?|mos?'),
  measure('week', '週間?', 'weeks?|wks?|w'),
  measure('day', '日間?', 'days?'),
  measure('year', '年間?', 'years?|yrs?|y'),
  measure('percent', '%|パーセント', 'percent|per cent|pct'),
  measure('tenth', '割', ''),
  measure('hundredth', '分(?!の)', ''),
  measure('times', '回|度', 'times?|x(?! ?\\d)'),
  measure(
    'count',
    '件数?|社|人|名|個|店舗?|組|室|部屋|棟|台|本|枚|冊|客|軒|校|院|園|口|点|セット|箱|袋|席|部|戸|世帯|工場|拠点',
    COUNTERS,
  ),
  currency('JPY', '円', 'えん', '¥', english('yen|jpy')),
  currency('USD', 'us ?\\$', '\\$', 'ドル', english('dollars?|usd')),
  currency('EUR', '€', 'ユーロ', english('euros?|eur')),
  currency('GBP', '£', 'ポンド', english('pounds?|gbp')),
  currency(
    'other',
    '元',
    'ウォン',
    'フラン',
    'ルピー',
    english('rmb|cny|yuan|won|krw|chf|francs?|aud|cad|sgd|hkd|twd|thb|inr|rupees?'),
  ),
  plain('half', '半'),
  plain('minus', '▲', '△', 'マイナス', english('minus')),
  plain('dash', '[-ー]'),
  plain(
    'filler',
    '也',
    '一律',
    '定額',
    '固定',
    english('fixed|flat(?: fee)?|in total|all[- ]in|total'),
    '[()\\[\\]「」、,.。:]',
  ),
];

/** A number with its unit in one word. */
const OFTEN = /^(?:once|twice)(?![a-z])/;
/** A quarter of a year begins with a four that is no number. */
const QUARTER = /^四半期/;

/**
 * Cuts what was typed for a quantity into numbers and known words; what is neither is one unknown word, so
 * that nothing is passed over. Linear in the length of the text.
 */
export function tokensOf(text: string, { scales }: { scales: boolean }): Token[] {
  const tokens: Token[] = [];
  let unknown = '';
  const push = (token: Token): void => {
    if (unknown !== '') tokens.push({ kind: 'unknown', word: unknown });
    unknown = '';
    tokens.push(token);
  };
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ') {
      if (unknown !== '') tokens.push({ kind: 'unknown', word: unknown });
      unknown = '';
      at += 1;
      continue;
    }
    // A number does not start inside a word: t2, イ三.
    const numeral =
      unknown === '' && !QUARTER.test(text.slice(at, at + 3)) ? readNumeral(text, at, { scales }) : null;
    if (numeral) {
      const word = text.slice(at, numeral.end);
      push(numberToken(numeral, word));
      at = numeral.end;
      continue;
    }
    const often = unknown === '' ? OFTEN.exec(text.slice(at, at + 7))?.[0] : undefined;
    if (often) {
      push({ kind: 'number', value: new Decimal(often === 'once' ? 1 : 2), word: often });
      push({ kind: 'measure', measure: 'times', word: '' });
      at += often.length;
      continue;
    }
    const known =
      /[a-z]/.test(unknown.at(-1) ?? '') && /[a-z]/.test(text[at] ?? '') ? null : wordAt(text, at);
    if (known) {
      push(known);
      at += known.word.length;
    } else {
      unknown += text[at];
      at += 1;
    }
  }
  if (unknown !== '') tokens.push({ kind: 'unknown', word: unknown });
  return tokens;
}

function numberToken(numeral: Numeral, word: string): Token {
  if (!('problem' in numeral)) return { kind: 'number', value: numeral.value, word };
  return numeral.problem === 'decimal'
    ? { kind: 'decimal', value: numeral.value, grouped: numeral.grouped, word }
    : { kind: 'malformed', word };
}

function wordAt(text: string, at: number): Token | null {
  for (const { pattern, token } of RULES) {
    pattern.lastIndex = at;
    const word = pattern.exec(text)?.[0];
    if (word) return token(word);
  }
  return null;
}

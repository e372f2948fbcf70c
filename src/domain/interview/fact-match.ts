import { type Brief, type Facts, wordsOfFact } from '../brief/brief.ts';
import { type Disclosable, FACT_TOPICS, type FactTopic } from '../brief/topics.ts';
import { FUNCTION_WORDS } from '../language/function-words.ts';
import { normaliseText } from '../language/normalise.ts';

/** What the figures of a fact are asked for by, in both languages. */
const FIGURE_WORDS: Record<string, string> = {
  averageOrderValue: '単価 購入単価 客単価 平均額 price order value spend arpu pay',
  ordersPerYear: '回数 頻度 リピート frequency often repeat times',
  yearsRetained: '継続 年数 期間 何年 stay long lifetime retention',
  grossMarginPercent: '粗利 利益率 粗利率 原価率 margin gross',
  fixedCostPerMonth: '固定費 fixed cost overhead',
  acquisitionSharePercent: '獲得 割合 何割 許容 cac acquire acquisition win',
  inquiriesPerMonth: '問い合わせ 件数 引き合い 相談 資料請求 inquiries leads calls requests',
  closeRatePercent: '受注率 成約率 成約 何割 転換 close rate conversion convert percent',
  orderShareByChannel: '経由 割合 比率 内訳 チャネル 紹介 share channel split referral percent',
  visitsPerMonth: '訪問 アクセス セッション pv visitors traffic visits sessions',
  visitToInquiryPercent: 'cvr 転換 conversion',
  newCustomersPerMonth: '受け入れ 上限 キャパ 最大 capacity maximum limit handle',
  market: 'b2b b2c 法人 個人 business consumer',
};

/** Words that every question about a business holds: they tell nothing of what is asked. */
const EVERYDAY =
  'customer client guest patient people company business buy want make take come know many much think tell about year month need would could 御社 貴社 場合 現在 状況 顧客 客様 会社 弊社 年間 平均';

const STEM_LENGTH = 7;
const stem = (word: string): string => word.replace(/(?:ies|es|s|ing|ed|ly)$/, '').slice(0, STEM_LENGTH);
const EVERYDAY_STEMS = new Set(EVERYDAY.split(' ').map(stem));

/** The telling words of a normalised text: stems in Latin script, runs of katakana, pairs of kanji. */
function tellingWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[a-z][a-z']{2,}/g))
    if (!FUNCTION_WORDS.has(word)) words.add(stem(word));
  for (const [word] of text.matchAll(/[\p{Script=Katakana}ー]{2,}/gu)) words.add(word);
  for (const [run] of text.matchAll(/[\p{Script=Han}々]{2,}/gu))
    for (let at = 0; at + 2 <= run.length; at += 1) words.add(run.slice(at, at + 2));
  for (const word of EVERYDAY_STEMS) words.delete(word);
  return words;
}

/** How many telling words a question shares with a fact: with its text, and with what its figures are called. */
export function sharedWords(brief: Brief, topic: Disclosable, question: string): number {
  const asked = tellingWords(question);
  const fact: (Partial<Facts[FactTopic]> & { text: string }) | undefined =
    topic === 'goal' ? { text: brief.kgi.statement } : brief.facts[topic];
  if (!fact) return 0;
  const told = tellingWords(normaliseText(wordsOfFact(fact)));
  const names = Object.keys(fact).flatMap((name) => (FIGURE_WORDS[name] ?? '').split(' ').filter(Boolean));
  const figures = tellingWords(names.join(' '));
  const whole = names.filter((name) => /[\u3040-\u9fff]/.test(name) && question.includes(name)).length;
  return (
    [...asked].filter((word) => told.has(word)).length +
    [...asked].filter((word) => figures.has(word)).length +
    whole
  );
}

/** Asks for an amount of money, by the words for it, which are no name of what is priced. */
const ASKS_AMOUNT =
  /いくら|料金|手数料|値段|費用|版代|単価|\bhow much (?:is|are|does|do|for)\b|\bwhat (?:do you|does [a-z ]{1,24}) (?:charge|cost)\b|\bprice of\b/;
const AMOUNT = /[¥$€£] ?\d|\d ?(?:千|万|億)?円|\d ?万(?!人)|\d ?(?:pounds|dollars|euros|yen)\b/;
const PRICE_WORDS = new Set([
  '料金',
  '手数',
  '数料',
  '値段',
  '費用',
  '単価',
  '金額',
  'cost',
  'charg',
  'price',
]);

/**
 * The one fact in which a sentence that gives an amount names what the question asks the price of; null where
 * none does, or several.
 */
export function factThatPrices(brief: Brief, question: string): FactTopic | null {
  if (!ASKS_AMOUNT.test(question)) return null;
  const asked = [...tellingWords(question)].filter((word) => !PRICE_WORDS.has(word));
  const telling = FACT_TOPICS.filter((topic) =>
    normaliseText(brief.facts[topic]?.text ?? '')
      .split(/[。\n]|\.(?!\d)/)
      .some((sentence) => AMOUNT.test(sentence) && asked.some((word) => tellingWords(sentence).has(word))),
  );
  return telling.length === 1 ? (telling[0] ?? null) : null;
}

/** The fact that a question names by one of the owner's other words for it; null where none, or several, are. */
export function factCalled(brief: Brief, question: string): FactTopic | null {
  const called = FACT_TOPICS.filter((topic) =>
    brief.facts[topic]?.alsoCalled?.some((word) => question.includes(normaliseText(word))),
  );
  return called.length === 1 ? (called[0] ?? null) : null;
}

import { type Brief, wordsOfFact } from '../brief/brief.ts';
import type { OrderChannel } from '../brief/channels.ts';
import { normaliseText } from '../language/normalise.ts';
import { countsIn, NUMBER, type Said, sharesIn } from '../language/said-numbers.ts';

/**
 * Figures of the business that a sentence states as they are today, as intervals: "more than half of the
 * orders come by referral". A figure counts only beside the words of its own kind, in one clause.
 */

const ORDERS =
  /受注|ご?注文|予約|契約|売上|初診|全体|新規|お客様|患者|顧客|orders?\b|bookings?\b|contracts?\b|sales\b|customers?\b|retainers?\b|first visits\b|patients?\b|guests?\b|clients?\b/;
const CHANNEL_WORDS: Partial<Record<OrderChannel, RegExp>> = {
  referral: /紹介|口コミ|referr|recommend|word of mouth/,
  marketplace: /予約サイト|モール|marketplace|booking portal|\bportals?\b/,
  trade_show: /展示会|trade shows?|logistics show/,
  website:
    /自社の?サイト|公式サイト|自社の?通販|ホームページ|(?:own|your) (?:web)?site|\bwebsite\b|web search|online shop/,
};
const MARGIN = /粗利率|粗利益率|gross margin|\bmargin\b/;
const IN_FIGURES = /\d ?(?:%|per ?cent|パーセント)|割|半分|半数|\bhalf\b|\bthird\b|\bquarter\b/;
const CLOSE_RATE = /受注率|成約率|close rate|closing rate|win rate/;
/** Of what a share may be besides orders. */
const OTHER_SHARES = /問い合わせ|相談|粗利|手数料|inquir|enquir|margin|commission|\btakes?\b|\bfees?\b/;
const INQUIRIES = /問い合わせ|相談|inquir|enquir|those who call|callers/;
const BECOMES =
  /受注|成約|契約|宿泊|来院|予約に|turn into|turns into|become|end up|end in|close|convert|lead to|result in/;
const BUYS =
  /注文|依頼|購入|お?買い|来院|通っ|通い|通う|宿泊|訪れ|お越し|\border|\breorder|\bvisit|\breturn|\bbuy|come back|comes back/;

/** Sentences of what could be, of others, and of what the agency would do. */
const NOT_TODAY =
  /なら|たら|だら|れば|仮に|もし|目標|目指|上げ|高め|改善|増や|伸ば|下げ|減ら|業界|一般に|一般的|他社|競合|同業|かつて|以前|昔|ても|想定|試算|べき|たい|将来|来年|翌年|合わせて|あわせて|合計|弊社|当社|私たち|\bif\b|would|could|should|might|raise|lift|improve|target|aim|reach|\bfrom\b[^.]{0,40}\bto\b|grow|industry|competitor|typical|in general|used to|formerly|once had|imagine|suppose|next year|\bby 20|\bwe\b|\bour\b|instead|together|combined|\bmay\b/;

/** Without one of these a sentence states no figure, whatever it speaks of. */
const ANY_FIGURE =
  /[\d一二三四五六七八九十半割]|毎月|大半|大部分|過半|ほとんど|ほぼ|ごく|ほんの|half|third|quarter|most|majority|bulk|nearly|almost|hardly|handful|dozen|month|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b/;

/** Supposed as a whole, whatever its clauses say. */
const SUPPOSED = /仮に|もし|だとする|とすれば|平均的|例えば|たとえば|\bif\b|suppose|imagine/;
/** What is denied, but for words that only open a figure downwards. */
const DENIED =
  /(?<!満た)(?<!すぎ)(?<!過ぎ)(?<!しか)(?:ない|ません|なく|ず、)|n't|\bnot\b(?! even)|\bno\b(?! (?:room|reason|need|hurry|problem))|never/;
/** What visits become is no share of inquiries. */
const INTO_INQUIRY = /問い合わせに|相談に|(?:to|into|become) (?:an? )?(?:inquir|enquir)/;

/** Commas that part clauses, neither thousands nor a subject from what is said of it. */
const CLAUSES = /(?<!は)、|[;；]|,(?!\d{3})|\b(?:but|while|whereas)\b/;

/** Patterns of one kind of count, and the words without one of which none of them fits: quick to look for. */
type Counted = { cue: RegExp; patterns: readonly RegExp[] };
/** A pattern in which NUMBER stands for the count. */
const counted = (source: string): RegExp => new RegExp(source.replace('NUMBER', `(?<count>${NUMBER})`), 'g');
const EVERY_MONTH =
  /(?:毎月|月に?[1一]回)[^。、]{0,8}(?:注文|依頼|購入|買[いうっ]|通[いうっ]|来院|頼[みむん])|(?:order|reorder|visit|buy|come)[a-z ]{0,24}(?:every|each) month/;
const TIMES_A_YEAR: Counted = {
  cue: /年|year/,
  patterns: [
    counted('年に?NUMBER回'),
    counted('NUMBER times (?:a|every|each|per) year'),
    counted('(?:comes?|returns?|orders?|visits?) (?:for |only )*NUMBER [a-z-]+ (?:a|per) year'),
  ],
};
const YEARS: Counted = {
  cue: /年|year/,
  patterns: [
    counted(
      'NUMBER年(?:ほど|間|くらい|程度)?(?:で[^。]{0,4}(?:終わ|解約|離れ|やめ)|[はも]?続[いきく]|お?付き合い|通っ|通い|使い続|買い続)',
    ),
    counted(
      '(?:stays?|lasts?|cancel|leave|keeps? (?:returning|coming|buying))[a-z ]{0,24}(?: for| after| within)(?: about| around| only| just| roughly)? NUMBER years?',
    ),
  ],
};
const INQUIRIES_A_MONTH: Counted = {
  cue: /問い合わせ|inquir|enquir/,
  patterns: [
    counted('(?:毎月|月)の?[^。]{0,4}問い合わせ[^。0-9]{0,4}NUMBER(?:件|組|名)'),
    counted('問い合わせ[^。]{0,6}月に?(?:約|およそ)?NUMBER(?:件|組|名)'),
    counted('NUMBER (?:inquiries|enquiries) (?:a|every|each|per) month'),
  ],
};
const TAKEN_ON: Counted = {
  cue: /月|month/,
  patterns: [
    counted('月に?(?:約|およそ)?NUMBER(?:社|件|名|組|人)(?:まで|ほど|程度)?[^。]{0,12}(?:受け|引き受|対応)'),
    counted(
      '(?:take on|takes on|absorb|room for|handle) (?:about |around |up to )?NUMBER [a-z ]{0,24}(?:a|every|each|per) month',
    ),
  ],
};
const TODAY: Counted = {
  cue: /現在|今|today|at present|currently|right now/,
  patterns: [
    counted('(?:契約|顧客|患者|取引先)[^。、]{0,6}(?:現在|今)[^。、]{0,4}NUMBER(?:社|件|名|人)'),
    counted('NUMBER [a-z ]{2,45}(?:today|at present|currently|right now)'),
  ],
};

/** What is smaller is a count. */
const SMALLEST_PRICE = 100;
/** What remains of a price, and what others take, is none. */
const KEPT =
  /残[りるっ]|粗利|利益|手数料|広告|費|\bfees?\b|commission|\bads?\b|advert|profit|\bleaves?\b|\bkeep/;
const PRICE: Counted = {
  cue: /円|pays?|brings|order|retainer|check-up/,
  patterns: [
    counted('(?:平均|単価|顧問料|一泊|[1一]回の(?:お買い物|ご?注文))[^。0-9]{0,8}NUMBER円'),
    counted(
      '(?:pays?|brings in|average order(?: is)?|retainer is|order is|check-up is)(?: about| around| roughly| just| of)? [¥$€£]?NUMBER',
    ),
  ],
};

/** A figure with the words of its kind takes more than this. */
const SHORTEST_CLAUSE = 5;

/** One figure of the business, and what a clause says that it is. */
type Figure = {
  right: number | null | undefined;
  said: (clause: string, ofOrders: boolean) => Said[];
  /** What the owner writes of it besides, such as the figure of one season. */
  also?: readonly number[];
};

const counts =
  ({ cue, patterns }: Counted) =>
  (clause: string): Said[] =>
    cue.test(clause) ? patterns.flatMap((each) => countsIn(clause, each)) : [];

/** The numbers in the owner's sentences that speak of something. */
function numbersBeside(cue: RegExp, brief: Brief): number[] {
  const sentences = Object.values(brief.facts).flatMap((fact) =>
    normaliseText(wordsOfFact(fact)).split(/[。.\n]/),
  );
  return sentences
    .filter((sentence) => cue.test(sentence))
    .flatMap((sentence) => (sentence.match(/\d+/g) ?? []).map(Number));
}

function figuresOf(brief: Brief): Figure[] {
  const { facts, kgi } = brief;
  const { unit_price, profit, sales_process, constraints } = facts;
  const shares = sales_process?.orderShareByChannel ?? {};
  const beside =
    (...cues: RegExp[]) =>
    (clause: string): Said[] =>
      cues.every((cue) => cue.test(clause)) && !INTO_INQUIRY.test(clause) ? sharesIn(clause) : [];
  return [
    // "Nearly all of it is margin" speaks of one more sale, not of the business.
    { right: profit.grossMarginPercent, said: beside(MARGIN, IN_FIGURES) },
    { right: sales_process?.closeRatePercent, said: beside(CLOSE_RATE) },
    { right: sales_process?.closeRatePercent, said: beside(INQUIRIES, BECOMES) },
    ...(Object.entries(CHANNEL_WORDS) as [OrderChannel, RegExp][]).map(
      ([channel, words]): Figure => ({
        right: shares[channel],
        said: (clause, ofOrders) => (ofOrders && isOf(words, clause) ? sharesIn(clause) : []),
      }),
    ),
    {
      right: unit_price.ordersPerYear,
      said: (clause) =>
        BUYS.test(clause)
          ? [...counts(TIMES_A_YEAR)(clause), ...(EVERY_MONTH.test(clause) ? [{ least: 11, most: 13 }] : [])]
          : [],
    },
    { right: unit_price.averageOrderValue, said: pricesOf(brief) },
    { right: unit_price.yearsRetained, said: counts(YEARS) },
    {
      right: sales_process?.inquiriesPerMonth,
      said: counts(INQUIRIES_A_MONTH),
      also: numbersBeside(INQUIRIES, brief),
    },
    { right: constraints?.newCustomersPerMonth, said: counts(TAKEN_ON) },
    { right: kgi.measure === 'customers' ? kgi.current : null, said: counts(TODAY) },
  ];
}

const WRITTEN_AMOUNT = /[¥$€£] ?(\d[\d,]*(?:\.\d+)?)|(\d{1,3}(?:,\d{3})+|\d{4,})/g;
const SMALL = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
/** A pass for ten visits, 10回券, 5本セット: for how many a price can be. */
const PACK = new RegExp(
  `(${SMALL.join('|')}|\\d{1,2})[- ](?:visit|session|lesson|class|day|night|month|pack)|(\\d{1,2}) ?(?:回|本|個|枚|日|泊|名|人)(?:券|分|セット|パック|コース)`,
  'g',
);

const smallCountsIn = (text: string): number[] =>
  [...normaliseText(text).matchAll(PACK)].map(([, word = '', count]) =>
    count === undefined ? (SMALL.includes(word) ? SMALL.indexOf(word) + 2 : Number(word)) : Number(count),
  );

/** Prices that a clause gives, but for amounts that the owner writes of or that follow from the order value. */
function pricesOf(brief: Brief): (clause: string) => Said[] {
  const { averageOrderValue = 0, ordersPerYear = 1, yearsRetained = 1 } = brief.facts.unit_price;
  const prices = Object.values(brief.facts).flatMap((fact) =>
    [...normaliseText(wordsOfFact(fact)).matchAll(WRITTEN_AMOUNT)].map(([, sign, plain]) =>
      Number((sign ?? plain ?? '').replaceAll(',', '')),
    ),
  );
  const year = (averageOrderValue ?? 0) * (ordersPerYear ?? 1);
  // £140 for ten visits is £14 each.
  const packs = new Set(Object.values(brief.facts).flatMap((fact) => smallCountsIn(wordsOfFact(fact))));
  const parts = prices.flatMap((amount) => [...packs].map((n) => amount / n));
  const known = [...prices, year, year * (yearsRetained ?? 1), ...parts];
  const isKnown = ({ least, most }: Said): boolean =>
    known.some((amount) => amount >= least && amount <= most);
  return (clause) =>
    KEPT.test(clause)
      ? []
      : counts(PRICE)(clause).filter((said) => said.least >= SMALLEST_PRICE && !isKnown(said));
}

/** Whether a clause speaks of one channel alone, and of a share of nothing but orders. */
function isOf(words: RegExp, clause: string): boolean {
  const named = Object.values(CHANNEL_WORDS).filter((each) => each.test(clause));
  return words.test(clause) && named.length === 1 && !OTHER_SHARES.test(clause);
}

/** Whether a sentence, normalised and in lower case, states a figure of the business other than the owner's. */
export function figureFinder(brief: Brief): (sentence: string) => boolean {
  const figures = figuresOf(brief).filter(({ right }) => right !== null && right !== undefined);
  return (sentence) => {
    if (!ANY_FIGURE.test(sentence) || SUPPOSED.test(sentence)) return false;
    const ofOrders = ORDERS.test(sentence);
    const clauses = sentence.split(CLAUSES).filter(({ length }) => length >= SHORTEST_CLAUSE);
    const stated = clauses.filter((clause) => !NOT_TODAY.test(clause) && !DENIED.test(clause));
    return figures.some(({ right, said, also = [] }) => {
      const isRight = ({ least, most }: Said): boolean =>
        [right as number, ...also].some((each) => each >= least && each <= most);
      // Who gives the owner's figure anywhere compares another with it.
      return (
        stated.some((clause) => said(clause, ofOrders).length > 0) &&
        !clauses.some((clause) => said(clause, ofOrders).some(isRight))
      );
    });
  };
}

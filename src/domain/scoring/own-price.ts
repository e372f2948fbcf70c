import { type Brief, briefTexts } from '../brief/brief.ts';
import type { Sentence } from '../classifier/analyse.ts';
import { normaliseText } from '../language/normalise.ts';
import { findParticulars, type Vocabulary } from './grounding.ts';

/** An amount that somebody could charge: below 1,000 yen it is none. */
const MONEY =
  /[$€£] ?\d|¥ ?(?:\d{4}|\d{1,3},\d)|(?:億|万|千|\d,\d{3}|\d{4})円|(?:\d,\d{3}|\d{4}|\d ?(?:k|thousand|million)) ?yen\b|\d ?(?:k|thousand)? ?(?:dollars?|pounds?|euros?)\b/;
/** An amount that only the words beside it make one of money. */
const BARE = /\d万|\d{1,3},\d{3}|\d{4,}/;
/** Words by which an amount is what the candidate wants, unless the owner uses them of the business itself. */
const FEE =
  /費用|料金|見積|月額|月々|初期|価格|プラン|制作費|運用費|顧問料|日当|全体で|一式|頂戴|税込|税別|\+ ?税|お値段|ご予算|お受け|で承|で制作|で書き|でご提供|から対応|から始め|で(?:お)?任せ|弊社|当社|\bprice|\bfees?\b|\bquote|\bcharge|\bpackage|\bretainer|(?:day|hourly|monthly|our) rates?\b|\bthis costs\b|whole thing|plus vat|\bset-?up\b|with us\b|for our work|we would write|start at|per month|a month for|cost you/g;

/** Money of the business, not of the candidate. */
const BUSINESS =
  /%|として|客|社[はがをでに]|社あたり|社増|受注|売上|粗利|利益|手数料|損|広告|出展|クリック|契約|予約|年商|原価|件|customer|client|guest|patient|visit|profit|margin|order|sales|sell|revenue|click|\bads?\b|worth|\bloss|lose|cost (?:the|a|you|them)|bring|booking|night|\bstand\b/;

/**
 * Whether a sentence states a price of the candidate's own, not money of the owner's business, whose
 * particulars it would name.
 */
export function ownPriceFinder(brief: Brief, owners: Vocabulary): (sentence: Sentence) => boolean {
  const ownersWords = normaliseText(briefTexts(brief).join('\n')).toLowerCase();
  return (sentence) => {
    if (sentence.orientation !== 'terms') return false;
    const said = sentence.normalised.toLowerCase();
    const isFee = (said.match(FEE) ?? []).some((word) => !ownersWords.includes(word));
    if (isFee) return MONEY.test(said) || BARE.test(said);
    return MONEY.test(said) && !BUSINESS.test(said) && findParticulars(sentence, owners).length === 0;
  };
}

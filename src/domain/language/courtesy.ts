/** Whole sentences that letters open and close with, and that say nothing of any business; of normalised text. */
const GREETINGS: readonly RegExp[] = [
  /^(?:いつも)?(?:大変)?お世話に(?:なって(?:おり|い)ます|なります)[。.]?$/,
  /^(?:はじめまして|初めまして|拝啓|敬具|草々|前略|以上(?:です|となります|になります)?)[。.]?$/,
  /^(?:(?:この(?:たび|度)は|早速)[、,]?)?[^。\d]{0,24}(?:誠に)?(?:ありがとうございま(?:す|した)|感謝(?:いたします|申し上げます|しております))[。.]?$/,
  /^(?:(?:何卒|どうぞ|以上)[、,]?){0,2}(?:よろしく|宜しく)(?:ご検討|ご査収)?(?:の(?:ほど|程))?[、,]?お願い(?:します|いたします|致します|申し上げます)?[。.]?$/,
  /^ご検討(?:の(?:ほど|程))?[^。\d]{0,12}お願い[^。\d]{0,8}[。.]?$/,
  /^ご不明な点[^。\d]{0,30}[。.]?$/,
  /^(?:dear|hello|hi|hey)(?: [a-z.'-]+){0,3}[,!]$|^(?:hello|hi|hey)(?: [a-z.'-]+)?$/,
  /^good (?:morning|afternoon|evening)(?: [a-z.'-]+){0,2}[,.!]?$/,
  /^(?:kind|best|warm|many)? ?(?:regards|wishes)[,.!]?$|^(?:yours )?(?:sincerely|faithfully|truly)[,.!]?$|^cheers[,.!]?$/,
  /^thank(?:s| you)(?: (?:very|so) much)?(?: (?:again|in advance))?(?: for [^.?\d]{0,40})?[,.!]?$/,
  /^(?:we |i )?look(?:ing)? forward to (?:hearing|meeting|speaking|talking|working)[^.?\d]{0,30}[,.!]?$/,
  /^(?:また|さらに|そして|あと|なお|それから|次に|最後に|ちなみに|and|also|then|next|finally)[、,:。.]?$/,
];
/** A number to call, an address, who writes: what stands below a letter. */
const SIGNATURES: readonly RegExp[] = [
  /^〒 ?\d/,
  /^(?:tel|fax|電話|携帯|e-?mail|mail)[.:： ]{0,3}(?:[+(]?\d|[\w.+-]+@)/,
  /^(?:https?:\/\/|www\.)\S+$/,
  /^[\w.+-]+@[\w.-]+$/,
  /^(?:株式会社|有限会社|合同会社)[^\s、。]{1,20}(?: [^\s、。]{1,12}){1,3}$/,
  /^[^\s、。]{1,20}(?:株式会社|有限会社|合同会社)(?: [^\s、。]{1,12}){1,3}$/,
  /^-{2,}$/,
];
/** きたやま防除 ご担当者様: whom a letter is to. */
const ADDRESSEE =
  /^[^。、?？]{0,24}(?:ご?担当者?|社長|代表|部長|課長|店長|先生) ?(?:様|さま)$|^[^。、?？]{1,24}御中$/;
const LONGEST = 70;

const isOneOf = (patterns: readonly RegExp[], text: string): boolean =>
  text.length <= LONGEST && patterns.some((pattern) => pattern.test(text));

/** Whether a normalised sentence is a greeting as a whole, or joins what follows, and tells nothing. */
export const isCourtesy = (text: string): boolean => isOneOf(GREETINGS, text.trim());

/** Whether a normalised line is one of those above or below a letter. */
export const isLetterhead = (line: string): boolean => isOneOf([...SIGNATURES, ADDRESSEE], line.trim());

/** What letters open and close with, and say nothing of any business. Patterns are for normalised text. */
const GREETING =
  /^(?:(?:いつも)?(?:大変)?お世話に|はじめまして|初めまして|拝啓|敬具|草々|前略|(?:この(?:たび|度)は|この(?:たび|度)|早速)[^。]{0,24}(?:ありがとう|感謝|御礼|お礼)|(?:お声がけ|ご連絡|お問い合わせ|ご依頼|機会)[^。]{0,16}(?:ありがとう|感謝)|ご担当(?:者|の)?(?:様|さま)|(?:何卒|どうぞ|以上[、,]?)?(?:何卒)?(?:よろしく|宜しく)(?:ご検討|ご査収)?(?:の(?:ほど|程))?[^。]{0,6}お願い|ご検討(?:の(?:ほど|程))?[^。]{0,8}お願い|以上(?:です|になります|となります)?[。.]?$|ご不明な点|(?:dear|hello|hi|hey)\b[^.?]{0,30}[,.!]?$|good (?:morning|afternoon|evening)\b[^.?]{0,20}$|(?:kind|best|warm|many)? ?(?:regards|wishes)\b|(?:yours )?(?:sincerely|faithfully)|thank(?:s| you)\b[^.?]{0,50}[.!]?$|cheers\b[^.?]{0,12}$|(?:we )?look(?:ing)? forward to (?:hearing|meeting|speaking|working)|let me know if you have any (?:other )?questions)/;
/** A name, an address, a number to call: what stands below a letter. */
const SIGNATURE =
  /^(?:〒|tel\b|fax\b|電話|携帯|e-?mail|メール[:：]|https?:|www\.)|^[\w.+-]+@[\w.-]+$|^(?:株式会社|有限会社|合同会社)[^\s、。]{1,20}(?:[\s ][^\s、。]{1,12}){0,3}$|^[^\s、。]{1,20}(?:株式会社|有限会社|合同会社)(?:[\s ][^\s、。]{1,12}){0,3}$|(?:様|さま|御中|殿)$/;
/** Words that join what follows, alone on their line. */
const JOINT =
  /^(?:また|さらに|そして|あと|なお|それから|次に|最後に|ちなみに|and|also|then|next|finally)[、,:。.]?$/;
const LONGEST = 70;

/** Whether a normalised line or sentence is a greeting, a signature or a joint, and tells nothing. */
export function isCourtesy(text: string): boolean {
  const line = text.trim();
  return line.length <= LONGEST && (GREETING.test(line) || SIGNATURE.test(line) || JOINT.test(line));
}

const AFTER =
  /^[^。、,.!?]{0,6}?(ではなく|でなく|じゃなく|よりも|より|は関係な|は重要ではな|は二の次|は気にし|is not the point|is not what|are not what|isn't|aren't|not the point|does not matter|don't matter)/;
const BEFORE =
  /(rather than|instead of|not about|more than|not just|not by|, not|not the|forget|never mind|leave aside)\s+(the |your |a |an |mere |just )?(\w+ )?$/;

/** Whether the words around a term name it only to turn it down ("フォロワー数ではなく受注数で", "not clicks"). */
export function isRejected(text: string, start: number, end: number): boolean {
  return AFTER.test(text.slice(end, end + 24)) || BEFORE.test(text.slice(Math.max(0, start - 32), start));
}

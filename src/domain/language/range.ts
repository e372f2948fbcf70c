import { normaliseText } from './normalise.ts';
import { QUANTITY_LENGTH, readQuantity, type Wanted } from './quantities.ts';

const IN_BRACKETS = /\([^()]*\)/g;
const BETWEEN = /[~〜]|から|ー|–|—| to |(?<=[\d円万]) ?-(?= ?[¥$€£\d])/;

/**
 * Reads a range: 20万〜30万, 20〜30万円, 月3万〜5万, £1,500-£2,000. What stands behind the second number holds for the
 * first where that has nothing of its own. Null where it is none.
 */
export function readRange(typed: string, wanted: Wanted): { least: number; most: number } | null {
  if (typed.length > QUANTITY_LENGTH) return null;
  const plain = normaliseText(typed).replace(IN_BRACKETS, '').trim();
  const [low = '', high = '', ...more] = plain.split(BETWEEN);
  if (high === '' || more.length > 0) return null;
  const most = readQuantity(high, wanted);
  const unit = unitBehind(high);
  if ('problem' in most) return null;
  // 20〜30万円 means 20万円, 5000〜1万円 does not mean 5000万円.
  for (const read of [readQuantity(`${low}${unit}`, wanted), readQuantity(low, wanted)])
    if (!('problem' in read) && read.value < most.value) return { least: read.value, most: most.value };
  return null;
}

/** What stands behind the last digit: 万円 of 30万円. */
function unitBehind(text: string): string {
  let at = text.length;
  while (at > 0 && !/\d/.test(text[at - 1] ?? '')) at -= 1;
  return text.slice(at);
}

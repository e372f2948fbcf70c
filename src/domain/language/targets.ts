import { normaliseText } from './normalise.ts';
import { readNumeral } from './numerals.ts';
import { tokensOf } from './quantity-words.ts';

type Period = 'week' | 'month' | 'quarter' | 'half_year' | 'year';
/** What a target counts up to: a share in percent, or a number, of a period where one is named. */
export type Target = { value: number; percent: boolean; per: Period | null };

/** Longest text that is read, in UTF-16 code units, before and after normalising. */
const LONGEST = 240;
const TIME: readonly string[] = ['day', 'business_day', 'week', 'month', 'year'];
/** 月8件, 年に20社, 毎週2件: the period that stands right before a number. */
const PERIOD_BEFORE: readonly [RegExp, Period][] = [
  [/(?:四半期|quarter)に? ?約?$/, 'quarter'],
  [/(?:半年|半期)に ?約?$/, 'half_year'],
  [/(?:毎月|月々|(?<![\dヶかカケヵ箇])月(?:に|間|額)?|monthly:?) ?約?$/, 'month'],
  [/(?:毎年|(?<!\d)年(?:に|間)?|yearly:?) ?約?$/, 'year'],
  [/(?:毎週|(?<!\d)週(?:に|間)?|weekly:?) ?約?$/, 'week'],
];
/** So far behind a number its period is looked for. */
const NEAR = 40;
/** Two figures are one target where it moves from the first to the second. */
const FROM_TO = /から|[→⇒~〜]|\bto\b/;
const A_YEAR = /^(?:19|20)\d\d$/;

/**
 * The figure of a target in free words: 月8件を半年後に, "8 a month", 成約率を36%へ, "from 30% to 36%". Spans of time
 * (半年後, within 6 months), years, amounts of money and multiples are no targets. Of a move from
 * one figure to another the second is meant. Null where no figure stands there, or several do.
 */
export function readTarget(text: string): Target | null {
  if (text.length > LONGEST) return null;
  const plain = normaliseText(text);
  if (plain.length > LONGEST) return null;
  const found: Target[] = [];
  for (let at = 0; at < plain.length; ) {
    const read = /\d/.test(plain[at] ?? '') ? readNumeral(plain, at, { scales: true }) : null;
    if (!read) {
      at += 1;
      continue;
    }
    const target = 'problem' in read ? null : targetAt(plain, at, read.end, read.value.toNumber());
    if (target) found.push(target);
    at = Math.max(read.end, at + 1);
  }
  const [first, second] = found;
  if (!first || found.length > 2) return null;
  if (!second) return first;
  const isMove = FROM_TO.test(plain) && first.percent === second.percent;
  return isMove ? { ...second, per: second.per ?? first.per } : null;
}

function targetAt(text: string, start: number, end: number, number: number): Target | null {
  const behind = tokensOf(text.slice(end, end + NEAR), { scales: false });
  const [next] = behind;
  const isCounted = next?.kind === 'measure' && (next.measure === 'count' || next.measure === 'times');
  if (next?.kind === 'half' || next?.kind === 'currency' || /^ ?倍/.test(text.slice(end, end + 2)))
    return null;
  if (next?.kind === 'measure' && TIME.includes(next.measure)) return null;
  if (!isCounted && A_YEAR.test(text.slice(start, end))) return null;
  if (/[¥$€£] ?$/.test(text.slice(Math.max(0, start - 2), start))) return null;
  const isTenth = next?.kind === 'measure' && next.measure === 'tenth';
  const percent = isTenth || (next?.kind === 'measure' && next.measure === 'percent');
  const before = text.slice(Math.max(0, start - NEAR), start);
  const ahead = PERIOD_BEFORE.find(([pattern]) => pattern.test(before))?.[1] ?? null;
  const after = behind
    .slice(
      0,
      Math.max(
        0,
        behind.findIndex(({ kind }) => kind === 'number'),
      ) || behind.length,
    )
    .find((token) => token.kind === 'period' && token.period !== 'one');
  const per = ahead ?? (after?.kind === 'period' && after.period !== 'one' ? after.period : null);
  return { value: isTenth ? number * 10 : number, percent, per };
}

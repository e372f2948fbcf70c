import type { Kgi } from '../brief/brief.ts';
import { normaliseText } from '../language/normalise.ts';
import { distanceToGoal, findMetric, type Metric } from './metrics.ts';

/** Words for the goal itself, in both languages. */
const THE_GOAL =
  /\bkgi\b|最終目標|(?:御社|貴社|依頼主|事業)の(?:最終)?目標|目標(?:そのもの|の達成|達成率?|値)|\b(?:your|the|our|final|overall) (?:final |own |overall )?goal\b|\bgoal itself\b/;
/** What people call those whom a goal counts, when it counts customers or orders. */
const COUNTED =
  /(?:契約|取引|顧問|導入|会員|定期|固定|既存|新規)?(?:先|社|客|顧客|患者|会員|利用者|契約)(?:中の?)?[^\s、。]{0,6}(?:数|純増)|\b(?:clients|customers|accounts|contracts|members|patients|subscribers|retainers)\b/;
const COUNTS_PEOPLE: readonly Kgi['measure'][] = ['customers', 'orders'];
/** Words that stand in every goal: they do not tell one goal from another. */
const EVERYDAY = /目標|年末|年度|以内|以上|まで|増や|増加|売上|利益|粗利|達成/;
const COUNTING = /数|純増|件|社|名|組|number|count|how many|under contract|net (?:new|gain)/;

/**
 * Whether a text names what the brief calls its goal: by a word for the goal, by the words of its statement
 * where its measure is no money, or by what its measure counts. Nothing that names a metric far from the goal
 * does.
 */
export function namesGoal(text: string, { statement, measure }: Kgi): boolean {
  const name = normaliseText(text).trim();
  const metric = findMetric(text);
  if (name === '' || name.length > LONGEST || (metric !== null && distanceToGoal(metric, measure) >= 2))
    return false;
  if (THE_GOAL.test(name)) return true;
  if (!COUNTS_PEOPLE.includes(measure) && measure !== 'other') return false;
  if (/問い合わせ|資料|商談|見積|来店|inquir|enquir|lead|quote|visit|trial|download/.test(name)) return false;
  const told = wordsOf(normaliseText(statement));
  const shared = [...wordsOf(name)].filter((word) => told.has(word)).length;
  return (shared > 0 && COUNTING.test(name)) || shared > 1 || (measure === 'customers' && COUNTED.test(name));
}

const LONGEST = 80;

/** What a text names on the way to the goal: a metric, or the goal itself. */
export type Place = Metric | 'goal';

/** The place that a text names; null where nobody can say. */
export const placeOf = (text: string, kgi: Kgi): Place | null =>
  namesGoal(text, kgi) ? 'goal' : findMetric(text);

/** 受注が増え、粗利が増える; orders -> profit: the steps of a way that is told in one breath. */
const STEPS =
  /→|⇒|⇨|➡|->|=>|＞|>|[、。;]|,(?!\d)|が(?:増え|上が|伸び|高ま|改善し|良くな)|につながり|\b(?:then|which|and so|so that|leading to|leads to)\b/;

const DENIED = /ない|ません|ではなく|より|\bnot\b|n't\b|\bnever\b|\bno longer\b/;

/** The places that a text names on the way, in their order; the one that it names as a whole where it is short. */
export function placesOn(text: string, kgi: Kgi): Place[] {
  const steps = text.length > LONGEST_WAY ? [] : normaliseText(text).split(STEPS);
  const places = steps
    .filter((step) => !DENIED.test(step))
    .map((step) => placeOf(step, kgi))
    .filter((place) => place !== null);
  // Where the goal is named, the way ends, whatever is told after it.
  const end = places.findIndex((place) => stepsFrom(place, kgi) === 0);
  const way = end < 0 ? places : places.slice(0, end + 1);
  if (steps.length > 1 && way.length > 0) return [...new Set(way)];
  const whole = placeOf(text, kgi);
  return whole === null ? [] : [whole];
}

const LONGEST_WAY = 200;

/** Steps between a place and the final goal, 0–4. */
export const stepsFrom = (place: Place, { measure }: Kgi): number =>
  place === 'goal' ? 0 : distanceToGoal(place, measure);

/** Steps between what a text names and the final goal, 0–4; null where nobody can say. */
export function distanceOf(text: string, kgi: Kgi): number | null {
  const place = placeOf(text, kgi);
  return place === null ? null : stepsFrom(place, kgi);
}

/** The telling words of a goal: Latin words of five letters or more, runs of katakana, pairs of kanji. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[a-z]{5,}/g)) words.add(word.slice(0, 6));
  for (const [word] of text.matchAll(/[\p{Script=Katakana}ー]{2,}/gu)) words.add(word);
  for (const [run] of text.matchAll(/[\p{Script=Han}々]{2,}/gu))
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const pair = run.slice(at, at + 2);
      if (!EVERYDAY.test(pair)) words.add(pair);
    }
  for (const word of ['increa', 'grow', 'reach', 'number', 'annual', 'months']) words.delete(word);
  return words;
}

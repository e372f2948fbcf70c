import { FUNCTION_WORDS } from '../language/function-words.ts';
import { costAt, type OrderModel } from './order-model.ts';

/** What carries the content of a sentence, in a lower-case normalised text. */
const CONTENT_WORD = /[\p{Script=Han}々]{2,}|[\p{Script=Katakana}ー]{2,}|[a-z][a-z-]{3,}/gu;

/** Long texts are looked at in so many places, each exchanged with so many others. */
const MOST_PLACES = 180;
const EXCHANGES = 5;

/** A content word where it stands, with the characters before and after that it can clash with. */
type Place = { word: Uint16Array; before: Uint16Array; after: Uint16Array };

/**
 * How far the content words of a text stand where they belong: each is exchanged with others of the text, and
 * what the exchanges cost is told as an effect size, mean over standard deviation. About 0.2 for words in any
 * order, 0.6 and more for what somebody wrote. Deterministic: which words are exchanged follows from their
 * places.
 */
export function wordOrder(model: OrderModel, text: string): { words: number; effect: number } {
  const places = placesIn(text, model.longest - 1);
  const own = places.map((place) => costIn(model, place, place.word));
  const stride = Math.max(1, Math.floor(places.length / (EXCHANGES + 1)));
  const losses = places.flatMap((place, index) => {
    let sum = 0;
    let exchanged = 0;
    for (let step = 1; step <= EXCHANGES && step < places.length; step += 1) {
      const at = (index + step * stride) % places.length;
      const other = places[at] as Place;
      if (at === index || isSame(place.word, other.word)) continue;
      sum += costIn(model, place, other.word) + costIn(model, other, place.word);
      sum -= (own[index] as number) + (own[at] as number);
      exchanged += 1;
    }
    return exchanged === 0 ? [] : [sum / exchanged];
  });
  return { words: places.length, effect: effectSize(losses) };
}

function placesIn(text: string, context: number): Place[] {
  const whole = `\n${text.toLowerCase()}\n`;
  const words = [...whole.matchAll(CONTENT_WORD)].filter(([word]) => !FUNCTION_WORDS.has(word));
  const every = Math.ceil(words.length / MOST_PLACES);
  return words
    .filter((_, index) => index % every === 0)
    .map(({ 0: word, index }) => ({
      word: charactersOf(word),
      before: charactersOf(whole.slice(Math.max(0, index - context), index)),
      after: charactersOf(whole.slice(index + word.length, index + word.length + context)),
    }));
}

const charactersOf = (text: string): Uint16Array => Uint16Array.from(text, (_, at) => text.charCodeAt(at));
const isSame = (one: Uint16Array, other: Uint16Array): boolean =>
  one.length === other.length && one.every((character, at) => character === other[at]);

const scratch = new Uint16Array(256);

/** What a word costs in a place: its first characters after what stands before, and what stands after it. */
function costIn(model: OrderModel, { before, after }: Place, word: Uint16Array): number {
  const context = model.longest - 1;
  let end = 0;
  let sum = 0;
  const add = (characters: Uint16Array, from: number, to: number, counts: boolean): void => {
    for (let at = from; at < to; at += 1) {
      scratch[end] = characters[at] as number;
      if (counts) sum += costAt(model, scratch, end);
      end += 1;
    }
  };
  add(before, 0, before.length, false);
  // Further inside a word nothing depends on its place: only its ends touch what stands beside it.
  add(word, 0, Math.min(word.length, context), true);
  if (word.length > context) {
    end = 0;
    add(word, word.length - context, word.length, false);
  }
  add(after, 0, after.length, true);
  return sum;
}

function effectSize(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return variance > 0 ? mean / Math.sqrt(variance) : 0;
}

import { type Orientation, TERMS_TOPICS, TOPICS, type Topic } from '../brief/topics.ts';
import type { Features } from './features.ts';
import { FIRST_SEED, NO_ROW, nextFirst, nextSecond, RowIndex, SECOND_SEED } from './row-index.ts';
import { type Rows, rowsOf } from './rows.ts';

const ORIENTATIONS = ['business', 'terms', 'metric', 'neutral'] as const satisfies readonly Orientation[];
/** What the model tells apart: the topics, then the orientations. */
export const CLASSES = [...TOPICS, ...ORIENTATIONS] as const;
/** One step of a stored weight. */
export const QUANTUM = 0.18;

/**
 * What training gives: the names of features, for each a row of weights, one signed byte a class, in steps of
 * QUANTUM; and a bias for each class.
 */
export type Trained = { names: readonly string[]; weights: Int8Array; bias: readonly number[] };

/** A linear model as it is asked: of the names only the hashes are left. */
export type Model = { rows: Rows; weights: Int8Array; bias: readonly number[] };

/** Where the weights that ship are: a model's file form, compressed with Brotli, made by `npm run train`. */
export const WEIGHTS_FILE = new URL('weights.br', import.meta.url);

/** Parts the names of features in a file: no name holds it, and JSON writes it in one byte. */
const NAME_SEPARATOR = '|';
const NEW_LINE = 10;

/**
 * What stands in the first line of a model's file form: the names of its features in one string, shortened,
 * and the biases.
 */
type Header = { features: string; bias: readonly number[] };

/**
 * A name that begins as the one before it leaves that beginning out; one character says how much, counted
 * from this one.
 */
const NOTHING_SHARED = '0'.charCodeAt(0);
const LONGEST_SHARE = 40;

/**
 * The names in order, each without the beginning that it shares with the one before: a third less to store.
 */
function shorten(names: readonly string[]): string[] {
  return names.map((name, at) => {
    const before = names[at - 1] ?? '';
    let shared = 0;
    while (shared < LONGEST_SHARE && shared < name.length && name[shared] === before[shared]) shared += 1;
    return String.fromCharCode(NOTHING_SHARED + shared) + name.slice(shared);
  });
}

/** The file form of a model: a line of JSON with its names and biases, then its weights, one byte each. */
export function packModel({ names, weights, bias }: Trained): Uint8Array {
  const header: Header = { features: shorten(names).join(NAME_SEPARATOR), bias };
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const packed = new Uint8Array(line.length + weights.length);
  packed.set(line);
  packed.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), line.length);
  return packed;
}

/** Reads a model from its file form. */
export function readModel(packed: Uint8Array): Model {
  const end = packed.indexOf(NEW_LINE);
  const { features, bias }: Header = JSON.parse(new TextDecoder().decode(packed.subarray(0, end)));
  const weights = packed.slice(end + 1);
  const size = weights.length / CLASSES.length;
  return {
    rows: { index: readNames(features, size), marks: new Uint8Array(size) },
    weights: new Int8Array(weights.buffer, weights.byteOffset, weights.length),
    bias,
  };
}

/** Files shortened names by their hashes, without making a string of any. */
function readNames(features: string, size: number): RowIndex {
  const index = new RowIndex(size);
  const separator = NAME_SEPARATOR.charCodeAt(0);
  // The hashes of the name before, after so many of its characters.
  const firsts = new Int32Array(LONGEST_SHARE + 1).fill(FIRST_SEED);
  const seconds = new Int32Array(LONGEST_SHARE + 1).fill(SECOND_SEED);
  for (let at = 0, row = 0; row < size; row += 1, at += 1) {
    let length = features.charCodeAt(at) - NOTHING_SHARED;
    let first = firsts[length] as number;
    let second = seconds[length] as number;
    for (at += 1; at < features.length && features.charCodeAt(at) !== separator; at += 1) {
      first = nextFirst(first, features.charCodeAt(at));
      second = nextSecond(second, features.charCodeAt(at));
      length += 1;
      if (length > LONGEST_SHARE) continue;
      firsts[length] = first;
      seconds[length] = second;
    }
    index.add(first, second, row);
  }
  return index;
}

/**
 * What the model makes of a text: the likeliest topic and orientation, how sure it is, and what speaks for
 * each class.
 */
export type Prediction = {
  topic: Topic;
  orientation: Orientation;
  /** 0–1: how far the likeliest orientation is ahead of the next. */
  margin: number;
  /** By the places of CLASSES; nothing where no feature is known. */
  support: readonly number[];
};

/** What a text about a topic can talk up; the topic and the orientation have to agree with each other. */
function orientationsOf(topic: Topic): readonly Orientation[] {
  if (topic === 'other') return ['neutral', 'metric'];
  if (topic === 'evaluation') return ['business', 'metric'];
  return TERMS_TOPICS.includes(topic) ? ['terms'] : ['business'];
}

/** A topic with an orientation that agrees with it, by their places among the classes. */
type Pair = { topic: Topic; orientation: Orientation; topicAt: number; orientationAt: number };
const PAIRS: readonly Pair[] = TOPICS.flatMap((topic, topicAt) =>
  orientationsOf(topic).map((orientation) => ({
    topic,
    orientation,
    topicAt,
    orientationAt: CLASSES.indexOf(orientation),
  })),
);

/** For each orientation its place among the classes, and those of the topics that agree with it. */
const AGREEING = ORIENTATIONS.map((orientation) => ({
  orientationAt: CLASSES.indexOf(orientation),
  topicsAt: PAIRS.filter((pair) => pair.orientation === orientation).map(({ topicAt }) => topicAt),
}));

const NO_FEATURE: Prediction = { topic: 'other', orientation: 'neutral', margin: 0, support: [] };

/**
 * Asks the model for the topic and the orientation that are likeliest together. A text without a single known
 * feature is about nothing.
 */
export function predict(model: Model, features: Features): Prediction {
  const rows = rowsOf(model.rows, features);
  if (rows.length === 0) return NO_FEATURE;
  const support = supportOf(model, rows);
  let best = PAIRS[0] as Pair;
  let most = Number.NEGATIVE_INFINITY;
  for (const pair of PAIRS) {
    const both = (support[pair.topicAt] as number) + (support[pair.orientationAt] as number);
    if (both <= most) continue;
    best = pair;
    most = both;
  }
  return {
    topic: best.topic,
    orientation: best.orientation,
    margin: marginOf(support, best.orientationAt),
    support,
  };
}

/**
 * What speaks for each class: the sums of the rows' weights, evened out by the number of rows, and the
 * biases.
 */
function supportOf({ weights, bias }: Model, rows: readonly number[]): number[] {
  const width = CLASSES.length;
  const sums = new Array<number>(width).fill(0);
  for (const row of rows) {
    for (let c = 0, from = row * width; c < width; c += 1)
      sums[c] = (sums[c] as number) + (weights[from + c] as number);
  }
  const scale = QUANTUM / Math.sqrt(rows.length);
  return sums.map((sum, c) => sum * scale + (bias[c] as number) * QUANTUM);
}

/**
 * How far (0–1) the orientation is ahead of the next: the mean of its own chance and that of the likeliest
 * topic that agrees with it.
 */
function marginOf(support: readonly number[], bestAt: number): number {
  let best = 0;
  let next = Number.NEGATIVE_INFINITY;
  for (const { orientationAt, topicsAt } of AGREEING) {
    let likeliest = Number.NEGATIVE_INFINITY;
    for (const at of topicsAt) likeliest = Math.max(likeliest, support[at] as number);
    const chance = (logistic(support[orientationAt] as number) + logistic(likeliest)) / 2;
    if (orientationAt === bestAt) best = chance;
    else next = Math.max(next, chance);
  }
  return Math.max(0, best - next);
}

/** The chance 0–1 of each topic. */
export function chancesOf({ support }: Prediction): { topic: Topic; chance: number }[] {
  return support
    .slice(0, TOPICS.length)
    .map((value, c) => ({ topic: TOPICS[c] as Topic, chance: logistic(value) }));
}

/** The weight that the model gives a feature for a class; 0 for features that it does not know. */
export function weightOf(model: Model, name: string, label: (typeof CLASSES)[number]): number {
  const at = model.rows.index.rowOf(name);
  return at === NO_ROW ? 0 : (model.weights[at * CLASSES.length + CLASSES.indexOf(label)] as number);
}

/**
 * 1 / (1 + e^-x) from multiplications alone: Math.exp may differ in its last digit from one machine to the
 * next.
 */
export function logistic(x: number): number {
  let power = 1 + Math.max(-30, Math.min(30, -x)) / 1024;
  for (let doubling = 0; doubling < 10; doubling += 1) power *= power;
  return 1 / (1 + power);
}

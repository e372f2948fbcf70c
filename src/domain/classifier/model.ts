import { type Orientation, TERMS_TOPICS, TOPICS, type Topic } from '../brief/topics.ts';
import type { Features } from './features.ts';
import { fileRows, type Rows, rowsOf } from './rows.ts';

const ORIENTATIONS = ['business', 'terms', 'metric', 'neutral'] as const satisfies readonly Orientation[];
/** What the model tells apart: the topics, then the orientations. */
export const CLASSES = [...TOPICS, ...ORIENTATIONS] as const;
/** One step of a stored weight. */
export const QUANTUM = 0.18;

/**
 * A linear model: for each feature a row of weights, one signed byte a class, in steps of QUANTUM; and a bias
 * for each class.
 */
export type Model = { rows: Rows; weights: Int8Array; bias: readonly number[] };

/** Puts a model together from the names of its features and their weights. */
export function makeModel(names: readonly string[], weights: Int8Array, bias: readonly number[]): Model {
  return { rows: fileRows(names), weights, bias };
}

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

/** The names behind shortened ones. */
function restore(shortened: readonly string[]): string[] {
  let before = '';
  return shortened.map((short) => {
    before = before.slice(0, short.charCodeAt(0) - NOTHING_SHARED) + short.slice(1);
    return before;
  });
}

/** The file form of a model: a line of JSON with its names and biases, then its weights, one byte each. */
export function packModel({ rows, weights, bias }: Model): Uint8Array {
  const header: Header = { features: shorten([...rows.names.keys()]).join(NAME_SEPARATOR), bias };
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const packed = new Uint8Array(line.length + weights.length);
  packed.set(line);
  packed.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), line.length);
  return packed;
}

/** Reads a model from its file form. */
export function unpackModel(packed: Uint8Array): Model {
  const end = packed.indexOf(NEW_LINE);
  const header: Header = JSON.parse(new TextDecoder().decode(packed.subarray(0, end)));
  return makeModel(
    restore(header.features.split(NAME_SEPARATOR)),
    Int8Array.from(packed.subarray(end + 1)),
    header.bias,
  );
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
  const at = model.rows.names.get(name);
  return at === undefined ? 0 : (model.weights[at * CLASSES.length + CLASSES.indexOf(label)] as number);
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

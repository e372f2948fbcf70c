import { CORE_TOPICS } from '../src/domain/brief/topics.ts';
import { featuresOf, namesOf } from '../src/domain/classifier/features.ts';
import { CLASSES, logistic, QUANTUM, type Trained } from '../src/domain/classifier/model.ts';
import { normaliseText } from '../src/domain/language/normalise.ts';
import type { Example } from './corpus.ts';

/** Which features a model may use. */
export type Variant = 'lexicon' | 'n-grams' | 'both';

const EPOCHS = 30;
const RATE = 0.3;
const BIAS_RATE = 0.1;
const DECAY = 0.00003;
/** Rows in which no weight reaches so many steps are left out of the model. */
const FEWEST_STEPS = 3;
/**
 * Weights of fewer steps are left out: they say next to nothing, and the file is 5 % smaller without them.
 */
const SMALLEST_STEPS = 2;
/**
 * Steps added to the bias of the core topics: to miss a question about the owner's figures costs a candidate
 * more than one taken for it wins.
 */
const CORE_LEAN = 5;

/** Names of a text's features that the variant may use: those of the lexicons start with @. */
function allowedNames(text: string, variant: Variant): string[] {
  const names = namesOf(featuresOf(normaliseText(text)));
  return variant === 'both'
    ? names
    : names.filter((name) => name.startsWith('@') === (variant === 'lexicon'));
}

/**
 * Learns one logistic regression for each topic and orientation, by AdaGrad on examples shuffled in a fixed
 * way. Deterministic: the same examples give the same model.
 */
export function learn(examples: readonly Example[], variant: Variant = 'both'): Trained {
  const rows = examples.map((example) => ({ names: allowedNames(example.text, variant), example }));
  const known = [...new Set(rows.flatMap(({ names }) => names))].sort();
  const index = new Map(known.map((name, at) => [name, at]));
  const data = rows.map(({ names, example }) => ({
    active: names.map((name) => index.get(name) as number),
    targets: CLASSES.map((label) =>
      label === example.orientation || example.topics.some((topic) => topic === label) ? 1 : 0,
    ),
  }));
  const width = CLASSES.length;
  const weights = new Float64Array(known.length * width);
  const squares = new Float64Array(known.length * width).fill(1e-3);
  const bias = new Float64Array(width);
  const biasSquares = new Float64Array(width).fill(1e-3);
  for (const at of passes(data.length)) {
    const { active, targets } = data[at] as (typeof data)[number];
    const value = 1 / Math.sqrt(Math.max(1, active.length));
    for (let c = 0; c < width; c += 1) {
      let z = bias[c] as number;
      for (const feature of active) z += value * (weights[feature * width + c] as number);
      const error = logistic(z) - (targets[c] as number);
      biasSquares[c] = (biasSquares[c] as number) + error * error;
      bias[c] = (bias[c] as number) - (BIAS_RATE * error) / Math.sqrt(biasSquares[c] as number);
      for (const feature of active) {
        const w = feature * width + c;
        const slope = error * value + DECAY * (weights[w] as number);
        squares[w] = (squares[w] as number) + slope * slope;
        weights[w] = (weights[w] as number) - (RATE * slope) / Math.sqrt(squares[w] as number);
      }
    }
  }
  return compact(known, weights, bias);
}

/** Every example once an epoch, in an order that is shuffled but always the same. */
function* passes(length: number): Generator<number> {
  let state = 42;
  const order = Array.from({ length }, (_, at) => at);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let last = length - 1; last > 0; last -= 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const other = Math.floor((state / 2 ** 32) * (last + 1));
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    yield* order;
  }
}

/** A weight as a signed byte, in steps of QUANTUM. */
function stepsOf(weight: number): number {
  const steps = Math.max(-127, Math.min(127, Math.round(weight / QUANTUM)));
  return Math.abs(steps) < SMALLEST_STEPS ? 0 : steps;
}

function compact(known: readonly string[], weights: Float64Array, bias: Float64Array): Trained {
  const width = CLASSES.length;
  const names: string[] = [];
  const bytes: number[] = [];
  known.forEach((name, at) => {
    const row = Array.from(weights.subarray(at * width, (at + 1) * width), stepsOf);
    if (row.every((steps) => Math.abs(steps) < FEWEST_STEPS)) return;
    names.push(name);
    bytes.push(...row);
  });
  return {
    names,
    weights: Int8Array.from(bytes),
    bias: Array.from(
      bias,
      (value, c) =>
        Math.round(value / QUANTUM) + (CORE_TOPICS.some((topic) => topic === CLASSES[c]) ? CORE_LEAN : 0),
    ),
  };
}

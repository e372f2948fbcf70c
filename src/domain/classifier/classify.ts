import type { Orientation, Topic } from '../brief/topics.ts';
import { FUNCTION_WORDS } from '../language/function-words.ts';
import { normalise, originalSpan } from '../language/normalise.ts';
import { type Features, featuresOf, pairOf, placeOf, type Stretch, surfaceOf } from './features.ts';
import type { Hit } from './lexicon.ts';
import { chancesOf, type Prediction, predict, weightOf } from './model.ts';
import { shippedModel } from './shipped.ts';

/** A topic is named beside the main one when its chance is at least this. */
const NAMED = 0.3;
const SHORTEST_REASON = 2;
const MOST_TOPICS = 3;
const MOST_REASONS = 4;

/** Ideas that shape a sentence rather than say what it is about; they explain nothing to a reader. */
const SHAPE = new Set(['rejected', 'ask', 'state', 'we', 'you', 'how', 'want', 'misc', 'present', 'past']);

/**
 * What a text is about. `topics` holds the chance 0–1 of each topic found; `because` the words that decided.
 */
export type Classification = {
  topic: Topic;
  topics: Partial<Record<Topic, number>>;
  orientation: Orientation;
  because: string[];
  /** Spans in the original text of the words behind the main topic. */
  spans: { start: number; end: number }[];
};

/**
 * Classifies one question or sentence in Japanese or English. Pure: the same text always gives the same
 * answer.
 */
export function classify(original: string): Classification {
  const normalised = normalise(original);
  const features = featuresOf(normalised.text);
  const prediction = predict(shippedModel(), features);
  const spans = reasonsFor(prediction, features, normalised.text).map(({ start, end }) =>
    originalSpan(normalised, start, end),
  );
  const likely = chancesOf(prediction).filter(
    ({ topic, chance }) => topic === prediction.topic || chance >= NAMED,
  );
  const named = likely.sort((a, b) => b.chance - a.chance).slice(0, MOST_TOPICS);
  return {
    topic: prediction.topic,
    topics:
      named.length === 0
        ? { other: 1 }
        : Object.fromEntries(named.map(({ topic, chance }) => [topic, Math.round(chance * 100) / 100])),
    orientation: prediction.orientation,
    because: [...new Set(spans.map(({ start, end }) => original.slice(start, end)))],
    spans,
  };
}

/**
 * The orientation of a normalised sentence, how sure it is (0–1), and the terms that it names: what judging
 * answers needs, and nothing more.
 */
export function orientationOf(normalised: string): {
  orientation: Orientation;
  margin: number;
  named: Hit[];
} {
  const features = featuresOf(normalised);
  const { orientation, margin } = predict(shippedModel(), features);
  return { orientation, margin, named: features.named };
}

/**
 * The stretches of a text that speak most for its topic: its terms, else the ideas, else the words that weigh
 * most.
 */
function reasonsFor(
  { topic, orientation }: Prediction,
  { hits, ideas, meant }: Features,
  text: string,
): Stretch[] {
  const terms = hits.filter(
    (hit) => hit.topic === topic || (topic === 'other' && orientation === 'metric' && hit.topic === 'metric'),
  );
  if (terms.length > 0) return terms.slice(0, MOST_REASONS);
  const label = topic === 'other' ? orientation : topic;
  const present = [...ideas.keys()];
  const byIdea = [...ideas]
    .filter(([idea]) => !SHAPE.has(idea))
    .map(([idea, stretch]): [number, Stretch] => {
      const pairs = present.reduce(
        (sum, other) =>
          other === idea ? sum : sum + weightOf(shippedModel(), `@${pairOf(idea, other)}`, label) / 2,
        0,
      );
      return [weightOf(shippedModel(), `@${idea}`, label) + pairs, stretch];
    });
  const best = heaviest(byIdea, 2);
  if (best.length > 0 || topic === 'other') return best;
  const words = [...surfaceOf(meant)].flatMap((name): [number, Stretch][] => {
    const place = placeOf(name, text);
    return place && place.end - place.start >= SHORTEST_REASON
      ? [[weightOf(shippedModel(), name, label), wholeWord(text, place)]]
      : [];
  });
  const telling = heaviest(
    words.filter(([, { start, end }]) => tells(text.slice(start, end))),
    2,
  );
  return telling.length > 0 ? telling : heaviest(words, 2);
}

const KANJI = /[\p{Script=Han}々]/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;

/** A stretch that begins or ends within a run of kanji or katakana, with the whole run. */
function wholeWord(text: string, { start, end }: Stretch): Stretch {
  const goesOn = (at: number): boolean =>
    [KANJI, KATAKANA].some((script) => script.test(text.charAt(at)) && script.test(text.charAt(at + 1)));
  let [from, to] = [start, end];
  while (from > 0 && goesOn(from - 1)) from -= 1;
  while (goesOn(to - 1)) to += 1;
  return { start: from, end: to };
}

/** Whether words say something to a reader: not an ending alone ("ては"), nor "the" or "of". */
const tells = (words: string): boolean =>
  KANJI.test(words) || KATAKANA.test(words) || (/[a-z]/.test(words) && !FUNCTION_WORDS.has(words));

function heaviest(weighed: [number, Stretch][], most: number): Stretch[] {
  const sorted = weighed
    .filter(([weight, { start, end }]) => weight > 0 && end > start)
    .sort((a, b) => b[0] - a[0] || a[1].start - b[1].start);
  const chosen: Stretch[] = [];
  for (const [, stretch] of sorted) {
    if (chosen.length === most) break;
    if (!chosen.some((other) => stretch.start < other.end && other.start < stretch.end)) chosen.push(stretch);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

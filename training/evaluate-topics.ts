import { CORE_TOPICS, type Orientation, TOPICS, type Topic } from '../src/domain/brief/topics.ts';
import { featuresOf } from '../src/domain/classifier/features.ts';
import { chancesOf, type Model, packModel, predict, readModel } from '../src/domain/classifier/model.ts';
import { normaliseText } from '../src/domain/language/normalise.ts';
import { type Example, type Language, readCorpus } from './corpus.ts';
import { learn, type Variant } from './learn.ts';

const FOLDS = 5;
const WORST = 20;

type Judged = { example: Example; topic: Topic; orientation: Orientation; lead: number };

/** Judges every example by a model that has seen neither it nor another example of its source. */
function crossValidate(corpus: readonly Example[], variant: Variant): Judged[] {
  const sources = [...new Set(corpus.map(({ source }) => source))];
  const foldOf = new Map(sources.map((source, at) => [source, at % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const others = corpus.filter(({ source }) => foldOf.get(source) !== fold);
    const model = readModel(packModel(learn(others, variant)));
    return corpus.filter(({ source }) => foldOf.get(source) === fold).map((example) => judge(model, example));
  }).flat();
}

function judge(model: Model, example: Example): Judged {
  const prediction = predict(model, featuresOf(normaliseText(example.text)));
  const { topic, orientation } = prediction;
  const chances = chancesOf(prediction);
  const chanceOf = (wanted: Topic): number => chances.find((chance) => chance.topic === wanted)?.chance ?? 0;
  return { example, topic, orientation, lead: chanceOf(topic) - Math.max(...example.topics.map(chanceOf)) };
}

/** The topic that counts as right: the one found, where the example has it, else the example's first. */
const rightTopic = ({ example, topic }: Judged): Topic =>
  example.topics.includes(topic) ? topic : (example.topics[0] as Topic);

type Figures = { precision: number; recall: number; f1: number };

function figuresOf(judged: readonly Judged[], wanted: Topic): Figures {
  const found = judged.filter(({ topic }) => topic === wanted).length;
  const actual = judged.filter((each) => rightTopic(each) === wanted).length;
  const both = judged.filter((each) => each.topic === wanted && rightTopic(each) === wanted).length;
  return {
    precision: both / Math.max(1, found),
    recall: both / Math.max(1, actual),
    f1: (2 * both) / Math.max(1, found + actual),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (judged: readonly Judged[], right: (each: Judged) => boolean): number =>
  judged.filter(right).length / Math.max(1, judged.length);
const shown = (value: number): string => value.toFixed(2);

function summary(judged: readonly Judged[]): number[] {
  const sided = judged.filter(
    ({ example }) => example.orientation === 'business' || example.orientation === 'terms',
  );
  return [
    mean(TOPICS.map((topic) => figuresOf(judged, topic).f1)),
    mean(CORE_TOPICS.map((topic) => figuresOf(judged, topic).recall)),
    share(judged, ({ example, orientation }) => example.orientation === orientation),
    share(sided, ({ example, orientation }) => example.orientation === orientation),
  ];
}

const corpus = readCorpus();
const LANGUAGES: readonly Language[] = ['ja', 'en'];
const of = (judged: readonly Judged[], language: Language): Judged[] =>
  judged.filter(({ example }) => example.language === language);

console.log(`## Which model\n\n${FOLDS}-fold cross-validation; all wordings of a source stay in one fold.\n`);
console.log(
  '| model | language | macro-F1 of topics | recall of the core topics | orientation right | business or terms right |\n|---|---|---:|---:|---:|---:|',
);
const results = new Map<Variant, Judged[]>();
for (const variant of ['lexicon', 'n-grams', 'both'] as const) {
  const judged = crossValidate(corpus, variant);
  results.set(variant, judged);
  for (const language of LANGUAGES)
    console.log(`| ${variant} | ${language} | ${summary(of(judged, language)).map(shown).join(' | ')} |`);
}

const chosen = results.get('both') ?? [];
console.log(
  '\n## By topic (model: both)\n\n| topic | ja precision | ja recall | ja F1 | en precision | en recall | en F1 |\n|---|---:|---:|---:|---:|---:|---:|',
);
for (const topic of TOPICS) {
  const cells = LANGUAGES.flatMap((language) => {
    const { precision, recall, f1 } = figuresOf(of(chosen, language), topic);
    return [precision, recall, f1].map(shown);
  });
  console.log(`| ${topic} | ${cells.join(' | ')} |`);
}
for (const language of LANGUAGES) {
  console.log(`\n## Confusion matrix, ${language}\n\nRows: the label; columns: what the model said.\n`);
  console.log(`| | ${TOPICS.join(' | ')} |\n|---|${TOPICS.map(() => '---:|').join('')}`);
  for (const actual of TOPICS) {
    const row = TOPICS.map(
      (found) =>
        of(chosen, language).filter((each) => rightTopic(each) === actual && each.topic === found).length,
    );
    console.log(`| ${actual} | ${row.map((count) => count || '').join(' | ')} |`);
  }
}
console.log(
  `\n## The ${WORST} mistakes of which the model was surest\n\n| text | label | the model said |\n|---|---|---|`,
);
const mistakes = chosen
  .filter(({ example, topic }) => !example.topics.includes(topic))
  .sort((a, b) => b.lead - a.lead || (a.example.text < b.example.text ? -1 : 1));
for (const { example, topic } of mistakes.slice(0, WORST))
  console.log(`| ${example.text.replaceAll('|', '\\|')} | ${example.topics.join(', ')} | ${topic} |`);

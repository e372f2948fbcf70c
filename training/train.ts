import { writeFileSync } from 'node:fs';
import { wordsOf } from '../src/domain/text/grounding.ts';
import type { StoredModel } from '../src/domain/text/model.ts';
import { readCorpus } from './corpus.ts';
import { learn } from './learn.ts';

const FOLDER = new URL('../src/domain/text/', import.meta.url);
/** A word that so many sources about businesses share is common to them. */
const COMMON_IN = 12;

const corpus = readCorpus();
const model = learn(corpus);
const stored: StoredModel = {
  features: [...model.features.keys()].join('\n'),
  weights: Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.byteLength).toString('base64'),
  bias: [...model.bias],
};
const text = `${JSON.stringify(stored, null, 1)}\n`;
writeFileSync(new URL('weights.json', FOLDER), text);
console.log(`${corpus.length} examples, ${model.features.size} features, ${Math.round(Buffer.byteLength(text) / 1000)} kB`);

const everyday = new Set<string>();
const sources = new Map<string, Set<string>>();
for (const { text: sentence, orientation, source } of corpus) {
  for (const word of wordsOf(sentence)) {
    if (orientation !== 'business') everyday.add(word);
    else sources.set(word, (sources.get(word) ?? new Set()).add(source));
  }
}
const common = [...sources].filter(([word, found]) => found.size >= COMMON_IN && !everyday.has(word)).map(([word]) => word);
const ordinary = { everyday: [...everyday].sort().join(' '), common: common.sort().join(' ') };
writeFileSync(new URL('ordinary.json', FOLDER), `${JSON.stringify(ordinary, null, 1)}\n`);
console.log(`${everyday.size} everyday words, ${common.length} common ones`);

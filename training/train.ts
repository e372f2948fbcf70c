import { writeFileSync } from 'node:fs';
import type { StoredModel } from '../src/domain/text/model.ts';
import { readCorpus } from './corpus.ts';
import { learn } from './learn.ts';

const FILE = new URL('../src/domain/text/weights.json', import.meta.url);

const corpus = readCorpus();
const model = learn(corpus);
const stored: StoredModel = {
  features: [...model.features.keys()].join('\n'),
  weights: Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.byteLength).toString('base64'),
  bias: [...model.bias],
};
const text = `${JSON.stringify(stored, null, 1)}\n`;
writeFileSync(FILE, text);
console.log(`${corpus.length} examples, ${model.features.size} features, ${Math.round(Buffer.byteLength(text) / 1000)} kB`);

import { writeFileSync } from 'node:fs';
import { contentWords } from '../src/domain/scoring/content.ts';
import { readCorpus } from './corpus.ts';

/**
 * Counts in how many lines of the corpus each content word stands, and writes the words by how little they
 * tell of one business: `node training/frequencies.ts`. What is not listed is rare.
 */
const LIMITS = { pair: [3, 12, 40], single: [8, 25, 60] } as const;

const counts = new Map<string, number>();
for (const { text } of readCorpus())
  for (const word of new Set(contentWords(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
const groups: Record<'seldom' | 'usual' | 'everywhere', string[]> = { seldom: [], usual: [], everywhere: [] };
for (const [word, count] of counts) {
  const [rare, some, many] = /^\p{Script=Han}$/u.test(word) ? LIMITS.single : LIMITS.pair;
  if (count <= rare) continue;
  groups[count <= some ? 'seldom' : count <= many ? 'usual' : 'everywhere'].push(word);
}
const lists = Object.fromEntries(
  Object.entries(groups).map(([name, words]) => [name, words.sort().join(' ')]),
);
writeFileSync('src/domain/scoring/frequencies.json', `${JSON.stringify(lists, null, 2)}\n`);
console.log(Object.fromEntries(Object.entries(groups).map(([name, words]) => [name, words.length])));

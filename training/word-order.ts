import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { ORDER_FILE, type OrderFile, SEPARATOR, writeCost } from '../src/domain/classifier/order-model.ts';
import { normaliseText } from '../src/domain/language/normalise.ts';
import { readCorpus } from './corpus.ts';

/**
 * Counts the stretches of characters in the corpus and writes what the last character of each costs after the
 * others: `node training/word-order.ts`. What stands only once is left out.
 */
const LONGEST = { ja: 3, en: 6 } as const;
const FEWEST = 2;

const file: OrderFile = { ja: learn('ja'), en: learn('en') };
const packed = brotliCompressSync(JSON.stringify(file));
writeFileSync(ORDER_FILE, packed);
console.log(`${Math.round(packed.length / 1000)} kB`);

function learn(own: 'ja' | 'en'): OrderFile['ja'] {
  const longest = LONGEST[own];
  const counts = new Map<string, number>();
  let characters = 0;
  for (const { text, language } of readCorpus()) {
    if (language !== own) continue;
    const line = `\n${normaliseText(text).toLowerCase().replaceAll(SEPARATOR, ' ')}\n`;
    characters += line.length;
    for (let start = 0; start < line.length; start += 1)
      for (let end = start + 1; end <= Math.min(line.length, start + longest); end += 1) {
        const stretch = line.slice(start, end);
        counts.set(stretch, (counts.get(stretch) ?? 0) + 1);
      }
  }
  const kept = [...counts].filter(([, count]) => count >= FEWEST).sort(([a], [b]) => (a < b ? -1 : 1));
  const bitsOf = ([stretch, count]: [string, number]): number =>
    Math.log2((counts.get(stretch.slice(0, -1)) ?? characters) / count);
  return {
    longest,
    stretches: kept.map(([stretch]) => stretch).join(SEPARATOR),
    costs: kept.map((each) => writeCost(bitsOf(each))).join(''),
  };
}

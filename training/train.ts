import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { packModel, WEIGHTS_FILE } from '../src/domain/classifier/model.ts';
import { wordsOf } from '../src/domain/scoring/grounding.ts';
import { type Example, LANGUAGES, readCorpus } from './corpus.ts';
import { learn } from './learn.ts';

const FOLDER = new URL('../src/domain/classifier/', import.meta.url);
/** A word that so many sources about businesses share is common to them. */
const COMMON_IN = 12;
/**
 * A word that so many sources of small talk share is everyday talk. The English part is the larger one: a
 * word in one source alone may be chance.
 */
const EVERYDAY_IN = { ja: 1, en: 2 };
/**
 * So is one in this share (0–1) of all talk of agencies, their terms among it: "校正" is proofreading there,
 * and calibration elsewhere.
 */
const EVERYDAY_SHARE = 0.006;

const corpus = readCorpus();
const trained = learn(corpus);
const packed = packModel(trained);
const file = brotliCompressSync(packed, {
  params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
});
writeFileSync(WEIGHTS_FILE, file);
console.log(
  `${corpus.length} examples, ${trained.names.length} features, ${Math.round(file.length / 1000)} kB`,
);

/** The words that at least so many sources of the examples share. */
function wordsIn(examples: readonly Example[], fewest: number): string[] {
  const sources = new Map<string, Set<string>>();
  for (const { text, source } of examples)
    for (const word of wordsOf(text)) sources.set(word, (sources.get(word) ?? new Set()).add(source));
  return [...sources].filter(([, found]) => found.size >= fewest).map(([word]) => word);
}

const business = corpus.filter(({ orientation }) => orientation === 'business');
const everyday = new Set(
  LANGUAGES.flatMap((own) => {
    const talk = corpus.filter(({ language, orientation }) => language === own && orientation !== 'business');
    const small = talk.filter(({ orientation }) => orientation !== 'terms');
    const sources = new Set(talk.map(({ source }) => source)).size;
    return [...wordsIn(small, EVERYDAY_IN[own]), ...wordsIn(talk, EVERYDAY_SHARE * sources)];
  }),
);
const common = wordsIn(business, COMMON_IN).filter((word) => !everyday.has(word));
const ordinary = { everyday: [...everyday].sort().join(' '), common: common.sort().join(' ') };
writeFileSync(new URL('../scoring/ordinary.json', FOLDER), `${JSON.stringify(ordinary, null, 1)}\n`);
console.log(`${everyday.size} everyday words, ${common.length} common ones`);

import { readFileSync, statSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import t from 'tap';
import { TOPICS } from '../../src/domain/brief/topics.ts';
import { packModel, WEIGHTS_FILE } from '../../src/domain/classifier/model.ts';
import { readCorpus } from '../../training/corpus.ts';
import { learn } from '../../training/learn.ts';

const corpus = readCorpus();

t.test('the corpus covers every topic and orientation in both languages, without repeats', async (t) => {
  for (const language of ['ja', 'en'] as const) {
    const own = corpus.filter((example) => example.language === language);
    t.ok(own.length >= 1500, `${language}: ${own.length}`);
    for (const topic of TOPICS) {
      const found = own.filter(({ topics }) => topics.includes(topic)).length;
      t.ok(found >= 80, `${language} ${topic}: ${found}`);
    }
    for (const orientation of ['business', 'terms', 'metric', 'neutral']) {
      const found = own.filter((example) => example.orientation === orientation).length;
      t.ok(found >= 80, `${language} ${orientation}: ${found}`);
    }
  }
  t.equal(
    new Set(corpus.map(({ language, text }) => language + text.normalize('NFKC').toLowerCase())).size,
    corpus.length,
    'no text twice',
  );
  const languages = new Map<string, Set<string>>();
  for (const { source, language } of corpus)
    languages.set(source, (languages.get(source) ?? new Set()).add(language));
  t.ok(
    [...languages.values()].every((each) => each.size === 1),
    'a source belongs to one language',
  );
});

t.test('the weights that ship are those that the corpus gives, and weigh less than a megabyte', async (t) => {
  t.ok(statSync(WEIGHTS_FILE).size < 1_000_000);
  const learnt = learn(corpus);
  const shipped = brotliDecompressSync(readFileSync(WEIGHTS_FILE));
  t.ok(shipped.equals(packModel(learnt)), 'run npm run train after a change of the corpus or the lexicons');
});

import fc from 'fast-check';
import t from 'tap';
import { ENTRIES } from '../../src/domain/classifier/lexicon.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { anyDossier, briefSentences, corpusTexts, everywhere, TEXT_FIELDS } from '../support/arbitrary.ts';
import { DOSSIERS } from '../support/dossiers.ts';

const TERMS = [...ENTRIES.keys()];

t.test('a bare list of every term of the lexicon earns at most 30', async (t) => {
  const list = TERMS.join('、');
  for (const { brief } of DOSSIERS)
    t.ok(score(brief, everywhere({}, list.slice(0, 20_000), TERMS.slice(0, 100))).understanding <= 30);
});

t.test('5. a whole response of stuffed terms stays at or below 30', async () => {
  const stuffing = fc.array(fc.constantFrom(...TERMS), { minLength: 4, maxLength: 60 });
  const separator = fc.constantFrom('、', ' ', '・', ', ', '\n', '。');
  fc.assert(
    fc.property(anyDossier, stuffing, stuffing, separator, ({ brief }, words, asked, between) => {
      const stuffed = everywhere(
        {
          measure: { judgedBy: { metric: words.join(between) }, metrics: [{ metric: words.join(between) }] },
        },
        words.join(between),
        asked,
      );
      return score(brief, stuffed).understanding <= 30;
    }),
  );
});

t.test('a copied brief stays at or below 25', async () => {
  fc.assert(
    fc.property(
      anyDossier,
      fc.array(fc.nat(), { minLength: 12, maxLength: 40 }),
      fc.boolean(),
      ({ brief }, picks, whole) => {
        const own = briefSentences(brief);
        const copied = whole ? own : picks.map((pick) => own[pick % own.length] ?? '');
        return score(brief, everywhere({}, copied.join('\n'), copied.slice(0, 15))).understanding <= 25;
      },
    ),
  );
});

t.test('a polite, long, empty text earns no more than a short empty one', async () => {
  const polite = corpusTexts(
    ({ topics, orientation }) => topics.includes('other') && orientation === 'neutral',
  );
  fc.assert(
    fc.property(
      anyDossier,
      fc.array(fc.constantFrom(...polite), { minLength: 5, maxLength: 40 }),
      ({ brief, response }, sentences) => {
        const emptied = Object.values(TEXT_FIELDS).reduce((sum, put) => put(sum, () => ''), response);
        const talked = Object.values(TEXT_FIELDS).reduce(
          (sum, put) => put(sum, () => sentences.join('。\n')),
          response,
        );
        return score(brief, talked).understanding <= score(brief, emptied).understanding;
      },
    ),
  );
});

t.test('shuffling the sentences of an answer changes no level by more than half', async () => {
  const fields = Object.values(TEXT_FIELDS);
  fc.assert(
    fc.property(
      anyDossier,
      fc.constantFrom(...fields),
      fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      ({ brief, response }, put, keys) => {
        const shuffled = put(response, (text) =>
          text
            .split(/(?<=[。.])\s*/)
            .map((sentence, at) => ({ sentence, key: keys[at] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ sentence }) => sentence)
            .join('\n'),
        );
        const before = score(brief, response).criteria;
        return score(brief, shuffled).criteria.every(
          ({ level }, at) => Math.abs(level - (before[at]?.level ?? 0)) <= 0.5,
        );
      },
    ),
  );
});

import fc from 'fast-check';
import t from 'tap';
import { sentenceKey } from '../../src/domain/classifier/analyse.ts';
import { countJapanese } from '../../src/domain/language/characters.ts';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { anyText } from '../support/arbitrary.ts';

const countOf = (text: string, kind: RegExp): number => text.match(kind)?.length ?? 0;

t.test('loops over code units find what Unicode says of the characters', async () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const text = normaliseText(given);
      const { japanese, hiragana } = countJapanese(text);
      return (
        sentenceKey(text) === text.replace(/[^\p{L}\p{N}%]/gu, '') &&
        japanese === countOf(text, /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu) &&
        hiragana === countOf(text, /\p{Script=Hiragana}/gu)
      );
    }),
  );
});

import fc from 'fast-check';
import t from 'tap';
import { normalise, originalSpan } from '../../src/domain/language/normalise.ts';
import { anyText } from '../support/arbitrary.ts';

t.test('plain text is normalised to what going through it piece by piece gives', async () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const whole = normalise(text);
      // With a character that has to be normalised no text is plain; it stands alone, so the rest stays as it
      // is.
      const piecewise = normalise(`${text}①`);
      const samePlaces = Array.from(whole.text, (_, at) => at).every((at) => {
        const [one, other] = [originalSpan(whole, at, at + 1), originalSpan(piecewise, at, at + 1)];
        return one.start === other.start && one.end === other.end;
      });
      return piecewise.text === `${whole.text}1` && piecewise.pieces !== null && samePlaces;
    }),
  );
});

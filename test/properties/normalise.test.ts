import fc from 'fast-check';
import t from 'tap';
import { normalise, normaliseText } from '../../src/domain/text/normalise.ts';
import { anyText } from '../support/arbitrary.ts';

t.test('text that is plain already is normalised as any other', async () => {
  fc.assert(fc.property(anyText, (text) => normaliseText(text) === normalise(text).text));
});

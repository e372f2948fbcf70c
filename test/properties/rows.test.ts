import fc from 'fast-check';
import t from 'tap';
import { featuresOf, namesOf } from '../../src/domain/classifier/features.ts';
import { NO_ROW } from '../../src/domain/classifier/row-index.ts';
import { rowsOf } from '../../src/domain/classifier/rows.ts';
import { shippedModel } from '../../src/domain/classifier/shipped.ts';
import { normaliseText } from '../../src/domain/language/normalise.ts';
import { anyText } from '../support/arbitrary.ts';

t.test('the rows found for a text are those of the names that the model was trained on', async () => {
  const { rows } = shippedModel();
  fc.assert(
    fc.property(anyText, (text) => {
      const features = featuresOf(normaliseText(text));
      const named = new Set(
        namesOf(features)
          .map((name) => rows.index.rowOf(name))
          .filter((row) => row !== NO_ROW),
      );
      const found = rowsOf(rows, features);
      return (
        found.length === named.size &&
        new Set(found).size === named.size &&
        found.every((row) => named.has(row))
      );
    }),
  );
});

import t from 'tap';
import { FLOORS, THRESHOLDS, VERDICTS } from '../../src/domain/scoring/rubric.ts';
import { translator } from '../../src/locales/translator.ts';

t.test('the report names every figure by which a verdict is decided', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const text = translator(locale)('report.thresholdsText');
    const figures = [...Object.values(THRESHOLDS), ...Object.values(FLOORS)].filter((each) => each >= 1);
    for (const figure of figures)
      t.match(text, new RegExp(`(?<![\\d.])${figure}(?![\\d.]*\\d)`), `${locale} ${figure}`);
    for (const verdict of VERDICTS)
      t.match(text, translator(locale)(`verdicts.${verdict}`).slice(1), verdict);
    for (const key of Object.keys(FLOORS)) t.match(text, translator(locale)(`criteria.${key}`), key);
  }
});

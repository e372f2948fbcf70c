import t from 'tap';
import type { Response } from '../../src/domain/response/response.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { decideVerdict } from '../../src/domain/scoring/verdict.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { readSample } from '../../src/samples/sample.ts';
import { ATTACKERS } from '../support/attackers.ts';

const good = {
  understanding: 80,
  priceDeadlineFocus: 0,
  metricChasing: 0,
  levels: { fit: 2.5, business_model: 2, questioning: 1.5 },
  units: 10,
  answeredShare: 1,
};

t.test('a partner reaches every floor, whatever the total', async (t) => {
  t.equal(decideVerdict(good), 'partner', 'at the floors');
  for (const [key, level] of [
    ['fit', 2],
    ['business_model', 1.5],
    ['questioning', 1],
  ] as const)
    t.equal(decideVerdict({ ...good, levels: { ...good.levels, [key]: level } }), 'promising', key);
});

t.test('price talk without insight is a pitch even beside a filled-in form', async (t) => {
  const pitch = { ...good, understanding: 60, priceDeadlineFocus: 50 };
  t.equal(decideVerdict({ ...pitch, levels: { fit: 1, business_model: 1 } }), 'price_deadline');
  t.equal(decideVerdict(pitch), 'promising', 'with insight beside it');
});

t.test('what stands on nothing of the brief adds nothing', async (t) => {
  const { brief } = readSample('en', 'partner');
  const text = 'Elephants cross the savannah at dusk because the acacia bark tastes sweeter after thunder.';
  const units = [...read(brief, { understand: { who: text } }).units.values()].flat();
  t.ok(units.length > 0);
  t.same(
    units.map(({ adds }) => adds),
    units.map(() => 0),
  );
});

t.test('what was left blank is no low mark: strong in what it answered', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const { brief, response } = readSample(locale, 'partner');
    const { numbers, ...rest } = response;
    const busy: Response = { ...rest, measure: {} };
    const whole = makeReport(brief, response);
    const report = makeReport(brief, busy);
    t.ok(numbers && report.understanding < 70, `${report.understanding} as a whole`);
    t.ok(report.answered >= 75, `${report.answered} of what was answered`);
    t.equal(report.verdict, 'promising');
    t.match(report.because, locale === 'ja' ? /聞き返してください/ : /ask back/);
    t.ok(Math.abs(whole.answered - whole.understanding) <= 3, 'nothing was left blank there');
    t.notMatch(whole.because, locale === 'ja' ? /聞き返してください/ : /ask back/);
    // Hardly anything answered is strong in nothing, nor is a form filled in without a sentence.
    t.notMatch(makeReport(brief, { understand: response.understand }).because, /ask back|聞き返してください/);
    t.notMatch(makeReport(brief, ATTACKERS.form_only(brief)).because, /ask back|聞き返してください/);
  }
});

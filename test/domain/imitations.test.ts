import t from 'tap';
import { score } from '../../src/domain/scoring/score.ts';
import { TEMPLATES } from '../../src/locales/templates/templates.ts';
import { ATTACKERS } from '../support/attackers.ts';
import { CASES } from '../support/dossiers.ts';
import { kappaOf, orderShare, READINGS, scored, verdictShare } from '../support/readings.ts';
import { briefOf } from '../support/written.ts';

const BRIEFS = [
  ...(['ja', 'en'] as const).flatMap((locale) =>
    TEMPLATES.map((template) => ({ name: `${locale} ${template}`, brief: briefOf(template, locale) })),
  ),
  ...CASES,
];

/**
 * The most that each imitation earns on any brief. What weaves concrete sentences from elsewhere into facts
 * said again is only stopped by people's reading (docs/developers/rubric.md, Known limits).
 */
const MOST = {
  form_only: 40,
  splicer: 55,
  gamer: 60,
  contradictor: 55,
  plain_echo: 65,
  padded_echo: 65,
  price_pitch: 35,
  metric_chaser: 25,
};

for (const { name, brief } of BRIEFS)
  t.test(`${name}: no imitation is taken for a partner`, async (t) => {
    for (const [attack, most] of Object.entries(MOST)) {
      const { understanding, verdict } = score(brief, ATTACKERS[attack as keyof typeof MOST](brief));
      t.ok(understanding <= most, `${attack} earns ${understanding}, at most ${most}`);
      t.not(verdict, 'partner', attack);
    }
    t.equal(score(brief, ATTACKERS.price_pitch(brief)).verdict, 'price_deadline');
    t.equal(score(brief, ATTACKERS.metric_chaser(brief)).verdict, 'metric_chaser');
  });

t.test('what makes a form worth anything is the sentences in it', async (t) => {
  for (const { name, brief } of BRIEFS) {
    const { criteria } = score(brief, ATTACKERS.form_only(brief));
    for (const [key, most] of [
      ['business_model', 0],
      ['fit', 1],
      ['partnership', 1.5],
    ] as const) {
      const level = criteria.find((criterion) => criterion.key === key)?.level ?? 0;
      t.ok(level <= most, `${name}: ${key} ${level}, at most ${most}`);
    }
  }
});

t.test('written responses stand in the order of two blind readings', async (t) => {
  const ours = scored();
  for (const reading of READINGS) {
    t.equal(reading.size, ours.size, 'every response is read');
    t.ok(orderShare(ours, reading) >= 0.84, `order of pairs ${orderShare(ours, reading).toFixed(2)}`);
    t.ok(verdictShare(ours, reading) >= 0.65, `verdicts ${verdictShare(ours, reading).toFixed(2)}`);
    for (const key of ['kpi_link', 'evaluation_axis'] as const)
      t.ok(kappaOf(key, ours, reading) >= 0.75, `${key} ${kappaOf(key, ours, reading).toFixed(2)}`);
  }
});

t.test(
  'nobody whom both readings call a seller or a chaser is called a partner, nor the other way',
  async (t) => {
    for (const [name, { verdict }] of scored()) {
      const read = READINGS.map((reading) => reading.get(name)?.verdict);
      if (read.every((each) => each !== 'partner' && each !== 'promising')) t.not(verdict, 'partner', name);
      if (read.every((each) => each === 'partner'))
        t.ok(verdict === 'partner' || verdict === 'promising', `${name} is ${verdict}`);
    }
  },
);

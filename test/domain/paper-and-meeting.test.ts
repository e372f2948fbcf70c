import t from 'tap';
import type { Judgement } from '../../src/domain/people/judgements.ts';
import { isFarShift, paperAndMeeting } from '../../src/domain/people/paper-and-meeting.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { hasWords, translator } from '../../src/locales/translator.ts';
import { askInMeeting, QUESTION_KINDS } from '../../src/reporting/meeting.ts';
import { readSample, SAMPLES } from '../../src/samples/sample.ts';

const given = (subject: string, level: number | null, stage: Judgement['stage']): Judgement => ({
  subject,
  level,
  stage,
  reason: '',
});
const byRules = (subject: string): number | null => (subject === 'fit' ? 2 : null);

t.test(
  'paper is the own level, else the one by the rules; without either there is nothing to compare',
  async (t) => {
    const own = [
      given('business_model', 3, 'reading'),
      given('business_model', 1.5, 'meeting'),
      given('fit', 2.5, 'meeting'),
      given('own_0000000a', 4, 'meeting'),
    ];
    t.same(paperAndMeeting(own, byRules), {
      shifts: [
        { subject: 'business_model', paper: 3, meeting: 1.5 },
        { subject: 'fit', paper: 2, meeting: 2.5 },
      ],
      up: 1,
      down: 1,
      impression: 'few',
    });
    t.match(paperAndMeeting([], byRules), { shifts: [], impression: null });
    t.match(paperAndMeeting([given('fit', 4, 'meeting'), given('fit', null, 'meeting')], byRules), {
      shifts: [],
    });
  },
);

t.test('levels that move by three quarters on average say how somebody comes across', async (t) => {
  const moved = (meeting: number, other: number) =>
    paperAndMeeting(
      [
        given('a', 2, 'reading'),
        given('b', 2, 'reading'),
        given('c', 2, 'reading'),
        given('a', meeting, 'meeting'),
        given('b', other, 'meeting'),
        given('c', (meeting + other) / 2, 'meeting'),
      ],
      () => null,
    ).impression;
  t.equal(moved(1, 1.5), 'writes_better');
  t.equal(moved(1.5, 1.5), 'alike');
  t.equal(moved(3, 2.5), 'talks_better');
  t.equal(moved(3, 1), 'alike');
});

t.test('a whole level is worth a reason, half a level is not', async (t) => {
  t.equal(isFarShift({ subject: 'fit', paper: 2, meeting: 3 }), true);
  t.equal(isFarShift({ subject: 'fit', paper: 2, meeting: 1 }), true);
  t.equal(isFarShift({ subject: 'fit', paper: 2, meeting: 2.5 }), false);
});

t.test('every question has a kind, and every kind says what a good and a weak answer hold', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    for (const kind of QUESTION_KINDS)
      for (const side of ['good', 'weak'])
        t.ok(hasWords(locale, `meeting.holds.${kind}.${side}`), `${locale} ${kind}`);
    for (const sample of SAMPLES) {
      const { brief, response } = readSample(locale, sample);
      const asked = askInMeeting(score(brief, response), brief, response, locale, translator(locale));
      t.ok(asked.length >= 2 && asked.every(({ kind }) => QUESTION_KINDS.includes(kind)));
    }
  }
});

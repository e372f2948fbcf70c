import t from 'tap';
import {
  applyJudgements,
  inForce,
  JUDGEMENT_LEVELS,
  type Judgement,
  judgedParts,
} from '../../src/domain/people/judgements.ts';
import { pointsOf, sumOfPoints } from '../../src/domain/scoring/points.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { readSample } from '../../src/samples/sample.ts';

const { brief, response } = readSample('en', 'promising');
const computed = score(brief, response);
const given = (subject: string, level: number | null, stage: Judgement['stage'] = 'reading'): Judgement => ({
  subject,
  stage,
  level,
  reason: 'x',
});

t.test('levels go from 0 to 4 in halves', async (t) => {
  t.same(JUDGEMENT_LEVELS, [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
});

t.test('points are the share of the level, to the hundredth; the total is a whole number', async (t) => {
  t.equal(pointsOf(4, 25), 25);
  t.equal(pointsOf(0, 25), 0);
  t.equal(pointsOf(3.5, 15), 13.13, '13.125, rounded');
  t.equal(sumOfPoints([{ points: 13.13 }, { points: 2.36 }]), 15);
  t.equal(sumOfPoints([{ points: 13.13 }, { points: 2.37 }]), 16, '15.5 counts up');
});

t.test('the last level of a criterion is in force, and none after it was withdrawn', async (t) => {
  const kept = inForce([given('fit', 1), given('kpi_link', 2), given('fit', 3), given('kpi_link', null)]);
  t.same(
    [...kept.entries()].map(([key, { level }]) => [key, level]),
    [['fit', 3]],
  );
});

t.test('what is given after the meeting stands beside what was given from reading', async (t) => {
  const both = [given('fit', 1), given('fit', 4, 'meeting'), given('business_model', null, 'meeting')];
  t.equal(inForce(both).get('fit')?.level, 1);
  t.equal(inForce(both, 'meeting').get('fit')?.level, 4);
  t.same(
    applyJudgements(computed, [given('fit', 4, 'meeting')]),
    computed,
    'the total is that of the reading',
  );
});

t.test('a level of an own question changes no criterion', async (t) => {
  t.same(applyJudgements(computed, [given('own_0000000a', 1)]), computed);
});

t.test('without a level of the owner the score is the computed one', async (t) => {
  t.same(applyJudgements(computed, []), computed);
  t.same(applyJudgements(computed, [given('fit', 2), given('fit', null)]), computed);
  const { criteria, verdict, floorsMissing } = computed;
  t.match(
    judgedParts({ ...computed, understanding: 42 }, []),
    { criteria, understanding: 42, verdict, floorsMissing, confirmed: false },
    'also one that an earlier rubric summed up in another way',
  );
});

t.test(
  "the owner's level takes the place of the computed one: points, total and verdict follow, evidence stays",
  async (t) => {
    const all = computed.criteria.map(({ key }) => given(key, 4));
    const best = applyJudgements(computed, all);
    t.equal(best.understanding, 100);
    t.equal(best.verdict, 'partner');
    t.same(
      best.criteria.map(({ level }) => level),
      computed.criteria.map(() => 4),
    );
    t.same(
      best.criteria.map(({ evidence }) => evidence),
      computed.criteria.map(({ evidence }) => evidence),
    );
    const one = applyJudgements(computed, [given('business_model', 0)]);
    const before = computed.criteria.find(({ key }) => key === 'business_model')?.points ?? 0;
    t.equal(
      one.understanding,
      Math.round(
        sumOfPoints(
          computed.criteria.map(({ key, points }) => ({ points: key === 'business_model' ? 0 : points })),
        ),
      ),
    );
    t.ok(before > 0 && one.understanding < computed.understanding);
    t.same(
      one.criteria.filter(({ key }) => key !== 'business_model'),
      computed.criteria.filter(({ key }) => key !== 'business_model'),
    );
  },
);

t.test('the verdict still looks at what was talked about', async (t) => {
  const all = computed.criteria.map(({ key }) => given(key, 0));
  t.equal(applyJudgements({ ...computed, priceDeadlineFocus: 60 }, all).verdict, 'price_deadline');
  t.equal(applyJudgements({ ...computed, metricChasing: 60 }, all).verdict, 'metric_chaser');
});

t.test('two pieces of talk, of whatever kind, are enough for a verdict', async (t) => {
  const all = computed.criteria.map(({ key }) => given(key, 4));
  const verdictOf = (business: number, terms: number, metric: number) =>
    applyJudgements(
      { ...computed, units: { ...computed.units, business, terms, metric }, answeredShare: 0 },
      all,
    ).verdict;
  t.equal(verdictOf(1, 1, 0), 'partner');
  t.equal(verdictOf(0, 1, 1), 'partner');
  t.equal(verdictOf(1, 0, 1), 'partner');
  t.equal(verdictOf(1, 0, 0), 'insufficient');
});

t.test('a verdict is confirmed once a person has judged what rules judge least well', async (t) => {
  const confirmed = (...own: Judgement[]): boolean => applyJudgements(computed, own).confirmed;
  t.equal(computed.confirmed, false, 'never by the rules');
  t.equal(confirmed(given('fit', 3)), false);
  t.equal(confirmed(given('fit', 3), given('business_model', 2)), true);
  t.equal(confirmed(given('fit', 3), given('business_model', 2), given('fit', null)), false, 'taken back');
});

t.test('the range of a total reaches to what it is with any one criterion left out', async (t) => {
  const { range, criteria } = applyJudgements(computed, [given('fit', 0), given('business_model', 4)]);
  t.ok(range[0] <= range[1]);
  for (const left of criteria) {
    const rest = criteria.filter((each) => each !== left);
    const sum = (of: 'points' | 'outOf') => rest.reduce((total, each) => total + each[of], 0);
    const without = Math.round((100 * sum('points')) / sum('outOf'));
    t.ok(range[0] <= without && without <= range[1], `${left.key} left out: ${without} in ${range}`);
  }
});

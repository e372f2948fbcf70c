import t from 'tap';
import { decideVerdict, isStrongInAnswers, judgeConfidence } from '../../src/domain/scoring/verdict.ts';

/** Someone whom no rule turns down or doubts. */
const partner = {
  understanding: 80,
  priceDeadlineFocus: 0,
  metricChasing: 0,
  levels: { fit: 3, business_model: 3, questioning: 3 },
  units: 10,
  answeredShare: 1,
};
const shallow = { ...partner, understanding: 60, levels: { fit: 1.5, business_model: 2 } };

t.test('every verdict holds at its limits and not beside them', async (t) => {
  for (const [what, given, verdict] of [
    ['a partner', partner, 'partner'],
    ['at 70', { ...partner, understanding: 70 }, 'partner'],
    ['below 70', { ...partner, understanding: 69.5 }, 'promising'],
    ['price at 30', { ...partner, priceDeadlineFocus: 30 }, 'partner'],
    ['price above 30', { ...partner, priceDeadlineFocus: 31 }, 'promising'],
    ['metrics at 30', { ...partner, metricChasing: 30 }, 'partner'],
    ['metrics above 30', { ...partner, metricChasing: 31 }, 'promising'],
    ['a floor missed', { ...partner, levels: { ...partner.levels, fit: 2 } }, 'promising'],
    ['a criterion that is not judged is no bar', { ...partner, levels: { business_model: 3 } }, 'partner'],

    ['price below 45', { ...shallow, priceDeadlineFocus: 44 }, 'promising'],
    ['price at 45, shallow', { ...shallow, priceDeadlineFocus: 45 }, 'price_deadline'],
    ['price at 45, understood', { ...partner, priceDeadlineFocus: 45 }, 'promising'],
    ['price at 45, below 50', { ...partner, priceDeadlineFocus: 45, understanding: 49 }, 'price_deadline'],
    ['price at 45, at 50', { ...partner, priceDeadlineFocus: 45, understanding: 50 }, 'promising'],
    [
      'insight at 2',
      { ...shallow, priceDeadlineFocus: 45, levels: { fit: 2, business_model: 2 } },
      'promising',
    ],
    // The mean is of both: a difference of the two would be shallow here, and one of them is.
    [
      'insight of both',
      { ...shallow, priceDeadlineFocus: 45, levels: { fit: 3.5, business_model: 1 } },
      'promising',
    ],
    ['nothing judged is shallow', { ...shallow, priceDeadlineFocus: 45, levels: {} }, 'price_deadline'],

    ['metrics at 20, shallow', { ...shallow, metricChasing: 20 }, 'metric_chaser'],
    ['metrics below 20, shallow', { ...shallow, metricChasing: 19 }, 'promising'],
    ['metrics at 20, understood', { ...partner, metricChasing: 20 }, 'partner'],
    ['metrics at 35, below 60', { ...partner, metricChasing: 35, understanding: 59 }, 'metric_chaser'],
    ['metrics below 35, below 60', { ...partner, metricChasing: 34, understanding: 59 }, 'promising'],
    ['metrics at 35, at 60', { ...partner, metricChasing: 35, understanding: 60 }, 'promising'],
    ['price before metrics', { ...shallow, priceDeadlineFocus: 45, metricChasing: 45 }, 'price_deadline'],

    ['one statement, 49 %', { ...partner, units: 1, answeredShare: 0.49 }, 'insufficient'],
    ['one statement, half', { ...partner, units: 1, answeredShare: 0.5 }, 'partner'],
    ['two statements, 49 %', { ...partner, units: 2, answeredShare: 0.49 }, 'partner'],
  ] as const)
    t.equal(decideVerdict(given), verdict, what);
});

t.test(
  'strong in what it answered: at each limit, and the levels counted over what was answered',
  async (t) => {
    const given = { verdict: 'promising', answeredShare: 0.7, answered: 75 } as const;
    const levels = { fit: 1.5, business_model: 2, questioning: 0 };
    const shares = { fit: 0.5, questioning: 0 };
    t.ok(isStrongInAnswers(given, levels, shares), 'half of the fit was answered, no question asked');
    t.notOk(isStrongInAnswers(given, { ...levels, fit: 1 }, shares), 'what was answered of the fit is low');
    t.notOk(isStrongInAnswers(given, levels, { questioning: 0 }), 'all of the fit was answered');
    t.notOk(isStrongInAnswers(given, levels, { fit: 0.5 }), 'questions were asked');
    t.notOk(
      isStrongInAnswers({ ...given, verdict: 'partner' }, levels, shares),
      'a partner needs no such word',
    );
    t.notOk(isStrongInAnswers({ ...given, verdict: 'metric_chaser' }, levels, shares), 'a chaser gets none');
    t.notOk(isStrongInAnswers({ ...given, answered: 74 }, levels, shares), 'not strong');
    t.notOk(isStrongInAnswers({ ...given, answeredShare: 1 }, levels, shares), 'nothing was left blank');
    t.notOk(isStrongInAnswers({ ...given, answeredShare: 0.49 }, levels, shares), 'too little was answered');
    t.ok(isStrongInAnswers({ ...given, answeredShare: 0.5 }, levels, shares), 'half was answered');
  },
);

t.test('each doubt lowers the confidence from its limit on', async (t) => {
  const sure = {
    units: 6,
    neutralShare: 0.5,
    unsureShare: 0.4,
    answeredShare: 0.9,
    flags: 0,
    isCapped: false,
    isReadable: true,
  };
  for (const [what, given, confidence] of [
    ['without doubts', {}, 'high'],
    ['no sentences about this business', { isReadable: false }, 'low'],
    ['a level held back', { isCapped: true }, 'medium'],
    ['little text', { units: 5 }, 'medium'],
    ['answers skipped', { answeredShare: 0.89 }, 'medium'],
    ['talk that says nothing', { neutralShare: 0.51 }, 'medium'],
    ['sentences read either way', { unsureShare: 0.41 }, 'medium'],
    ['a flag', { flags: 1 }, 'medium'],
    ['two flags', { flags: 2 }, 'medium'],
    ['many flags are two doubts', { flags: 9 }, 'medium'],
    ['flags and a level held back', { flags: 2, isCapped: true }, 'low'],
    ['little text beside a flag', { units: 3, flags: 1 }, 'medium'],
    ['hardly any text is two doubts', { units: 2, flags: 1 }, 'low'],
    ['answers skipped beside a flag', { answeredShare: 0.6, flags: 1 }, 'medium'],
    ['most answers skipped are two doubts', { answeredShare: 0.59, flags: 1 }, 'low'],
    ['three small doubts', { neutralShare: 0.6, unsureShare: 0.5, flags: 1 }, 'low'],
  ] as const)
    t.equal(judgeConfidence({ ...sure, ...given }), confidence, what);
});

import t from 'tap';
import { score } from '../../src/domain/scoring/score.ts';
import { CASES } from '../support/dossiers.ts';

t.ok(
  CASES.reduce((sum, { candidates }) => sum + Object.keys(candidates).length, 0) >= 16,
  'at least sixteen dossiers',
);

for (const { name, brief, order, candidates } of CASES) {
  t.test(`${name}: verdicts and order are those of a careful owner`, async (t) => {
    const scores = new Map(
      Object.entries(candidates).map(([candidate, { response }]) => [candidate, score(brief, response)]),
    );
    for (const [candidate, { verdict }] of Object.entries(candidates)) {
      const { understanding, priceDeadlineFocus, metricChasing } = scores.get(candidate) ?? {};
      t.equal(
        scores.get(candidate)?.verdict,
        verdict,
        `${candidate}: ${understanding}, ${priceDeadlineFocus}, ${metricChasing}`,
      );
    }
    t.same(order.flat().sort(), Object.keys(candidates).sort(), 'every candidate has its place');
    const understandingOf = (candidate: string): number => scores.get(candidate)?.understanding ?? Number.NaN;
    for (let place = 1; place < order.length; place += 1) {
      for (const better of order[place - 1] ?? []) {
        for (const worse of order[place] ?? [])
          t.ok(understandingOf(better) > understandingOf(worse), `${better} before ${worse}`);
      }
    }
  });
}

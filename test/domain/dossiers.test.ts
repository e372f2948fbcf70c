import t from 'tap';
import { DossierSchema } from '../../src/domain/response/response.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { readSample } from '../../src/samples/sample.ts';
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

t.test(
  'the first format of a dossier knows nothing of what the second added, and says so by path',
  async (t) => {
    const { brief, response } = readSample('en', 'partner');
    const { lever: _, ...numbers } = response.numbers ?? {};
    const old = { format: 'banso-dossier/1', brief, response: { ...response, numbers } };
    t.ok(DossierSchema.safeParse(old).success, 'what it knows is read as before');
    const facts = { ...brief.facts, target: { ...brief.facts.target, alsoCalled: ['plants'] } };
    for (const [path, change] of [
      ['response.numbers.lever', { response }],
      ['response.addsUp', { response: { ...old.response, addsUp: [{ clash: 'targets_short', text: 'x' }] } }],
      ['response.terms.tax', { response: { ...old.response, terms: { tax: 'included' } } }],
      [
        'response.askedQuestions.0.disclosed',
        { response: { askedQuestions: [{ text: 'x', asked: 'unprompted', disclosed: ['goal'] }] } },
      ],
      ['brief.answersBy', { brief: { ...brief, answersBy: '2026-12-01' } }],
      ['brief.facts.target.alsoCalled', { brief: { ...brief, facts } }],
    ] as const) {
      const { error } = DossierSchema.safeParse({ ...old, ...change });
      t.same(
        error?.issues.map((issue) => issue.path.join('.')),
        [path],
      );
      t.match(error?.issues[0]?.message, 'banso-dossier/2');
      t.ok(DossierSchema.safeParse({ ...old, ...change, format: 'banso-dossier/2' }).success, path);
    }
  },
);

import t from 'tap';
import type { Brief } from '../../src/domain/brief/brief.ts';
import type { Response } from '../../src/domain/response/response.ts';
import { type Score, score } from '../../src/domain/scoring/score.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { shuffled } from '../support/attackers.ts';
import { CASES, DOSSIERS } from '../support/dossiers.ts';
import { briefOf, WRITTEN } from '../support/written.ts';

const written = WRITTEN.map(({ name, kind, business, locale, response }) => ({
  name,
  kind,
  brief: briefOf(business, locale),
  response,
}));
const has = ({ flags }: Score, key: string): boolean => flags.some((flag) => flag.key === key);
const levelOf = ({ criteria }: Score, key: string): number =>
  criteria.find((criterion) => criterion.key === key)?.level ?? 0;

t.test('what somebody wrote reads as sentences', async (t) => {
  for (const { brief, response } of [...written, ...DOSSIERS])
    t.notOk(has(score(brief, response), 'no_sense'), `${response.understand?.who}`);
});

t.test('the same words in any order do not, and lose what sentences earn', async (t) => {
  const partners: { name: string; brief: Brief; response: Response }[] = [
    ...written.filter(({ kind }) => kind.startsWith('partner')),
    ...CASES.flatMap(({ name, brief, candidates }) =>
      Object.values(candidates)
        .filter(({ verdict }) => verdict === 'partner')
        .map(({ response }) => ({ name, brief, response })),
    ),
  ];
  for (const { name, brief, response } of partners) {
    const original = score(brief, response).understanding;
    const turned = score(brief, shuffled(response));
    t.ok(has(turned, 'no_sense'), `${name} is flagged`);
    t.ok(levelOf(turned, 'business_model') <= 0.5, name);
    t.ok(levelOf(turned, 'partnership') <= 1.5, name);
    t.equal(turned.confidence, 'low');
    t.not(turned.verdict, 'partner');
    t.ok(
      turned.understanding <= Math.max(original - 20, 40),
      `${name}: ${original} becomes ${turned.understanding}`,
    );
  }
});

t.test('too few words are never called unconnected', async (t) => {
  const [{ brief }] = written as [(typeof written)[number]];
  const who = 'factories valves audits stock bearings quotes dealers margin lathe repeat orders export';
  t.notOk(has(score(brief, { understand: { who } }), 'no_sense'));
});

t.test('a text for another business is told, and is no partner', async (t) => {
  let told = 0;
  let all = 0;
  for (const { name, response, brief: own } of written)
    for (const { brief } of written) {
      if (brief.business.name === own.business.name || brief.locale !== own.locale) continue;
      const foreign = score(brief, response);
      all += 1;
      if (has(foreign, 'foreign')) {
        told += 1;
        t.equal(foreign.confidence, 'low', `${name} for ${brief.business.name}`);
      }
      t.not(foreign.verdict, 'partner', `${name} for ${brief.business.name}`);
    }
  t.comment(`${told} of ${all} are told`);
  t.ok(told >= 0.9 * all, `${told} of ${all} are told`);
  const flagged = written.filter(({ brief, response }) => has(score(brief, response), 'foreign'));
  // All in own words: rules cannot tell it from a text for another business.
  t.same(
    flagged.map(({ name }) => name),
    ['en-local_shop-partner_plain'],
  );
});

t.test('both are told to the owner in words, and asked about', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const own = written.find(({ brief, kind }) => brief.locale === locale && kind === 'partner_terse');
    const other = written.find(({ brief }) => brief.locale === locale && brief !== own?.brief);
    if (!own || !other) throw new Error('two businesses are written about');
    const report = makeReport(other.brief, own.response);
    t.match(report.flags, [{ key: 'foreign' }]);
    t.match(
      report.askInMeeting[0],
      locale === 'ja' ? /ほかの会社と違うところ/ : /sets our business apart/,
      'the first question leads back to this business',
    );
  }
});

import t from 'tap';
import type { Response } from '../../src/domain/response/response.ts';
import { findShared, sharedFlags } from '../../src/domain/scoring/flags.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { readSample } from '../../src/samples/sample.ts';
import { CASES } from '../support/dossiers.ts';
import { briefOf, WRITTEN } from '../support/written.ts';

const { brief } = readSample('ja', 'partner');
const english = readSample('en', 'partner').brief;
const flagsOf = (response: Response, of = brief): string[] =>
  score(of, response).flags.map(({ key, answer }) => `${key} ${answer}`);
const who = (text: string): Response => ({ understand: { who: text } });

t.test('what contradicts the brief is flagged with its words and earns nothing', async (t) => {
  const wrong = { understand: { delivery: '粗利率は60%なので、出張校正を増やすほど技術料が残ります。' } };
  t.match(score(brief, wrong).flags, [
    { key: 'contradicts_brief', answer: 'understand.delivery', text: /60%/ },
  ]);
  t.equal(score(brief, wrong).criteria.find(({ key }) => key === 'business_model')?.level, 0);
  t.same(flagsOf(who('主な顧客は研究所です。')), ['contradicts_brief understand.who']);
  t.same(flagsOf(who('The main customers are laboratories.'), english), ['contradicts_brief understand.who']);
});

t.test('what is turned down, supposed or right contradicts nothing', async (t) => {
  t.same(flagsOf(who('相手は研究所ではなく、監査を控えた食品工場です。')), []);
  t.same(
    flagsOf({ partner: { challenge: '粗利率を50%に上げられれば、受け入れる工場は少なくて済みます。' } }),
    [],
  );
  t.same(flagsOf({ understand: { delivery: '粗利率は４２％なので、移動時間が利益を左右します。' } }), []);
});

t.test(
  'copied, stuffed, priced, repeated and foreign answers are flagged, each where it stands',
  async (t) => {
    const { target, value } = brief.facts;
    t.same(flagsOf(who(target.text)), ['copied_from_brief understand.who']);
    t.same(flagsOf(who('粗利、客単価、ターゲット、競合、受注率、強み')), ['stuffed understand.who']);
    t.same(flagsOf(who('制作費用は30万円で承ります。')), ['prices_outside_terms understand.who']);
    const same = 'お客様は監査を控えた工場で、証明書が前日に揃う安心を買っておられます。';
    t.same(flagsOf({ understand: { who: same, value: same } }), ['same_text understand.value']);
    t.match(
      flagsOf(
        who('The factories buy certainty before an audit, and the plant manager signs the order in the end.'),
      ),
      ['other_language understand'],
    );
    t.match(makeReport(brief, who(value?.text ?? '')).flags, [{ key: 'copied_from_brief', share: 1 }]);
  },
);

t.test('an answer shared with another candidate is found, unless both only quote the brief', async (t) => {
  const text =
    '監査で慌てたくない工場長のために、証明書と台帳を前日に揃えることが一番の価値だと考え、その場面を紹介の入口にしていきます。';
  t.match(sharedFlags(who(text), findShared(brief, who(text), [who(`弊社も同じ考えです。${text}`)])), [
    { key: 'same_as_other_candidate', answer: 'understand.who', share: 1 },
  ]);
  t.same(
    findShared(brief, who(text), [who('工場の写真を毎日投稿して、フォロワーを増やしていきましょう。')]),
    [],
  );
  t.same(findShared(brief, who(brief.facts.target.text), [who(brief.facts.target.text)]), []);
});

t.test('every candidate is asked two to four questions of its own in the meeting', async (t) => {
  for (const { name, brief, candidates } of CASES) {
    const asked = Object.entries(candidates).map(([candidate, { response }]) => {
      const questions = makeReport(brief, response).askInMeeting;
      t.ok(questions.length >= 2 && questions.length <= 4, `${name} ${candidate}: ${questions.length}`);
      for (const question of questions) t.notMatch(question, /\{\w+\}|undefined/, question);
      return questions.join('\n');
    });
    t.equal(new Set(asked).size, asked.length, `${name}: no two candidates are asked the same`);
  }
});

t.test(
  'what is said in own words alone is left to people, and its level is not limited for it',
  async (t) => {
    const flagged = new Map(
      WRITTEN.map(({ name, business, locale, response }) => [
        name,
        score(briefOf(business, locale), response).flags.filter(({ key }) => key === 'own_words'),
      ]),
    );
    // In own words throughout, it is told from no text for another business (domain/sense).
    for (const name of [
      'en-local_shop-partner_plain',
      'ja-inn-partner_dialect',
      'en-b2b_manufacturer-partner_verbose',
      'ja-inn-social_enthusiast',
    ])
      t.same(flagged.get(name), [], name);
    const own =
      'お客様は頼む相手が毎年変わるのを嫌がります。値段よりも、黙っていても分かってもらえるので買い続けます。';
    t.same(flagsOf(who(own)), ['own_words understand.who']);
    t.same(flagsOf(who(`${own}工場の品質保証の担当者が、監査の前に校正の記録を探す手間です。`)), []);
  },
);

import t from 'tap';
import { judgeEvaluationAxis } from '../../src/domain/scoring/criteria/evaluation-axis.ts';
import { type Reading, read } from '../../src/domain/scoring/reading.ts';
import { readSample } from '../../src/samples/sample.ts';

const { brief, response } = readSample('ja', 'partner');
const { measure, ...withoutMeasure } = response;

/** What somebody earns who asks to be judged by a metric for a reason. */
function judge(metric: string, reason: string, changed: Partial<Reading> = {}) {
  const own = { ...response, measure: { ...measure, judgedBy: { metric, reason } } };
  const finding = judgeEvaluationAxis(brief, own, { ...read(brief, own), ...changed });
  if (finding === null) return null;
  const { level, missing, evidence } = finding;
  return { level, missing, reasons: evidence.map(({ text }) => text).slice(1) };
}

/** What is needed, in the words of any business; with particulars of this one. */
const NEED = '毎月の受注の記録を共有していただく必要があります。';
const OWN_NEED = '毎月の新しい年間契約の数を、品質管理の責任者からの問い合わせと並べて共有してください。';

t.test('the nearer to the goal, the higher; what it needs and why adds half a level each', async (t) => {
  t.same(judge('年間契約の数', ''), { level: 3, missing: ['needs'], reasons: [] });
  t.same(judge('年間契約の数', NEED), { level: 3.5, missing: ['needs'], reasons: [NEED] });
  t.same(judge('受注数', ''), { level: 3, missing: ['needs'], reasons: [] }, 'a step before the goal');
  t.same(judge('年間契約の数', OWN_NEED), { level: 4, missing: [], reasons: [OWN_NEED] });
  t.same(judge('問い合わせの数', OWN_NEED), { level: 3, missing: ['closer_measure'], reasons: [OWN_NEED] });
  t.same(judge('クリック数', ''), { level: 1, missing: ['closer_measure', 'needs'], reasons: [] });
  t.same(
    judge('フォロワー数', OWN_NEED),
    { level: 0, missing: ['closer_measure', 'needs'], reasons: [] },
    'a reason lifts nothing that is far from the goal',
  );
});

t.test('the evidence says where it stands and why it counts', async (t) => {
  const own = { ...response, measure: { ...measure, judgedBy: { metric: '年間契約の数', reason: NEED } } };
  const evidence = judgeEvaluationAxis(brief, own, read(brief, own))?.evidence ?? [];
  t.same(
    evidence.map(({ answer, reason }) => [answer, reason]),
    [
      ['measure.judgedBy.metric', 'judged_by'],
      ['measure.judgedBy.reason', 'needs_named'],
    ],
  );
});

t.test('no metric is the lowest level; one that nobody can place is left to people', async (t) => {
  const nothing = { level: 0, missing: ['judged_by'], evidence: [] };
  for (const none of [
    withoutMeasure,
    { ...response, measure: {} },
    { ...response, measure: { judgedBy: { metric: ' ', reason: OWN_NEED } } },
  ])
    t.same(judgeEvaluationAxis(brief, none, read(brief, none)), nothing);
  t.equal(judge('ナントカ度', OWN_NEED), null);
});

t.test('a need counts where it is said of the business, in a sentence that can stand', async (t) => {
  const level = (reason: string, changed?: Partial<Reading>) => judge('年間契約の数', reason, changed)?.level;
  t.equal(level('お見積りは月5万円で、データの共有が必要です。'), 3, 'said of the price');
  t.equal(level('受注の記録、データ、共有'), 3, 'a list says nothing');
  t.equal(level('毎月の会議が必要です。'), 3, 'nothing to judge by');
  t.equal(level('受注は大切です。'), 3, 'nothing is asked for');
  t.equal(level('結果のご共有をお願いします。'), 3, 'said of anything');
  t.equal(level('毎月、お客様ごとの出荷表を見せてください。'), 3.5, 'a table of whatever the trade keeps');
  t.equal(level(OWN_NEED, { makesSense: false }), 3, 'no text that makes sense');
  const own = {
    ...response,
    measure: { ...measure, judgedBy: { metric: '年間契約の数', reason: OWN_NEED } },
  };
  const reading = read(brief, own);
  const said = reading.answers.get('measure.judgedBy.reason') ?? [];
  const of = (changed: Partial<Reading>) =>
    judgeEvaluationAxis(brief, own, { ...reading, ...changed })?.level;
  t.equal(of({}), 4);
  t.equal(of({ contradictions: new Set(said) }), 3, 'it contradicts the brief');
  t.equal(of({ copied: new Set(said) }), 3.5, 'its particulars are copied');
});

t.test('particulars count where the sentence speaks of the business, or names enough of them', async (t) => {
  const level = (besides: string) => judge('年間契約の数', NEED + besides)?.level;
  t.equal(level('よろしくお願いいたします。'), 3.5);
  t.equal(level('証明書のことはよく考えております。'), 3.5, 'one word by chance');
  t.equal(level('出張校正と証明書と品質保証課のことを考えております。'), 4, 'particulars');
  const price = '出張校正の事例のページは1ページ5万円で、品質保証課向けも承ります。';
  t.equal(level(price), 3.5, 'particulars beside a price');
  t.equal(level(brief.facts.target.text), 3.5, "the owner's sentence again");
});

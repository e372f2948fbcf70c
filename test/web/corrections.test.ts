import t from 'tap';
import type { Response } from '../../src/domain/response/response.ts';
import { correctionsInForce, listCorrections } from '../../src/store/corrections.ts';
import { listScorable } from '../../src/store/scores.ts';
import { World } from '../support/world.ts';

/** One candidate whose colloquial question, own metric and own words the rules misread. */
async function misread(t: Parameters<typeof World.open>[0], locale: 'ja' | 'en' = 'en') {
  const world = await World.open(t);
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  const partner = world.sampleResponse('partner', locale);
  const response: Response = {
    ...partner,
    askedQuestions: [{ text: 'What would your neighbour say you are good at?', asked: 'unprompted' }],
    understand: { ...partner.understand, who: vetting.brief.facts?.target?.text ?? '' },
    measure: {
      metrics: [
        { metric: 'happy plant managers', leadsTo: 'gross_profit', target: '20', probe: 'They sign again.' },
      ],
      judgedBy: { metric: 'happy plant managers', reason: partner.measure?.judgedBy?.reason },
    },
  };
  const id = await world.takeInterview(vetting, 'Agency', response);
  const base = `/vettings/${vetting.id}/candidates/${id}`;
  const report = async (): Promise<string> => (await owner.browser.get(`${base}/report`)).body;
  const level = (body: string, key: string): string =>
    new RegExp(`id="${key}">[\\s\\S]*?<strong>([^<]*)</strong>`).exec(body)?.[1] ?? 'not judged';
  return { world, owner, base, report, level, id };
}

t.test('the topic of a question and the metric meant can be corrected; the score follows', async (t) => {
  const { owner, base, report, level } = await misread(t);
  const before = await report();
  t.equal(level(before, 'evaluation_axis'), 'not judged', 'nobody can place that metric');
  const page = (await owner.browser.get(`${base}/corrections`)).body;
  t.match(page, 'What would your neighbour say you are good at?');
  t.match(page, 'The rules read: ');
  t.match(page, 'Not in our list of metrics');

  const refused = await owner.browser.submit(`${base}/corrections`, { topic_0: 'profit', reason: '' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, '<option value="profit" selected');
  const unknown = await owner.browser.submit(`${base}/corrections`, { topic_0: 'weather', reason: 'x' });
  t.equal(unknown.statusCode, 422);

  const saved = await owner.browser.submit(`${base}/corrections`, {
    topic_0: 'profit',
    metric_0: 'new_customers',
    judgedBy: 'new_customers',
    reason: 'They meant <b>new contracts</b>',
  });
  t.equal(saved.headers.location, `${base}/report`);
  const after = await report();
  t.match(after, /owner@example.com: corrected how it was read\. They meant &lt;b&gt;new contracts/);
  t.match(after, /asked unprompted about [^<]*profit/i);
  t.not(level(after, 'kpi_link'), level(before, 'kpi_link'));
  t.not(level(after, 'evaluation_axis'), 'not judged');
  t.match((await owner.browser.get(`${base}/corrections`)).body, '<option value="profit" selected');
  t.match(
    (await owner.browser.get(`${base.split('/candidates')[0]}/history`)).body,
    'How an answer was read corrected',
  );

  await owner.browser.submit(`${base}/corrections`, { reason: 'Back again' });
  t.equal(level(await report(), 'evaluation_axis'), 'not judged', 'as the rules read it');
  t.equal(level(await report(), 'kpi_link'), level(before, 'kpi_link'));
});

t.test('a remark that is wrong is taken back, and what it cost with it', async (t) => {
  const { owner, base, report } = await misread(t);
  t.match(await report(), 'is the same text as your fact sheet');
  const page = (await owner.browser.get(`${base}/corrections`)).body;
  const flag = /name="(flag_\d+)"[\s\S]*?Wrong: [^<]*same text as your fact sheet/.exec(page)?.[1] ?? '';
  t.not(flag, '');
  await owner.browser.submit(`${base}/corrections`, { [flag]: 'yes', reason: 'They quote us on purpose' });
  t.notMatch(await report(), 'is the same text as your fact sheet');
  t.match((await owner.browser.get(`${base}/corrections`)).body, new RegExp(`name="${flag}"[^>]*checked`));
});

t.test('corrections are about the answers that they were made on, and count when scored anew', async (t) => {
  const { world, owner, base, id } = await misread(t, 'ja');
  await owner.browser.submit(`${base}/corrections`, { topic_0: 'profit', reason: '粗利の話でした' });
  const scorable = async () => {
    const found = (await listScorable(world.db)).scorable.find(({ candidateId }) => candidateId === id);
    if (!found) throw new Error('it was submitted');
    return found;
  };
  const own = await scorable();
  t.same(correctionsInForce(await listCorrections(world.db, own)).topics, { '0': 'profit' });
  t.same(
    own.current?.score.criteria.find(({ key }) => key === 'questioning')?.evidence.map(({ topic }) => topic),
    ['profit'],
    'the newest score is the corrected one',
  );
  const other = { ...own, response: { ...own.response, askedQuestions: [] } };
  t.same(await listCorrections(world.db, other), [], 'another version of the answers has none');
});

t.test('nobody but the owner corrects, and nobody before there is a response', async (t) => {
  const { world, owner, base } = await misread(t);
  const stranger = await world.owner('stranger@example.com');
  t.equal((await stranger.browser.get(`${base}/corrections`)).statusCode, 404);
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting, 'Silent');
  const silent = `/vettings/${vetting.id}/candidates/${candidateId}/corrections`;
  t.equal((await owner.browser.get(silent)).statusCode, 404);
});

import t from 'tap';
import { translator } from '../../src/locales/translator.ts';
import { SAMPLES } from '../../src/samples/sample.ts';
import { listFigures } from '../../src/store/submissions.ts';
import { comparable } from '../../src/web/features/comparison/page.ts';
import { readView } from '../../src/web/features/comparison/query.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.test('blind numbers tell nothing of who was added first', async (t) => {
  const { world, vetting } = await submittedWorld(t, 'en');
  const candidates = (await listFigures(world.db, vetting)).map((candidate, index) => ({
    ...candidate,
    candidateId: ['c', 'a', 'd', 'b'][index] ?? '',
  }));
  const request = { t: translator('en'), vetting } as Parameters<typeof comparable>[2];
  const named = (blind: 'yes' | undefined) =>
    comparable(candidates, readView({ blind }), request).map(({ name }) => name);
  t.same(named('yes'), ['Candidate 3', 'Candidate 1', 'Candidate 4', 'Candidate 2']);
  t.same(
    named(undefined),
    SAMPLES.map((sample) => `Agency ${sample}`),
  );
});

t.test("the name of whoever answered is hidden in the answers, as the agency's is", async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const invited = await world.invite(vetting, 'Zebra Works');
  const sample = world.sampleResponse('partner');
  const propose = { ...sample.propose, wouldNotDo: 'Ask for Kurosawa at Zebra Works before a banner.' };
  await world.takeInterviewUpTo(invited, 'terms', { ...sample, propose }, vetting, 'Kurosawa');
  await world.lastBrowser.submit(`/interview/${invited.candidateId}/check`, {});
  const page = async (query: string): Promise<string> =>
    (await owner.browser.get(`/vettings/${vetting.id}/comparison${query}`)).body;
  t.match(await page(''), 'Ask for Kurosawa at Zebra Works before a banner.');
  t.match(await page('?blind=yes'), 'Ask for ▇▇ at ▇▇ before a banner.');
  t.notMatch(await page('?blind=yes'), /Kurosawa|Zebra/);
});

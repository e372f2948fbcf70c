import t from 'tap';
import { PASSWORD, World } from '../support/world.ts';

for (const [locale, submitted, opened] of [
  ['ja', '提出日時：2026年11月21日 1:30', '2026年11月22日 0:05に開けられました'],
  ['en', 'Submitted on 21 November 2026 at 01:30.', 'were opened on 22 November 2026 at 00:05,'],
] as const) {
  t.test(`${locale}: the receipt tells both times as the clocks of the brief's place do`, async (t) => {
    const world = await World.open(t);
    const owner = await world.owner('owner@example.com', locale);
    const vetting = await world.vetting(owner.id, locale);
    t.equal(vetting.brief.timeZone, 'Asia/Tokyo', 'nine hours ahead');
    world.clock.now = new Date('2026-11-20T16:30:00Z');
    const id = await world.takeInterview(vetting, 'Agency', world.sampleResponse('partner', locale));
    const candidate = world.lastBrowser;
    world.clock.now = new Date('2026-11-21T15:05:00Z');
    await owner.browser.submit('/sign-in', {
      email: 'owner@example.com',
      password: PASSWORD,
    });
    await owner.browser.submit(`/vettings/${vetting.id}/unsealing`, {
      confirm: 'yes',
      unsealReason: 'In a hurry.',
    });
    const { body } = await candidate.get(`/interview/${id}/receipt`);
    t.match(body, submitted, 'when it was submitted');
    t.match(body, opened, 'when the prices were opened');
  });
}

t.test('whoever leaves a computer leaves nothing there, and other browsers go on', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId, token } = await world.invite(vetting);
  const [here, elsewhere] = [await world.enter(token), await world.enter(token)];
  const page = `/interview/${candidateId}/welcome`;
  await here.submit(page, { respondentName: 'Aoi', consent: 'yes', intent: 'later' });
  t.match((await here.get(`${page}?saved`)).body, `action="/interview/${candidateId}/leaving"`);
  const left = await here.submit(`/interview/${candidateId}/leaving`, {});
  t.equal(left.headers.location, '/left');
  t.match(String(left.headers['set-cookie']), /banso_done=all/, 'copies in the browser go too');
  t.match((await here.get('/left')).body, 'holds nothing of the interview');
  t.equal((await here.get(page)).statusCode, 403);
  t.match((await elsewhere.get(page)).body, 'Aoi', 'what was typed is kept');
});

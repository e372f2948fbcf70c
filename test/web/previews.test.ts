import t from 'tap';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { World } from '../support/world.ts';

for (const locale of ['ja', 'en'] as const) {
  t.test(`${locale}: an owner tries the whole interview, and nothing of it is kept`, async (t) => {
    const world = await World.open(t);
    const { id, browser } = await world.owner('owner@example.com', locale);
    const vetting = await world.vetting(id, locale);
    const tables = [
      'vettings',
      'candidates',
      'invitations',
      'candidate_sessions',
      'interviews',
      'answers',
      'asked_questions',
      'scores',
    ] as const;
    const kept = async (): Promise<string> =>
      JSON.stringify(
        await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute())),
      );
    const before = await kept();
    const started = await browser.submit(`/vettings/${vetting.id}/preview`, {});
    const at = String(started.headers.location);
    t.match(at, /^\/interview\//);
    const response = world.sampleResponse('partner', locale);
    for (const step of ANSWER_STEPS) {
      const page = await browser.get(`${at}/${step}`);
      if (page.statusCode === 200)
        t.match(page.body, locale === 'ja' ? 'お試し中' : 'Trying', `${step} says that it is a try`);
      await browser.submit(`${at}/${step}`, typedValues(step, response, 'Owner'));
      if (step === 'welcome')
        for (let press = 0; press < 2; press += 1) await browser.submit(`${at}/ask`, { intent: 'continue' });
    }
    t.equal((await browser.submit(`${at}/check`, {})).headers.location, `${at}/receipt`);
    t.equal((await browser.get(`${at}/receipt`)).statusCode, 200);
    t.equal(await kept(), before, 'the data are what they were');
    const again = await browser.submit(`/vettings/${vetting.id}/preview`, {});
    t.not(again.headers.location, at);
    t.equal((await browser.get(`${at}/welcome`)).statusCode, 403, 'a new try replaces the last one');
  });
}

t.test('without a complete brief there is nothing to try', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const started = await browser.submit('/vettings', {
    template: 'empty',
    locale: 'en',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  });
  const vetting = String(started.headers.location).split('/')[2];
  t.equal((await browser.submit(`/vettings/${vetting}/preview`, {})).statusCode, 409);
});

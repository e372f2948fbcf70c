import t from 'tap';
import { ANSWER_STEPS } from '../../src/domain/interview/steps.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { type TestBrowser, World } from '../support/world.ts';

/** Takes an interview whose steps take the candidate so many seconds each. */
async function takeSlowly(
  world: World,
  browser: TestBrowser,
  candidateId: string,
  seconds: number,
  until?: string,
): Promise<void> {
  const response = world.sampleResponse('partner');
  const at = (step: string): string => `/interview/${candidateId}/${step}`;
  const wait = (): void => {
    world.clock.now = new Date(world.clock.now.getTime() + seconds * 1000);
  };
  for (const step of ANSWER_STEPS) {
    if (step === until) return;
    wait();
    await browser.submit(at(step), typedValues(step, response, 'Aoi'));
    if (step === 'welcome') {
      wait();
      for (let press = 0; press < 2; press += 1) await browser.submit(at('ask'), { intent: 'continue' });
    }
  }
  wait();
  await browser.submit(at('check'), {});
}

t.test(
  'the time left is what earlier candidates of this vetting took, and is estimated before',
  async (t) => {
    const world = await World.open(t);
    const { id } = await world.owner();
    const vetting = await world.vetting(id);
    const another = await world.vetting(id);
    const shown = async (name: string, of = vetting): Promise<string | undefined> => {
      const { candidateId, token } = await world.invite(of, name);
      const browser = await world.enter(token);
      await takeSlowly(world, browser, candidateId, 1, 'terms');
      return /About \d+ minutes/.exec((await browser.get(`/interview/${candidateId}/terms`)).body)?.[0];
    };
    const estimate = await shown('Nobody before');
    t.match(estimate, /About (?:[5-9]|1[05]) minutes/, 'estimated from the fields');
    for (let n = 0; n < 3; n += 1) {
      const { candidateId, token } = await world.invite(vetting, `Agency ${n}`);
      await takeSlowly(world, await world.enter(token), candidateId, 600);
    }
    world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000);
    t.equal(await shown('Three before'), 'About 20 minutes', 'ten for the terms and ten for the check');
    t.equal(
      await shown('Elsewhere', another),
      estimate,
      'another vetting, another owner’s included, says nothing',
    );
  },
);

t.test('a change made from the check page leads back to it', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const { candidateId, token } = await world.invite(await world.vetting(id));
  const browser = await world.enter(token);
  const response = world.sampleResponse('partner');
  const at = (step: string): string => `/interview/${candidateId}/${step}`;
  for (const step of ANSWER_STEPS) {
    await browser.submit(at(step), typedValues(step, response, 'Aoi'));
    if (step === 'welcome')
      for (let press = 0; press < 2; press += 1) await browser.submit(at('ask'), { intent: 'continue' });
  }
  const check = await browser.get(at('check'));
  t.match(check.body, `href="${at('understand')}?from&#x3D;check"`);
  const page = await browser.get(`${at('understand')}?from=check`);
  t.match(page.body, 'Save and go back to the check page');
  const typed = typedValues('understand', response, 'Aoi');
  const refused = await browser.submit(at('understand'), { ...typed, who: '', from: 'check' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'name="from" value="check"', 'a refused page still knows where it came from');
  t.equal(
    (await browser.submit(at('understand'), { ...typed, from: 'check' })).headers.location,
    at('check'),
  );
  const unfit = { ...typedValues('propose', response, 'Aoi'), channel_0: 'instagram', from: 'check' };
  t.equal(
    (await browser.submit(at('propose'), unfit)).headers.location,
    `${at('propose-probe')}?from=check`,
    'a new probe is asked first',
  );
});

t.test('the language button of an invitation leads back to the invitation', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const { token } = await world.invite(await world.vetting(owner.id));
  const browser = world.browser('ja');
  const { body } = await browser.get(`/i/${token}`);
  const back = /name="back" value="([^"]*)"/.exec(body)?.[1] ?? '';
  const switched = await browser.submit('/language', { back, _language: 'en' });
  t.equal(switched.headers.location, `/i/${token}`);
  t.match((await browser.get(`/i/${token}`)).body, '<html lang="en">');
});

import t from 'tap';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { issueInvitation } from '../../src/store/candidates.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.test(
  'who opens the own link again in the same browser sees the terms that it gave, and loses none',
  async (t) => {
    const world = await World.open(t);
    const owner = await world.owner();
    const vetting = await world.vetting(owner.id);
    const invited = await world.invite(vetting);
    const response = world.sampleResponse('partner');
    await world.takeInterviewUpTo(invited, 'terms', response, vetting);
    const browser = world.lastBrowser;
    const terms = `/interview/${invited.candidateId}/terms`;
    const before = (await browser.get(terms)).body;
    t.notMatch(before, 'another browser');
    await browser.submit(`/i/${invited.token}`, {});
    t.equal((await browser.get(terms)).body.includes('another browser'), false, 'nothing is sealed from it');
    const typed = typedValues('terms', response, 'x');
    await browser.submit(terms, { ...typed, monthlyPrice: '123,456' });
    const kept = await world.db
      .selectFrom('answers')
      .select('typed')
      .where('step', '=', 'terms')
      .executeTakeFirst();
    t.match(JSON.parse(kept?.typed ?? '{}'), { ...typed, monthlyPrice: '123,456' }, 'the others stand');
    t.equal((await world.db.selectFrom('candidate_sessions').selectAll().execute()).length, 1, 'one browser');
    const other = await world.enter(invited.token);
    const sealed = (await other.get(terms)).body;
    t.match(sealed, 'in another browser');
    t.notMatch(sealed, /<form[^>]*data-autosave/, 'and nothing is replaced there but by the button');
  },
);

t.test(
  'a link that was made anew takes the browser along, and another candidate’s session is none',
  async (t) => {
    const world = await World.open(t);
    const owner = await world.owner();
    const vetting = await world.vetting(owner.id);
    const { candidateId, token } = await world.invite(vetting, 'One');
    const other = await world.invite(vetting, 'Other');
    const browser = await world.enter(token);
    const mine = browser.cookies.get(`banso_interview_${candidateId}`) ?? '';
    browser.cookies.set(`banso_interview_${other.candidateId}`, mine);
    await browser.submit(`/i/${other.token}`, {});
    t.not(browser.cookies.get(`banso_interview_${other.candidateId}`), mine);
    const anew = await issueInvitation(world.db, candidateId, world.clock.now);
    await browser.submit(`/i/${anew.token}`, {});
    t.equal(browser.cookies.get(`banso_interview_${candidateId}`), mine, 'the same browser');
    t.equal((await browser.get(`/interview/${candidateId}/welcome`)).statusCode, 200);
  },
);

for (const locale of ['ja', 'en'] as const)
  t.test(`${locale}: a half level is read again where levels are given`, async (t) => {
    const { owner, ids, base } = await submittedWorld(t, locale);
    const [first] = ids;
    await owner.browser.submit(`${base}/candidates/${first}/judgements/fit`, { level: '2.5', reason: 'x' });
    const kept = await owner.browser.get(`${base}/candidates/${first}/report`);
    t.match(kept.body, '2.5', 'the level was kept');
    const page = await owner.browser.get(`${base}/reading/fit`);
    t.equal(page.statusCode, 200);
  });

t.test('terms that one alone stated stand in the comparison, whoever comes first', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const { browser } = owner;
  await browser.submit(`${base}/unsealing`, { confirm: 'yes', unsealReason: 'A test.' });
  for (const id of ids) {
    const row = await world.db
      .selectFrom('interviews')
      .select('submitted_response')
      .where('candidate_id', '=', id)
      .executeTakeFirstOrThrow();
    const response = JSON.parse(row.submitted_response ?? '{}');
    response.terms = { ...response.terms, assumes: undefined, tax: undefined };
    if (id === ids.at(-1))
      Object.assign(response.terms, { assumes: 'Two meetings a month.', tax: 'excluded' });
    await world.db
      .updateTable('interviews')
      .set({ submitted_response: JSON.stringify(response) })
      .where('candidate_id', '=', id)
      .execute();
  }
  const page = (await browser.get(`${base}/comparison`)).body;
  t.match(page, 'Two meetings a month.');
  t.match(page, 'The prices are before tax');
  const [only] = ids.slice(-1);
  await browser.submit(`${base}/decision`, { chosen: only ?? '', reason: 'It understood us.' });
  const sheet = (await browser.get(`${base}/agreement`)).body;
  t.match(sheet, 'Two meetings a month.', 'what it assumes, and not its other terms');
});

t.test('all questions can be read before where the goal is larger than what can be taken on', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const own = {
    id: 'own_0123abcd',
    step: 'partner',
    kind: 'text',
    required: true,
    weight: 1,
    text: 'Who does the work?',
    levels: ['', '', '', '', ''],
  };
  const vetting = await world.vetting(owner.id, 'en', [own as never]);
  const brief = structuredClone(vetting.brief);
  brief.facts.constraints = { ...brief.facts.constraints, text: 'One a month.', newCustomersPerMonth: 1 };
  await world.db
    .updateTable('vettings')
    .set({ brief: JSON.stringify(brief) })
    .where('id', '=', vetting.id)
    .execute();
  const { token, candidateId } = await world.invite(vetting);
  const page = await world.browser().get(`/i/${token}/questions`);
  t.equal(page.statusCode, 200);
  t.match(page.body, 'Who does the work?');
  const browser = await world.enter(token);
  await browser.submit(`/interview/${candidateId}/welcome`, { respondentName: 'x', consent: 'yes' });
  await browser.submit(`/interview/${candidateId}/ask`, { intent: 'continue' });
  await browser.submit(`/interview/${candidateId}/ask`, { intent: 'continue' });
  const steps = (await browser.get(`/interview/${candidateId}/understand`)).body;
  t.notMatch(steps, '/adds-up', 'nobody is asked about figures that it has not given');
});

t.test('a question that was read as several is sent as the one that it is', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { token, candidateId } = await world.invite(vetting);
  const browser = await world.enter(token);
  await browser.submit(`/interview/${candidateId}/welcome`, { respondentName: 'x', consent: 'yes' });
  const ask = `/interview/${candidateId}/ask`;
  const question = 'Who buys, what do they pay, and why do they stay?';
  const read = await browser.submit(ask, { question, intent: 'ask' });
  t.match(read.body, 'value="whole"');
  await browser.submit(ask, { question, item_0: 'Who buys?', item_1: 'x', intent: 'whole' });
  const rows = await world.db.selectFrom('asked_questions').select('text').execute();
  t.same(rows, [{ text: question }]);
});

t.test('words in the place of a figure are kept, and said to be no figure', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const invited = await world.invite(vetting);
  await world.takeInterviewUpTo(invited, 'terms', world.sampleResponse('partner'), vetting);
  const browser = world.lastBrowser;
  const at = (step: string): string => `/interview/${invited.candidateId}/${step}`;
  await browser.submit(at('terms'), { monthlyPrice: 'between 5k and 8k', initialPrice: '300,000' });
  const page = (await browser.get(at('terms'))).body;
  t.match(/id="monthlyPrice-read"[^>]*>[^<]*/.exec(page)?.[0], 'Not read as a number');
  t.notMatch(/id="initialPrice-read"[^>]*>[^<]*/.exec(page)?.[0], 'Not read as a number');
  t.match((await browser.get(at('propose'))).body, 'required with a channel');
});

t.test('a draft whose pages are still the example is not called complete', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const begun = await browser.submit('/vettings', {
    template: 'inn',
    locale: 'en',
    currency: 'GBP',
    timeZone: 'Europe/London',
  });
  const base = String(begun.headers.location).replace(/\/brief.*/, '');
  const overview = (await browser.get(base)).body;
  t.match(overview, 'still hold the example');
  t.notMatch(overview, 'The brief is complete');
});

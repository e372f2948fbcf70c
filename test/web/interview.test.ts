import t from 'tap';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { issueInvitation, revokeInvitations } from '../../src/store/candidates.ts';
import { listSubmissions } from '../../src/store/submissions.ts';
import { welcomed } from '../support/welcomed.ts';
import { World } from '../support/world.ts';

t.test('opening a link changes nothing; the button exchanges it for a cookie', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id, 'ja');
  const { candidateId, token } = await world.invite(vetting);
  const browser = world.browser();
  const landing = await browser.get(`/i/${token}`);
  t.equal(landing.statusCode, 200);
  t.match(landing.body, 'からのご案内', "the page speaks the vetting's language");
  t.equal(landing.headers['referrer-policy'], 'no-referrer');
  t.equal(landing.headers['cache-control'], 'no-store');
  t.match(landing.headers['x-robots-tag'], 'noindex');
  t.match((await owner.browser.get(`/vettings/${vetting.id}/candidates`)).body, 'Invited');
  t.equal((await browser.get(`/interview/${candidateId}`)).statusCode, 403);
  const entered = await browser.submit(`/i/${token}`, {});
  t.equal(entered.headers.location, `/interview/${candidateId}`);
  const page = await browser.get(`/interview/${candidateId}/welcome`);
  t.notMatch(page.body, token, 'no later page carries the token');
  t.match((await owner.browser.get(`/vettings/${vetting.id}/candidates`)).body, 'Opened');
});

t.test('without consent and a name the interview does not start', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const { candidateId, token } = await world.invite(await world.vetting(id));
  const browser = await world.enter(token);
  const refused = await browser.submit(`/interview/${candidateId}/welcome`, { respondentRole: 'Planner' });
  t.equal(refused.statusCode, 422);
  t.match(refused.body, 'href="#respondentName"');
  t.match(refused.body, 'href="#consent"');
  t.match(refused.body, 'value="Planner"');
  t.match((await browser.get(`/interview/${candidateId}/understand`)).headers.location, 'welcome');
});

t.test(
  'a question on a fact is answered at once, any other goes to the owner, whose reply appears',
  async (t) => {
    const { browser, at, owner, vetting } = await welcomed(t);
    await browser.submit(at('ask'), { question: 'What is your gross margin?', intent: 'ask' });
    await browser.submit(at('ask'), { question: 'Which font does the logo use?', intent: 'ask' });
    const page = await browser.get(at('ask'));
    t.match(page.body, 'Profit comes from the technicians');
    t.match(page.body, 'Gross margin: 42%');
    t.match(page.body, 'has been passed on to Sample Precision Works');
    t.match(
      (await browser.submit(at('ask'), { question: 'WHAT IS YOUR GROSS MARGIN', intent: 'ask' })).body,
      'You have asked this already',
    );
    t.match(
      (await browser.submit(at('ask'), { question: '', intent: 'ask' })).body,
      '“Write your question, or paste several” is empty',
    );

    const inbox = await owner.browser.get(`/vettings/${vetting.id}/questions`);
    t.match(inbox.body, 'Which font does the logo use?');
    t.notMatch(inbox.body, 'What is your gross margin?');
    const reply = /questions\/([\w-]+)\/reply/.exec(inbox.body)?.[1];
    await owner.browser.submit(`/vettings/${vetting.id}/questions/${reply}/reply`, {
      reply: 'A plain gothic one.',
    });
    t.match((await browser.get(at('ask'))).body, 'A plain gothic one.');
  },
);

t.test(
  'a question about several topics gets all their facts, and all of them count as touched',
  async (t) => {
    const { browser, at } = await welcomed(t);
    const question = 'What are your average order value and your gross margin?';
    const read = await browser.submit(at('ask'), { question, intent: 'ask' });
    t.equal(read.statusCode, 200);
    t.match(read.body, 'We read 2 questions');
    t.match(read.body, 'Nothing has been sent yet');
    t.same(
      (await browser.get(at('ask'))).body.match(/class="asked"/g),
      null,
      'nothing is asked before it is sent',
    );
    const items = Object.fromEntries(
      [...read.body.matchAll(/name="(item_\d)"[^>]*>\n([^<]*)</g)].map(([, name, text]) => [
        name ?? '',
        text ?? '',
      ]),
    );
    t.same(Object.values(items), ['What are your average order value?', 'What are your gross margin?']);
    await browser.submit(at('ask'), { question, ...items, intent: 'ask' });
    const page = (await browser.get(at('ask'))).body;
    t.match(page, 'Gross margin: 42%');
    t.match(page, 'Average amount of one order');
    await browser.submit(at('ask'), { question: 'Who is your target customer?', intent: 'ask' });
    const answer = await browser.submit(at('ask'), { question: '', intent: 'continue' });
    t.match(answer.headers.location, /\/facts$/, 'no nudge');
  },
);

t.test('at most fifteen questions are taken', async (t) => {
  const { browser, at } = await welcomed(t);
  const left = async (): Promise<string | undefined> =>
    /You can ask \d+ more \(15 in all\)/.exec((await browser.get(at('ask'))).body)?.[0];
  for (let n = 0; n < 15; n += 1) {
    t.equal(await left(), `You can ask ${15 - n} more (15 in all)`);
    await browser.submit(at('ask'), { question: `Question number ${n} about colours`, intent: 'ask' });
  }
  t.equal(await left(), 'You can ask 0 more (15 in all)');
  t.match(
    (await browser.submit(at('ask'), { question: 'One more', intent: 'ask' })).body,
    'You have asked 15 questions',
  );
});

t.test('the nudge comes once, names no topic, and what is asked after it counts as nudged', async (t) => {
  const { browser, at, world, vetting, candidateId, openFacts } = await welcomed(t);
  t.match(
    (await browser.get(at('facts'))).headers.location,
    'ask',
    'the facts are closed before asking is done',
  );
  t.match((await browser.submit(at('ask'), { intent: 'continue' })).headers.location, '#nudge');
  const nudged = await browser.get(at('ask'));
  t.match(nudged.body, 'how this business earns its living');
  await browser.submit(at('ask'), { question: 'What is your gross margin?', intent: 'ask' });
  t.match((await browser.submit(at('ask'), { intent: 'continue' })).headers.location, '/facts');
  await browser.submit(at('ask'), { question: 'Who is your target audience?', intent: 'ask' });
  t.match((await browser.get(at('ask'))).body, 'counts half');
  await openFacts();
  const response = world.sampleResponse('partner');
  for (const step of ['understand', 'numbers', 'propose', 'measure', 'partner', 'terms'] as const)
    await browser.submit(at(step), typedValues(step, response, 'x'));
  await browser.submit(at('check'), {});
  const [submission] = await listSubmissions(world.db, vetting);
  t.equal(submission?.candidateId, candidateId);
  t.same(submission?.response.askedQuestions, [
    { text: 'What is your gross margin?', asked: 'nudged', disclosed: ['profit'] },
    { text: 'Who is your target audience?', asked: 'after_facts', disclosed: ['target'] },
  ]);
});

t.test(
  'wrong answers are refused with their reason, kept as typed, and still there on the next visit',
  async (t) => {
    const { browser, at, openFacts, token, world, candidateId } = await welcomed(t);
    await openFacts();
    const long = 'あ'.repeat(20_000);
    const tooLong = await browser.submit(at('understand'), {
      who: long,
      value: '👩‍👩‍👧‍👦 families 🏭',
      delivery: '',
    });
    t.equal(tooLong.statusCode, 422);
    t.match(tooLong.body, 'has 20000 characters. Please shorten it to 2000');
    t.match(tooLong.body, '“How do');
    t.ok(tooLong.body.includes(long), 'the long text is not thrown away');
    t.match(tooLong.body, '👩‍👩‍👧‍👦 families 🏭');
    t.match(tooLong.body, 'Error: ', 'the page title says so');

    const numbers = await browser.submit(at('numbers'), {
      grossProfitPerCustomer: 'a lot',
      customersNeeded: '10〜20',
      maxCostPerCustomer: '',
      maxCostPerInquiry: '１８，１４４円',
    });
    t.match(numbers.body, 'could not be read');
    t.match(numbers.body, 'not a range');
    t.match(numbers.body, 'value="１８，１４４円"');

    const again = await world.enter(token);
    t.ok((await again.get(at('understand'))).body.includes(long), 'another visit shows what was typed');
    t.match((await again.get(at('numbers'))).body, 'value="a lot"');
    t.match((await again.submit(at('check'), {})).body, 'Please check the following');
    t.equal((await again.get(`/interview/${candidateId}/receipt`)).statusCode, 303, 'nothing was submitted');
  },
);

t.test(
  'choices are checked: twice the same channel, no reason, best equal to worst, an invented key',
  async (t) => {
    const { browser, at, openFacts } = await welcomed(t);
    await openFacts();
    const twice = await browser.submit(at('propose'), {
      channel_0: 'referral',
      reason_0: 'because',
      channel_1: 'referral',
      reason_1: '',
    });
    t.match(twice.body, 'This channel is chosen twice');
    t.match(twice.body, 'is empty. Please say why it suits this business');
    t.match((await browser.submit(at('propose'), {})).body, 'Please choose at least one channel');
    t.match(
      (await browser.submit(at('propose'), { channel_0: 'telepathy' })).body,
      'choose one of the options',
    );
    const same = await browser.submit(at('partner'), {
      owner_wants_instagram_best: 'refuse',
      owner_wants_instagram_worst: 'refuse',
      challenge: 'x',
    });
    t.match(same.body, 'Please choose two different ones');
  },
);

t.test(
  'an interview is submitted once; a second submit shows the same receipt and changes nothing',
  async (t) => {
    const world = await World.open(t);
    const owner = await world.owner();
    const vetting = await world.vetting(owner.id, 'ja');
    const candidateId = await world.takeInterview(
      vetting,
      '株式会社A',
      world.sampleResponse('partner', 'ja'),
    );
    const [before] = await listSubmissions(world.db, vetting);
    t.same(before?.response.understand, world.sampleResponse('partner', 'ja').understand);
    const { token } = await issueInvitation(world.db, candidateId, world.clock.now);
    const browser = await world.enter(token, 'ja');
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    t.match((await browser.submit(`/interview/${candidateId}/check`, {})).headers.location, 'receipt');
    const late = await browser.submit(`/interview/${candidateId}/understand`, { who: 'changed too late' });
    t.equal(late.statusCode, 409);
    t.match(late.body, 'changed too late', 'what came too late is shown');
    t.same(await listSubmissions(world.db, vetting), [before]);
    const receipt = await browser.get(`/interview/${candidateId}/receipt`);
    t.match(receipt.body, 'ありがとうございました');
    t.match(
      JSON.parse((await browser.get(`/interview/${candidateId}/copy.json`)).body).response.understand,
      before?.response.understand,
    );
  },
);

t.test(
  'unknown, expired, revoked and replaced links say what to do and show nothing of the interview',
  async (t) => {
    const { world, token, candidateId, browser, at, openFacts } = await welcomed(t);
    await openFacts();
    const unknown = await world.browser().get(`/i/${'x'.repeat(43)}`);
    t.equal(unknown.statusCode, 404);
    t.match(unknown.body, 'This link is not known');
    t.equal((await world.browser().get(`/i/${'x'.repeat(200)}`)).statusCode, 404);

    const { token: second } = await issueInvitation(world.db, candidateId, world.clock.now);
    const replaced = await browser.submit(at('understand'), {
      who: 'typed into a page whose link just died',
    });
    t.equal(replaced.statusCode, 410, 'the old browser is out at once');
    t.match(replaced.body, 'typed into a page whose link just died');
    t.match(replaced.body, 'owner@example.com');
    t.equal((await world.browser().get(`/i/${token}`)).statusCode, 410);

    await revokeInvitations(world.db, candidateId, world.clock.now);
    t.equal((await world.browser().get(`/i/${second}`)).statusCode, 410);
    const { token: third } = await issueInvitation(world.db, candidateId, world.clock.now);
    world.clock.now = new Date(world.clock.now.getTime() + 22 * 86_400_000);
    const expired = await world.browser().get(`/i/${third}`);
    t.equal(expired.statusCode, 410);
    t.match(expired.body, 'This link has expired');
  },
);

t.test('text of a candidate is shown as text, never run', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const attack = '<script>alert(1)</script>" onfocus="x';
  const response = world.sampleResponse('partner');
  const candidateId = await world.takeInterview(vetting, `Evil ${attack}`, {
    ...response,
    understand: { who: attack, value: attack, delivery: attack },
    askedQuestions: [{ text: attack, asked: 'unprompted' }],
  });
  for (const page of [
    `candidates/${candidateId}/report`,
    'comparison',
    'shortlist',
    'candidates',
    'questions',
    '',
  ]) {
    const { body } = await owner.browser.get(`/vettings/${vetting.id}/${page}`.replace(/\/$/, ''));
    t.notOk(body.includes('<script>alert'), page);
  }
});

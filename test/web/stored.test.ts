import t from 'tap';
import { World } from '../support/world.ts';

const OWNER = 'owner@example.com';

for (const locale of ['ja', 'en'] as const)
  t.test(
    `${locale}: a candidate sees what is stored of it, and takes it back before submitting`,
    async (t) => {
      const world = await World.open(t);
      const { id, browser: owner } = await world.owner(OWNER, locale);
      const vetting = await world.vetting(id, locale);
      const invited = await world.invite(vetting, '北川企画');
      const response = world.sampleResponse('partner', locale);
      await world.takeInterviewUpTo(invited, 'propose', response, vetting, '北川企画');
      const { lastBrowser: browser } = world;
      const at = (page: string): string => `/interview/${invited.candidateId}/${page}`;
      const asked = response.askedQuestions?.[0]?.text ?? '';
      t.match((await browser.get(at('understand'))).body, `href="${at('stored')}"`);
      const stored = (await browser.get(at('stored'))).body;
      for (const text of ['北川企画', OWNER, asked]) t.match(stored, text);
      t.match((await world.browser(locale).get(`/i/${invited.token}`)).body, OWNER);

      const unsure = await browser.submit(at('erasure'), {});
      t.equal(unsure.statusCode, 422);
      t.match(unsure.body, asked, 'nothing is gone without the tick');
      const erased = await browser.submit(at('erasure'), { confirm: 'yes' });
      t.equal(erased.headers.location, '/left?erased');
      t.equal((await browser.get(at('understand'))).statusCode, 403, 'this browser is signed out');
      for (const table of ['answers', 'asked_questions'] as const)
        t.same(await world.db.selectFrom(table).selectAll().execute(), [], table);
      t.match((await owner.get(`/vettings/${vetting.id}/history`)).body, '北川企画');

      const again = await world.enter(invited.token, locale);
      t.match((await again.get(`/interview/${invited.candidateId}`)).headers.location, at('welcome'));
      const interview = await world.db.selectFrom('interviews').selectAll().executeTakeFirstOrThrow();
      t.ok(interview.facts_opened_at, 'the facts stay opened: whoever has seen them has seen them');
      await again.submit(at('welcome'), { respondentName: 'x', consent: 'yes' });
      await again.submit(at('ask'), { question: asked, item_0: asked, intent: 'ask' });
      const question = await world.db.selectFrom('asked_questions').selectAll().executeTakeFirstOrThrow();
      t.not(question.phase, 'before', 'and what is asked now was asked afterwards');
    },
  );

t.test('what was handed in is not erased by a button, however the form is sent', async (t) => {
  const world = await World.open(t);
  const { id, browser: owner } = await world.owner();
  const vetting = await world.vetting(id);
  const candidateId = await world.takeInterview(vetting, 'Northside', world.sampleResponse('partner'));
  const { lastBrowser: browser } = world;
  const at = (page: string): string => `/interview/${candidateId}/${page}`;
  const stored = (await browser.get(at('stored'))).body;
  t.notMatch(stored, at('erasure'));
  t.match(stored, `ask ${OWNER}`);
  t.equal((await browser.submit(at('erasure'), { confirm: 'yes' })).statusCode, 409);
  await browser.submit(at('withdrawal'), {});
  t.equal(
    (await browser.submit(at('erasure'), { confirm: 'yes' })).statusCode,
    409,
    'nor once it was taken back',
  );
  t.equal((await owner.submit(at('erasure'), { confirm: 'yes' })).statusCode, 403, 'nor by the owner');
  t.ok((await world.db.selectFrom('answers').selectAll().execute()).length > 5);
});

t.test('a reply that others read stays, and who has one has asked', async (t) => {
  const world = await World.open(t);
  const { id, browser: owner } = await world.owner();
  const vetting = await world.vetting(id);
  const first = await world.invite(vetting, 'Northside');
  const second = await world.invite(vetting, 'Southside');
  const browser = await world.enter(first.token);
  const at = (page: string): string => `/interview/${first.candidateId}/${page}`;
  await browser.submit(at('welcome'), { respondentName: 'x', consent: 'yes' });
  for (const question of ['Which colour is the door of your office?', 'What is the name of your cat?'])
    await browser.submit(at('ask'), { question, item_0: question, intent: 'ask' });
  const [asked] = await world.db.selectFrom('asked_questions').selectAll().orderBy('position').execute();
  await owner.submit(`/vettings/${vetting.id}/questions/${asked?.id}/reply`, {
    reply: 'It is green.',
    toAll: 'yes',
  });
  const replied = await world.db
    .selectFrom('asked_questions')
    .select('reply')
    .where('reply', 'is not', null)
    .execute();
  t.equal(replied.length, 1);
  await browser.submit(at('erasure'), { confirm: 'yes' });
  const left = await world.db.selectFrom('asked_questions').selectAll().execute();
  t.same(
    left.map(({ text }) => text),
    ['Which colour is the door of your office?'],
  );
  const other = await world.enter(second.token);
  const page = `/interview/${second.candidateId}`;
  await other.submit(`${page}/welcome`, { respondentName: 'y', consent: 'yes' });
  t.match((await other.get(`${page}/ask`)).body, 'It is green.');
  const mails = await world.db.selectFrom('outbox').selectAll().where('kind', '=', 'notice').execute();
  t.notMatch(JSON.stringify(mails), 'name of your cat');
});

t.test('what is erased and submitted in one moment is either, never both', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const vetting = await world.vetting(id);
  const response = world.sampleResponse('partner');
  for (let n = 0; n < 4; n += 1) {
    const invited = await world.invite(vetting, `Agency ${n}`);
    await world.takeInterviewUpTo(invited, 'terms', response, vetting, `Agency ${n}`);
    const { lastBrowser: browser } = world;
    const at = (page: string): string => `/interview/${invited.candidateId}/${page}`;
    const ways = [
      () => browser.submit(at('erasure'), { confirm: 'yes' }),
      () => browser.submit(at('check'), {}),
    ];
    if (n % 2 === 1) ways.reverse();
    await Promise.all(ways.map((way) => way()));
    const { submitted_at } = await world.db
      .selectFrom('interviews')
      .select('submitted_at')
      .where('candidate_id', '=', invited.candidateId)
      .executeTakeFirstOrThrow();
    const answers = await world.db
      .selectFrom('answers')
      .selectAll()
      .where('candidate_id', '=', invited.candidateId)
      .execute();
    t.equal(submitted_at !== null, answers.length > 0, `round ${n}`);
  }
});

t.test('whoever leaves a computer leaves no page there', async (t) => {
  const world = await World.open(t);
  const { id } = await world.owner();
  const vetting = await world.vetting(id);
  const { candidateId, token } = await world.invite(vetting);
  const browser = await world.enter(token);
  await browser.submit(`/interview/${candidateId}/welcome`, { respondentName: 'x', consent: 'yes' });
  await browser.submit(`/interview/${candidateId}/ask`, {
    question: 'Who buys?\nWhat is your secret plan?',
    intent: 'ask',
  });
  const kept = await world.db.selectFrom('kept_pages').select('id').execute();
  t.ok(kept.length > 0);
  const cookies = new Map(browser.cookies);
  await browser.submit(`/interview/${candidateId}/leaving`, {});
  t.same(await world.db.selectFrom('kept_pages').select('id').execute(), []);
  const again = world.browser();
  for (const [name, value] of cookies) again.cookies.set(name, value);
  for (const page of ['/left', '/kept', '/sign-in'])
    t.notMatch((await again.get(`${page}?kept=${kept[0]?.id}`)).body, 'secret plan', page);
});

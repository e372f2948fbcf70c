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

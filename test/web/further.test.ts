import t from 'tap';
import { issueInvitation } from '../../src/store/candidates.ts';
import { World } from '../support/world.ts';

const DAY = 86_400_000;

async function submitted(t: Parameters<typeof World.open>[0], settings = {}) {
  const world = await World.open(t, settings);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const candidateId = await world.takeInterview(vetting, 'Agency', world.sampleResponse('promising'));
  const base = `/vettings/${vetting.id}/candidates/${candidateId}`;
  const at = (step: string): string => `/interview/${candidateId}/${step}`;
  return { world, owner, vetting, candidateId, base, at, browser: world.lastBrowser };
}

t.test(
  'asking back shows on the way, and whom one has asked back is listed with what came of it',
  async (t) => {
    const { owner, vetting, base, at, browser } = await submitted(t);
    const overview = `/vettings/${vetting.id}`;
    t.notMatch((await owner.browser.get(overview)).body, `${overview}/meetings`);
    t.match((await owner.browser.get(`${overview}/meetings`)).body, 'Once there is a shortlist');
    await owner.browser.submit(`${base}/further`, {
      question_0: 'Who?',
      question_1: 'When?',
      answersBy: '2026-11-27',
    });
    t.match(
      (await owner.browser.get(overview)).body,
      /\/meetings"[^>]*>Ask back and meet<[\s\S]*?further questions to 1/,
    );
    t.match((await owner.browser.get(`${overview}/meetings`)).body, 'Further questions: 2, answered: 0.');
    const [name = ''] = /further_[^"]+/.exec((await browser.get(at('further'))).body) ?? [];
    await browser.submit(at('further'), { [name]: 'Two of us.' });
    t.match((await owner.browser.get(`${overview}/meetings`)).body, 'Further questions: 2, answered: 1.');
  },
);

t.test('the owner asks back up to five questions, and the answers stand in the report', async (t) => {
  const { world, owner, base, at, browser } = await submitted(t);
  const offered = (await owner.browser.get(`${base}/further`)).body;
  t.match(offered, /<textarea id="question_0"[^>]*>\n\S/, 'suggestions of the report stand in the boxes');
  t.match(offered, 'value="2026-11-27"', 'a week is offered');
  t.equal((await browser.get(at('further'))).headers.location, at('receipt'), 'nothing is asked yet');
  for (const [fields, words] of [
    [{ answersBy: '2026-11-27' }, 'Question 1” is empty'],
    [{ question_0: 'Why?', answersBy: '' }, 'is empty'],
    [{ question_0: 'Why?', answersBy: '2026-11-01' }, 'in the past'],
    [{ question_0: 'x'.repeat(501), answersBy: '2026-11-27' }, 'shorten it to 500'],
  ] as const) {
    const refused = await owner.browser.submit(`${base}/further`, fields);
    t.equal(refused.statusCode, 422);
    t.match(refused.body, words);
  }
  const asked = { question_0: 'Who will do the work?', question_2: 'What if inquiries stay away?' };
  await owner.browser.submit(`${base}/further`, { ...asked, answersBy: '2026-11-27' });
  t.match((await browser.get(at('receipt'))).body, 'Further questions from Sample Precision Works: 2');
  const page = (await browser.get(at('further'))).body;
  t.match(page, /Who will do the work\?[\s\S]*What if inquiries stay away\?/);
  const names = [...page.matchAll(/name="(further_[^"]+)"/g)].map(([, name = '']) => name);
  t.equal(names.length, 2);
  const [who = '', what = ''] = names;
  const long = await browser.submit(at('further'), { [who]: 'x'.repeat(2001), [what]: 'kept' });
  t.equal(long.statusCode, 422);
  t.match(long.body, 'kept');
  await browser.submit(at('further'), { [who]: 'Two of us, <b>both</b> seniors.', [what]: '' });
  t.match((await browser.get(at('receipt'))).body, 'Further questions from Sample Precision Works: 1');
  await browser.submit(at('further'), {
    [who]: 'Two of us, <b>both</b> seniors.',
    [what]: 'We ask referrers.',
  });
  t.match((await browser.get(at('receipt'))).body, 'You have answered all further questions');
  const report = (await owner.browser.get(`${base}/report`)).body;
  t.match(report, 'Two of us, &lt;b&gt;both&lt;/b&gt; seniors.');
  t.match(report, 'We ask referrers.');
  const four = {
    question_0: 'a',
    question_1: 'b',
    question_2: 'c',
    question_3: 'd',
    answersBy: '2026-11-28',
  };
  const beyond = await owner.browser.submit(`${base}/further`, four);
  t.equal(beyond.statusCode, 409, 'a fourth box is no longer there');
  t.match(beyond.body, />d</, 'and what was typed is shown back');
  const { question_3: _, ...three } = four;
  await owner.browser.submit(`${base}/further`, three);
  const stored = await world.db.selectFrom('further_questions').select(['text', 'answers_by']).execute();
  t.equal(stored.length, 5);
  t.ok(
    stored.every(({ answers_by }) => answers_by === '2026-11-28'),
    'one day for all',
  );
  t.match((await owner.browser.get(`${base}/further`)).body, 'At most five');
});

t.test('answers are taken until the day is over, also after the deadline and after closing', async (t) => {
  const { world, owner, vetting, base, at, browser } = await submitted(t);
  const asked = { question_0: 'Who will do the work?', answersBy: '2026-12-20' };
  await owner.browser.submit(`${base}/further`, asked);
  await world.db.updateTable('vettings').set({ state: 'closed' }).where('id', '=', vetting.id).execute();
  world.clock.now = new Date(world.clock.now.getTime() + 25 * DAY);
  const name = /name="(further_[^"]+)"/.exec((await browser.get(at('further'))).body)?.[1] ?? '';
  t.equal((await browser.submit(at('further'), { [name]: 'Two of us.' })).statusCode, 303);
  world.clock.now = new Date(world.clock.now.getTime() + 10 * DAY);
  const late = await browser.submit(at('further'), { [name]: 'Three of us.' });
  t.equal(late.statusCode, 409);
  t.match(late.body, 'Three of us.', 'what was typed is shown back');
  const over = (await browser.get(at('further'))).body;
  t.match(over, 'The deadline is over');
  t.match(over, 'Two of us.');
});

t.test('nobody else is asked or answers, and nobody who has not submitted', async (t) => {
  const { world, owner, vetting, base, at } = await submitted(t);
  await owner.browser.submit(`${base}/further`, { question_0: 'Who?', answersBy: '2026-12-01' });
  const rival = await world.invite(vetting, 'Rival');
  const theirs = await world.enter(rival.token);
  t.equal((await theirs.get(at('further'))).statusCode, 403);
  const early = `/vettings/${vetting.id}/candidates/${rival.candidateId}/further`;
  t.equal((await owner.browser.get(early)).statusCode, 404);
  const refused = await owner.browser.submit(early, { question_0: 'Too early?', answersBy: '2026-12-01' });
  t.equal(refused.statusCode, 409);
  t.match(refused.body, 'Too early?');
  const other = await world.owner('other@example.com');
  t.equal((await other.browser.get(`${base}/further`)).statusCode, 404);
});

t.test('a candidate with an address is told by mail, where mail is set up', async (t) => {
  const mail = { url: 'smtp://127.0.0.1:1', from: 'banso@example.com' };
  const { world, owner, base, candidateId } = await submitted(t, { mail });
  await world.db
    .updateTable('candidates')
    .set({ email: 'a@example.com' })
    .where('id', '=', candidateId)
    .execute();
  await owner.browser.submit(`${base}/further`, { question_0: 'Who?', answersBy: '2026-12-01' });
  const rows = await world.db
    .selectFrom('outbox')
    .select(['recipient', 'details'])
    .where('kind', '!=', 'notice')
    .execute();
  t.same(
    rows.map(({ recipient, details }) => [recipient, JSON.parse(details)]),
    [['a@example.com', { kind: 'further', n: 1 }]],
  );
});

t.test(
  'the day that a candidate was told holds, is offered again, and only a later one replaces it',
  async (t) => {
    const { owner, base, browser, world, candidateId } = await submitted(t);
    const sent = await owner.browser.submit(`${base}/further`, {
      question_0: 'Why?',
      answersBy: '2026-12-10',
    });
    t.equal(sent.headers.location, `${base}/further?sent`);
    const page = (await owner.browser.get(`${base}/further?sent`)).body;
    t.match(page, 'Your questions have been sent');
    t.match(page, 'value="2026-12-10"', 'the day that was told');
    const refused = await owner.browser.submit(`${base}/further`, {
      question_0: 'How?',
      answersBy: '2026-12-01',
    });
    t.equal(refused.statusCode, 422);
    t.match(refused.body, 'has been told 10 December 2026');
    t.match(refused.body, 'How?');
    t.equal(
      (await owner.browser.submit(`${base}/further`, { question_0: 'How?', answersBy: '2026-12-12' }))
        .statusCode,
      303,
    );
    // Whoever opens the link again sees that something waits.
    const { token } = await issueInvitation(world.db, candidateId, world.clock.now);
    t.match((await browser.get(`/i/${token}`)).body, 'role="status">');
  },
);

import t from 'tap';
import { pageValues } from '../../src/domain/brief/brief-form.ts';
import { lengthOf } from '../../src/domain/language/text.ts';
import { keepHouse } from '../../src/housekeeping.ts';
import { issueInvitation } from '../../src/store/candidates.ts';
import { listHistory } from '../../src/store/history.ts';
import { findVetting } from '../../src/store/vettings.ts';
import { submittedWorld } from '../support/submitted.ts';
import { welcomed } from '../support/welcomed.ts';
import { World } from '../support/world.ts';

t.test('a copy of a long title keeps what says that it is one, and no half character', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  for (const title of ['x'.repeat(120), `a${'😀'.repeat(119)}`, '👨‍👩‍👧‍👦'.repeat(120)]) {
    const vetting = await world.vetting(id);
    const page = `/vettings/${vetting.id}`;
    const fields = pageValues({ ...vetting.brief, title }, 'business');
    const saved = await browser.submit(`${page}/brief/business`, fields);
    t.equal(saved.statusCode, 303, title.slice(0, 3));
    const copy = String((await browser.submit(`${page}/copies`, {})).headers.location);
    const opened = await browser.get(copy);
    t.equal(opened.statusCode, 200);
    t.match(opened.body, '(copy)');
    const { brief } = (await findVetting(world.db, id, copy.split('/')[2] ?? '')) ?? { brief: { title: '' } };
    t.ok(lengthOf(brief.title) <= 120, `${lengthOf(brief.title)} characters`);
  }
  t.equal((await browser.get('/vettings')).statusCode, 200);
});

t.test('a vetting whose row cannot be read costs that vetting and nothing else', async (t) => {
  const { world, owner, base, vetting } = await submittedWorld(t, 'en');
  const broken = await world.vetting(owner.id);
  await world.db
    .updateTable('vettings')
    .set({ brief: '{"title": 7}', version: 'broken' })
    .where('id', '=', broken.id)
    .execute();
  const list = await owner.browser.get('/vettings');
  t.equal(list.statusCode, 200);
  t.match(list.body, `href="${base}"`);
  t.match(list.body, '1 of your vettings cannot be read');
  for (const path of ['/archive', '/account/deletion', '/rules-and-people', '/vettings/new'])
    t.not((await owner.browser.get(path)).statusCode, 500, path);
  const invited = await world.invite(vetting, 'Late');
  await world.db
    .updateTable('candidates')
    .set({ email: 'late@example.com' })
    .where('id', '=', invited.candidateId)
    .execute();
  await world.db.updateTable('vettings').set({ reminds: 1 }).execute();
  const soon = new Date(world.clock.now.getTime() + 20 * 86_400_000);
  await keepHouse({ db: world.app.parts.db, sendsMail: true, now: () => soon });
  t.match(await world.db.selectFrom('outbox').select('kind').execute(), [{ kind: 'reminder' }]);
});

t.test('the list tells when somebody did something last, candidates included', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const older = await world.vetting(id);
  const invited = await world.invite(older);
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  const newer = await world.vetting(id);
  const places = async (): Promise<boolean> => {
    const { body } = await browser.get('/vettings');
    return body.indexOf(older.id) < body.indexOf(newer.id);
  };
  t.notOk(await places());
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  await world.takeInterviewUpTo(invited, 'terms', world.sampleResponse('partner'), older);
  t.ok(await places(), 'an answer brings its vetting to the top');
  await world.db.updateTable('interviews').set({ saved_at: '2020-01-01T00:00:00.000Z' }).execute();
  t.notOk(await places());
  await world.lastBrowser.submit(`/interview/${invited.candidateId}/check`, {});
  t.ok(await places(), 'and so does its submission');
});

t.test('taking answers again takes the decision back, and its reasons stay', async (t) => {
  const { world, owner, ids, base } = await submittedWorld(t, 'en');
  const [chosen = '', other = ''] = ids;
  await owner.browser.submit(`${base}/decision`, {
    chosen,
    reason: 'They asked first.',
    [`declined_${other}`]: 'Only prices.',
  });
  t.match((await owner.browser.get(`${base}/settings`)).body, 'The decision is taken back');
  await owner.browser.submit(`${base}/reopening`, {});
  const kept = await world.db.selectFrom('candidates').select('decision').execute();
  t.ok(kept.every(({ decision }) => decision === null));
  for (const path of ['letters', 'agreement', `candidates/${other}/letter`])
    t.match(String((await owner.browser.get(`${base}/${path}`)).statusCode), /404|409/, path);
  const page = (await owner.browser.get(`${base}/decision`)).body;
  t.match(page, 'They asked first.');
  t.match(page, 'Only prices.');
  await owner.browser.submit(`${base}/closure`, {});
  t.notMatch((await owner.browser.get(base)).body, /Chosen|Declined/);
});

t.test('of whoever never answered nothing is said to have been deleted', async (t) => {
  const { world, owner, vetting, base } = await submittedWorld(t, 'en');
  const silent = await world.invite(vetting, 'Silent');
  await owner.browser.submit(`${base}/settings`, { retention: '30', reminders: 'no', blind: 'yes' });
  await owner.browser.submit(`${base}/decision`, { chosen: 'nobody', reason: 'None fits.' });
  const later = new Date(world.clock.now.getTime() + 31 * 86_400_000);
  await keepHouse({ db: world.app.parts.db, sendsMail: false, now: () => later });
  const lines = await listHistory(world.db, vetting, 'responses_deleted');
  t.equal(lines.length, 4);
  t.notOk(lines.some(({ details }) => details.candidateId === silent.candidateId));
});

t.test('an opening of a link stands after that browser has left', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const { candidateId, token } = await world.invite(vetting);
  await world.enter(token);
  const colleague = await world.enter(token);
  const openings = async (): Promise<number> =>
    (await browser.get(`/vettings/${vetting.id}/candidates/${candidateId}`)).body.split('Link opened')
      .length - 1;
  t.equal(await openings(), 2);
  t.equal((await colleague.submit(`/interview/${candidateId}/leaving`, {})).statusCode, 303);
  t.equal((await colleague.get(`/interview/${candidateId}/welcome`)).statusCode, 403, 'it has left');
  t.equal(await openings(), 2, 'and was there');
});

t.test('a candidate asks no more than it may, however many windows ask at once', async (t) => {
  const { browser, at, world } = await welcomed(t);
  const asked = await Promise.all(
    Array.from({ length: 25 }, (_, n) =>
      browser.submit(at('ask'), {
        question: `Which of the ${n} colours?`,
        item_0: `Which of the ${n} colours?`,
        intent: 'ask',
      }),
    ),
  );
  const kept = await world.db.selectFrom('asked_questions').select('text').execute();
  t.equal(kept.length, 15);
  const codes = new Set(asked.map(({ statusCode }) => statusCode));
  t.same([...codes].sort(), [303, 409], 'the others are told');
});

t.test('an owner who presses twice tries the interview once', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  await browser.get(`/vettings/${vetting.id}`);
  const pressed = await Promise.all(
    [1, 2, 3].map(() => browser.submit(`/vettings/${vetting.id}/preview`, {})),
  );
  t.same(
    pressed.map(({ statusCode }) => statusCode),
    [303, 303, 303],
  );
});

t.test('taking an own question away stands in the history, once candidates are invited', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id, 'en', [
    {
      id: 'own_00000001',
      step: 'understand',
      text: 'Who?',
      kind: 'text',
      required: true,
      weight: 10,
      levels: ['', '', '', '', ''],
    },
  ]);
  await world.invite(vetting);
  await browser.submit(`/vettings/${vetting.id}/own-questions/own_00000001/removal`, {});
  const lines = await listHistory(world.db, vetting, 'brief_changed');
  t.same(
    lines.map(({ details }) => details.page),
    ['ownQuestions'],
  );
});

t.test('a goal that cannot be is refused at its field', async (t) => {
  const world = await World.open(t);
  const { browser, id } = await world.owner();
  const vetting = await world.vetting(id);
  const page = `/vettings/${vetting.id}/brief/goal`;
  const goal = {
    statement: 'A goal',
    measure: 'profit_margin',
    current: '10',
    target: '20',
    by: '2027-12-31',
  };
  t.equal((await browser.submit(page, goal)).statusCode, 303);
  for (const [field, wrong] of [
    ['target', '250'],
    ['by', '2020-01-01'],
  ] as const) {
    const refused = await browser.submit(page, { ...goal, [field]: wrong });
    t.equal(refused.statusCode, 422, field);
    t.match(refused.body, `href="#${field}"`);
  }
  world.clock.now = new Date('2028-02-01T00:00:00Z');
  await world.staySignedIn();
  t.equal(
    (await browser.submit(page, { ...goal, target: '21' })).statusCode,
    303,
    'one that is over can stay',
  );
});

t.test('what follows from the numbers says where the example is among them', async (t) => {
  const world = await World.open(t);
  const { browser } = await world.owner();
  const started = await browser.submit('/vettings', {
    template: 'b2b_manufacturer',
    locale: 'en',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
  });
  const base = String(started.headers.location).replace('/business', '');
  t.match((await browser.get(`${base}/goal`)).body, 'still holds the figures of the example');
  const looked = await browser.submit(`${base}/goal`, {
    statement: 'x',
    measure: 'customers',
    current: '1',
    target: '4000',
    by: '2027-12-31',
    intent: 'follows',
  });
  t.equal(looked.statusCode, 200);
  t.match(looked.body, '3,999');
  t.notMatch((await browser.get(`${base}/goal`)).body, '4000', 'looking saves nothing');
});

t.test(
  'an answer that comes after an earlier one was deleted can be opened, and goes in its turn',
  async (t) => {
    const { world, owner, vetting, ids, base } = await submittedWorld(t, 'en');
    const [id = ''] = ids;
    await owner.browser.submit(`${base}/settings`, { retention: '30', reminders: 'no', blind: 'yes' });
    await owner.browser.submit(`${base}/decision`, { chosen: 'nobody', reason: 'None fits.' });
    await world.staySignedIn();
    const keep = async (days: number): Promise<void> => {
      world.clock.now = new Date(world.clock.now.getTime() + days * 86_400_000);
      await keepHouse({ db: world.app.parts.db, sendsMail: false, now: () => world.clock.now });
    };
    await keep(31);
    await owner.browser.submit(`${base}/reopening`, {});
    await owner.browser.submit(`${base}/deadline`, { answersBy: '2027-03-31' });
    const { token } = await issueInvitation(world.db, id, world.clock.now);
    const response = world.sampleResponse('partner');
    await world.takeInterviewUpTo({ candidateId: id, token }, 'terms', response, vetting);
    await world.lastBrowser.submit(`/interview/${id}/check`, {});
    t.equal((await owner.browser.get(`${base}/candidates/${id}/report`)).statusCode, 200, 'no endless way');
    await owner.browser.submit(`${base}/decision`, { chosen: 'nobody', reason: 'None fits.' });
    await keep(31);
    const left = await world.db.selectFrom('interviews').select('candidate_id').execute();
    t.same(left, [], 'and nothing stays for ever');
  },
);

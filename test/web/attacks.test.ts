import t from 'tap';
import { CRITERIA } from '../../src/domain/scoring/rubric.ts';
import { tellOwner } from '../../src/store/notices.ts';
import { queueMail } from '../../src/store/outbox.ts';
import { ownerPages } from '../support/pages.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

t.test('a mail that waits follows a corrected address, and is not sent without one', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting, 'Ibis');
  const at = `/vettings/${vetting.id}/candidates/${candidateId}/details`;
  const queued = (): Promise<{ recipient: string }[]> =>
    world.db.selectFrom('outbox').select('recipient').orderBy('created_at').execute();
  await owner.browser.submit(at, { name: 'Ibis', email: 'wrong@example.com' });
  for (const recipient of ['wrong@example.com', 'owner@example.com'])
    await queueMail(
      world.db,
      vetting,
      candidateId,
      recipient,
      { kind: 'reply', question: 'q', reply: 'r' },
      world.clock.now,
    );
  await owner.browser.submit(at, { name: 'Ibis', email: 'right@example.com' });
  t.same((await queued()).map(({ recipient }) => recipient).sort(), [
    'owner@example.com',
    'right@example.com',
  ]);
  await owner.browser.submit(at, { name: 'Ibis', email: '' });
  t.same(await queued(), [{ recipient: 'owner@example.com' }]);
});

t.test('who was chosen is not removed before the decision is changed', async (t) => {
  const { owner, base, ids } = await submittedWorld(t, 'en');
  const [first = '', second = ''] = ids;
  await owner.browser.submit(`${base}/decision`, { chosen: first, reason: 'They asked.' });
  const at = `${base}/candidates/${first}/removal`;
  t.match((await owner.browser.get(at)).body, 'Change the decision before');
  t.equal((await owner.browser.submit(at, { confirm: 'yes' })).statusCode, 409);
  t.equal((await owner.browser.get(`${base}/candidates/${first}`)).statusCode, 200);
  await owner.browser.submit(`${base}/decision`, { chosen: second, reason: 'They answered.' });
  t.equal((await owner.browser.submit(at, { confirm: 'yes' })).statusCode, 303);
});

t.test('a reply that was refused, or is there already, leaves no line and no second fact', async (t) => {
  const { world, owner, vetting, base } = await submittedWorld(t, 'en');
  const { id } = await world.db
    .selectFrom('asked_questions')
    .select('id')
    .where('facts', '=', '')
    .executeTakeFirstOrThrow();
  const lines = async (): Promise<number> =>
    (
      await world.db
        .selectFrom('history')
        .select('id')
        .where('act', 'in', ['question_answered', 'brief_changed'])
        .execute()
    ).length;
  const at = (question: string): string => `${base}/questions/${question}/reply`;
  const before = await lines();
  t.equal((await owner.browser.submit(at('none'), { reply: 'x' })).statusCode, 404);
  t.equal((await owner.browser.submit(`${base}/questions/none/closure`, {})).statusCode, 404);
  t.equal(await lines(), before);
  const kept = { reply: 'ONLY ONCE', keep: 'yes', keepTopic: 'budget' };
  await Promise.all([1, 2, 3].map(() => owner.browser.submit(at(id), kept)));
  t.equal(await lines(), before + 2, 'one reply, one change of the brief');
  t.equal((await owner.browser.submit(at(id), { reply: 'Other' })).statusCode, 409);
  t.equal(await lines(), before + 2);
  const { brief } = await world.db
    .selectFrom('vettings')
    .select('brief')
    .where('id', '=', vetting.id)
    .executeTakeFirstOrThrow();
  t.equal(brief.split('ONLY ONCE').length, 2);
});

t.test('a blind evaluator learns no name while nobody has submitted', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const { candidateId } = await world.invite(vetting, 'Ibis Works');
  const eva = await world.owner('eva@example.com');
  await world.db
    .insertInto('members')
    .values({ vetting_id: vetting.id, owner_id: eva.id, role: 'evaluator', joined_at: '2026-11-20' })
    .execute();
  for (const page of await ownerPages(world, vetting.id, candidateId))
    t.notMatch((await eva.browser.get(page)).body, 'Ibis Works', page);
});

t.test('a parameter that stands twice in an address is no fault of the server', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const names = [
    'first',
    'queued',
    'saved',
    'noted',
    'deleted',
    'edit',
    'find',
    'sort',
    'score',
    'from',
    'kept',
  ];
  const twice = names.map((name) => `${name}=1&${name}=2`).join('&');
  for (const page of await ownerPages(world, vetting.id, ids[0] ?? ''))
    t.ok((await owner.browser.get(`${page}?${twice}`)).statusCode < 500, page);
});

t.test('an owner who saw the levels first can still read to the end', async (t) => {
  const { world, owner, base, ids } = await submittedWorld(t, 'en');
  const { browser } = owner;
  await browser.get(`${base}/comparison`);
  const index = (await browser.get(`${base}/reading`)).body;
  t.match(index, 'You have seen the levels by the rules');
  t.match(index, `action="${base}/reading/end"`);
  t.match((await browser.get(`${base}/reading/fit`)).body, 'You have seen the levels by the rules');
  const form = Object.fromEntries(ids.map((_, at) => [`level_${at + 1}`, '2']));
  for (const subject of CRITERIA) await browser.submit(`${base}/reading/${subject}`, form);
  const differences = (await browser.get(`${base}/reading/differences`)).body;
  t.notMatch(differences, 'looked at again', 'nothing was looked at again');
  await browser.submit(`${base}/reading/end`, {});
  const read = await world.db.selectFrom('candidates').select('read_at').execute();
  t.notOk(
    read.some(({ read_at }) => read_at === null),
    'everything counts as read',
  );
  t.match((await browser.get(`${base}/reading`)).body, 'You have finished');
  t.equal(
    (await browser.submit(`${base}/unsealing`, { confirm: 'yes' })).statusCode,
    303,
    'and the prices open without a reason',
  );
  const acts = await world.db
    .selectFrom('history')
    .select('act')
    .where('act', '=', 'reading_ended')
    .execute();
  t.equal(acts.length, 1);
});

t.test('a notice about a candidate that is gone is still sent', async (t) => {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  await tellOwner(
    world.db,
    vetting,
    'gone',
    { event: 'declined', candidate: 'x', text: '' } as never,
    world.clock.now,
  );
  t.equal((await world.db.selectFrom('outbox').select('id').execute()).length, 1);
});

t.test('a level for answers that were replaced meanwhile is asked about', async (t) => {
  const { world, owner, base, ids } = await submittedWorld(t, 'en');
  const at = `${base}/reading/fit`;
  const body = (await owner.browser.get(at)).body;
  const form = Object.fromEntries(
    [...body.matchAll(/name="(submitted_\d|_base)"\s+value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  t.equal(Object.keys(form).length, 5);
  await world.db
    .updateTable('interviews')
    .set({ submitted_at: '2026-11-20T02:00:00.000Z' })
    .where('candidate_id', '=', ids[0] ?? '')
    .execute();
  const held = await owner.browser.submit(at, { ...form, level_1: '4', level_2: '3' });
  t.equal(held.statusCode, 409);
  t.match(held.body, 'The candidate has replaced its answers');
  t.match(held.body, /name="level_1"\s+value="4"\s+checked/, 'what was chosen stays');
  t.same(await world.db.selectFrom('judgements').select('id').execute(), []);
});

t.test('notes of a meeting stay, however often its questions are changed', async (t) => {
  const { world, owner, base, ids } = await submittedWorld(t, 'en');
  const at = `${base}/candidates/${ids[0]}/meeting`;
  for (const round of [1, 2, 3, 4]) {
    const questions = Array.from({ length: 12 }, (_, index) => `Round ${round}, question ${index}?`).join(
      '\n',
    );
    await owner.browser.submit(`${at}/questions`, { questions });
    const sent = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        [`question_${index}`, `Round ${round}, question ${index}?`],
        [`note_${index}`, `NOTE ${round}-${index}.`],
      ]).flat(),
    );
    t.ok((await owner.browser.submit(at, sent)).statusCode < 400);
  }
  const { notes } = await world.db.selectFrom('meetings').select('notes').executeTakeFirstOrThrow();
  for (const round of [1, 2, 3, 4]) for (const index of [0, 11]) t.match(notes, `NOTE ${round}-${index}.`);
  t.match((await owner.browser.get(at)).body, 'NOTE 1-11.');
});

t.test('of two corrections of one reply, the later one does not win without a word', async (t) => {
  const { world, owner, base } = await submittedWorld(t, 'en');
  const { id } = await world.db
    .selectFrom('asked_questions')
    .select('id')
    .where('facts', '=', '')
    .executeTakeFirstOrThrow();
  const at = `${base}/questions/${id}/reply`;
  await owner.browser.submit(at, { reply: 'First.' });
  const page = (await owner.browser.get(`${base}/questions`)).body;
  const before = new RegExp(`questions/${id}/reply[^]*?name="before" value="([^"]*)"`).exec(page)?.[1] ?? '';
  t.ok(before);
  const correct = async (reply: string): Promise<number> =>
    (await owner.browser.submit(at, { reply, corrects: 'yes', before })).statusCode;
  t.equal(await correct('Window A.'), 303);
  t.equal(await correct('Window B.'), 409);
  t.match((await owner.browser.get(`${base}/questions`)).body, 'Window A.');
});

import { readFileSync } from 'node:fs';
import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { endOfDay } from '../../src/domain/language/days.ts';
import { keepHouse } from '../../src/housekeeping.ts';
import { openDatabase } from '../../src/store/database.ts';
import { keepJudgements } from '../../src/store/judgements.ts';
import { markLevelsSeen } from '../../src/store/levels-seen.ts';
import { queueMail } from '../../src/store/outbox.ts';
import { listVettings } from '../../src/store/vetting-list.ts';
import { submittedWorld } from '../support/submitted.ts';
import { World } from '../support/world.ts';

const DAY_MS = 86_400_000;

for (const locale of ['ja', 'en'] as const) {
  t.test(
    `${locale}: a closed vetting takes no answers and loses none; reopened, candidates go on`,
    async (t) => {
      const world = await World.open(t);
      const owner = await world.owner('owner@example.com', locale);
      const vetting = await world.vetting(owner.id, locale);
      const base = `/vettings/${vetting.id}`;
      const done = await world.takeInterview(vetting, 'Done', world.sampleResponse('partner', locale));
      const { candidateId, token } = await world.invite(vetting, 'Late');
      const late = await world.enter(token, locale);
      await late.submit(`/interview/${candidateId}/welcome`, { respondentName: 'Aoi', consent: 'yes' });
      t.equal((await owner.browser.submit(`${base}/closure`, {})).statusCode, 303);
      const refused = await late.submit(`/interview/${candidateId}/understand`, {
        who: 'typed after the closing',
      });
      t.equal(refused.statusCode, 410);
      t.match(refused.body, /typed after the closing/, 'what was typed is shown');
      t.match(refused.body, locale === 'ja' ? /受付は終わりました/ : /Answers are no longer taken/);
      t.equal((await late.get(`/i/${token}`)).statusCode, 410);
      t.equal((await owner.browser.submit(`${base}/closure`, {})).statusCode, 409, 'closed only once');
      t.equal((await owner.browser.get(`${base}/candidates/${done}/report`)).statusCode, 200);
      t.equal((await owner.browser.submit(`${base}/reopening`, {})).statusCode, 303);
      t.equal((await late.get(`/interview/${candidateId}/welcome`)).statusCode, 200);
      t.match(
        (await late.get(`/interview/${candidateId}/welcome`)).body,
        /value="Aoi"/,
        'what had been saved is there',
      );
    },
  );

  t.test(`${locale}: the archive, a copy and the settings`, async (t) => {
    const { world, owner, vetting, base } = await submittedWorld(t, locale);
    const { browser } = owner;
    await browser.submit(`${base}/archive`, {});
    t.notMatch((await browser.get('/vettings')).body, `href="${base}"`);
    t.match((await browser.get('/archive')).body, `href="${base}"`);
    await browser.submit(`${base}/archive/removal`, {});
    t.match((await browser.get('/vettings')).body, `href="${base}"`);
    const copied = await browser.submit(`${base}/copies`, {});
    const copies = (await listVettings(world.db, owner.id)).vettings.filter(
      ({ vetting: { id } }) => id !== vetting.id,
    );
    t.equal(copied.headers.location, `/vettings/${copies[0]?.vetting.id}`);
    t.same(copies[0]?.vetting.brief.facts, vetting.brief.facts);
    t.match(copies[0], { candidates: 0, vetting: { state: 'draft' } });
    t.equal(
      (await browser.submit(`${base}/settings`, { retention: '7', reminders: 'yes', blind: 'yes' }))
        .statusCode,
      422,
    );
    const saved = await browser.submit(`${base}/settings`, {
      retention: '90',
      reminders: 'yes',
      blind: 'yes',
    });
    t.match(saved.body, locale === 'ja' ? /設定を保存しました/ : /settings have been saved/);
    const tried = await browser.submit(`${base}/preview`, {});
    t.match(
      (await browser.get(`${tried.headers.location}/welcome`)).body,
      locale === 'ja' ? /決定（または選定の終了）から90日後に削除/ : /90 days after the decision/,
      'in a try as well',
    );
    const { token } = await world.invite(vetting, 'New');
    const candidate = await world.enter(token, locale);
    const [link] = [...candidate.cookies.keys()].filter((name) => name.startsWith('banso_interview_'));
    const welcome = await candidate.get(`/interview/${link?.replace('banso_interview_', '')}/welcome`);
    t.match(
      welcome.body,
      locale === 'ja' ? /決定（または選定の終了）から90日後に削除/ : /deleted 90 days after the decision, or/,
      'candidates are told before they agree',
    );
  });
}

t.test('deleting asks for the title, takes everything along, and leaves one line', async (t) => {
  const { world, owner, vetting, base } = await submittedWorld(t, 'en');
  const { browser } = owner;
  t.match((await browser.get(`${base}/deletion`)).body, `${base}/export.json`, 'an export is offered first');
  const wrong = await browser.submit(`${base}/deletion`, { title: 'something else' });
  t.equal(wrong.statusCode, 422);
  t.match(wrong.body, /value="something else"/, 'what was typed is kept');
  t.equal((await browser.submit(`${base}/deletion`, { title: ` ${vetting.brief.title} ` })).statusCode, 303);
  t.equal((await browser.get(base)).statusCode, 404);
  for (const table of [
    'vettings',
    'candidates',
    'interviews',
    'answers',
    'asked_questions',
    'scores',
    'invitations',
  ] as const) {
    t.same(await world.db.selectFrom(table).selectAll().execute(), [], table);
  }
  t.match(await world.db.selectFrom('history').selectAll().execute(), [
    { vetting_id: null, act: 'deleted', person: 'owner@example.com' },
  ]);
  t.match((await browser.get('/vettings')).body, /deleted on .* by owner@example\.com/);
  await t.rejects(world.db.deleteFrom('history').execute(), /append-only/);
});

t.test('what was deleted is gone from the file and from the log beside it', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const db = openDatabase(file);
  const app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent' }), db });
  const world = new World(app, db, { now: new Date() });
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id);
  const response = world.sampleResponse('partner');
  await world.takeInterview(vetting, 'Agency', {
    ...response,
    partner: { ...response.partner, challenge: 'Quetzalcoatlus would challenge the plan.' },
  });
  const inFiles = (): boolean =>
    [file, `${file}-wal`].some((each) => readFileSync(each).includes('Quetzalcoatlus'));
  t.ok(inFiles());
  await owner.browser.submit(`/vettings/${vetting.id}/deletion`, { title: vetting.brief.title });
  t.notOk(inFiles());
  await app.close();
  await db.destroy();
});

t.test('where it ends without a decision, the time counts from the day it was closed', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const { db, clock } = world;
  await world.staySignedIn();
  await db.updateTable('vettings').set({ retention_days: 30 }).execute();
  const left = async (days: number): Promise<number> => {
    await keepHouse({
      db: world.app.parts.db,
      sendsMail: false,
      now: () => new Date(clock.now.getTime() + days * DAY_MS),
    });
    return (await db.selectFrom('interviews').select('candidate_id').execute()).length;
  };
  t.equal(await left(400), ids.length, 'while it is open nothing is deleted');
  await owner.browser.submit(`/vettings/${vetting.id}/closure`, {});
  await owner.browser.submit(`/vettings/${vetting.id}/reopening`, {});
  t.equal(await left(400), ids.length, 'nor once it was opened again');
  await owner.browser.submit(`/vettings/${vetting.id}/closure`, {});
  t.equal(await left(29), ids.length);
  t.equal(await left(30), 0);
});

t.test('responses of declined candidates are deleted when their time is over, and not before', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const { db } = world;
  const [chosen = ''] = ids;
  const decidedAt = world.clock.now;
  await db
    .updateTable('vettings')
    .set({ state: 'decided', decided_at: decidedAt.toISOString(), retention_days: 30 })
    .execute();
  await db.updateTable('candidates').set({ decision: 'declined' }).execute();
  await db.updateTable('candidates').set({ decision: 'chosen' }).where('id', '=', chosen).execute();
  for (const id of ids) {
    const judge = { id: owner.id, email: 'owner@example.com' };
    const levels = [{ subject: 'fit', level: 1, reason: 'Too general.' }];
    await keepJudgements(db, id, judge, 'reading', levels, decidedAt);
    await markLevelsSeen(db, [id], owner.id, decidedAt);
    const letter = { kind: 'letter', subject: 'Our decision', text: 'Dear agency' } as const;
    await queueMail(db, vetting, id, 'agency@example.com', letter, decidedAt);
  }
  await world.staySignedIn();
  const keptAt = async (days: number): Promise<string[]> => {
    await keepHouse({
      db: world.app.parts.db,
      sendsMail: false,
      now: () => new Date(decidedAt.getTime() + days * DAY_MS),
    });
    return (await db.selectFrom('interviews').select('candidate_id').orderBy('candidate_id').execute()).map(
      ({ candidate_id }) => candidate_id,
    );
  };
  await db
    .insertInto('earlier_submissions')
    .columns(['id', 'candidate_id', 'submitted_at', 'brief', 'response', 'ended_at', 'ended_as'])
    .expression((eb) =>
      eb
        .selectFrom('interviews')
        .select(({ val }) => [
          'candidate_id as id',
          'candidate_id',
          'saved_at as submitted_at',
          val('{}').as('brief'),
          val('{}').as('response'),
          'saved_at as ended_at',
          val('replaced').as('ended_as'),
        ]),
    )
    .execute();
  t.equal((await keptAt(29)).length, 4);
  t.same(await keptAt(30), [chosen]);
  for (const table of [
    'answers',
    'asked_questions',
    'scores',
    'judgements',
    'levels_seen',
    'invitations',
    'outbox',
  ] as const) {
    const left = await db.selectFrom(table).select('candidate_id').distinct().execute();
    t.same(left, [{ candidate_id: chosen }], `of the ${table} those of the chosen one are left`);
  }
  for (const { name, columns } of await db.introspection.getTables()) {
    if (!columns.some((column) => column.name === 'candidate_id')) continue;
    const ids = await db
      .selectFrom(name as 'answers')
      .select('candidate_id')
      .distinct()
      .execute();
    t.ok(
      ids.every(({ candidate_id }) => candidate_id === chosen),
      `nothing of the others is left in ${name}`,
    );
  }
  const acts = await db
    .selectFrom('history')
    .select(['act', 'person'])
    .where('vetting_id', '=', vetting.id)
    .where('act', '=', 'responses_deleted')
    .execute();
  t.equal(
    (await owner.browser.get(`/vettings/${vetting.id}`)).body.match(/Response deleted/g)?.length,
    3,
    'the list says so',
  );
  t.same(acts, Array(3).fill({ act: 'responses_deleted', person: 'Banso' }));
});

t.test(
  'a reminder is queued once, three days before the link expires, only where it is wanted and possible',
  async (t) => {
    const world = await World.open(t);
    const owner = await world.owner();
    const vetting = await world.vetting(owner.id);
    const at = `/vettings/${vetting.id}`;
    const withMail = await world.invite(vetting, 'With address');
    const without = await world.invite(vetting, 'Without address');
    const done = await world.takeInterview(vetting, 'Done', world.sampleResponse('partner'));
    await world.db
      .updateTable('candidates')
      .set({ email: 'a@example.com' })
      .where('id', 'in', [withMail.candidateId, done])
      .execute();
    await world.staySignedIn();
    const start = world.clock.now.getTime();
    const queuedAfter = async (days: number): Promise<(string | null)[]> => {
      await keepHouse({
        db: world.app.parts.db,
        sendsMail: true,
        now: () => new Date(start + days * DAY_MS),
      });
      return (await world.db.selectFrom('outbox').select('candidate_id').execute()).map(
        ({ candidate_id }) => candidate_id,
      );
    };
    t.same(await queuedAfter(19), [], 'not while it is switched off');
    await owner.browser.submit(`${at}/settings`, { retention: 'keep', reminders: 'yes', blind: 'yes' });
    const deadline = endOfDay(new Date(start), 21, vetting.brief.timeZone);
    const toDeadline = (deadline.getTime() - start) / DAY_MS;
    t.same(await queuedAfter(toDeadline - 3.01), [], 'not earlier');
    t.same(await queuedAfter(toDeadline - 3), [withMail.candidateId]);
    t.same(await queuedAfter(toDeadline - 2), [withMail.candidateId], 'once');
    t.not(without.candidateId, withMail.candidateId);
  },
);

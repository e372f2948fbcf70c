import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { withPage } from '../../src/domain/brief/brief-form.ts';
import { MAX_QUESTIONS } from '../../src/domain/interview/steps.ts';
import { keepHouse } from '../../src/housekeeping.ts';
import { deliverDue } from '../../src/mail/outbox.ts';
import { askQuestions } from '../../src/store/conversation.ts';
import type { Database } from '../../src/store/database.ts';
import { recorded } from '../../src/store/history.ts';
import { keepJudgements } from '../../src/store/judgements.ts';
import { queueMail } from '../../src/store/outbox.ts';
import { claimMail, settleInterrupted } from '../../src/store/outbox-claims.ts';
import { createFirstOwner } from '../../src/store/owners.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { keepScore, scoreUnscored } from '../../src/store/scores.ts';
import { saveBriefPage } from '../../src/store/vettings.ts';
import { runOn, startPostgres } from '../support/postgres.ts';
import { submittedIn } from '../support/submitted.ts';
import { TestBrowser, World } from '../support/world.ts';

t.setTimeout(300_000);
const SERVERS = 5;
const AT_ONCE = 20;
const server = await startPostgres();
t.teardown(() => server.remove());
await runOn(server.url('postgres'), 'CREATE DATABASE races');
const url = server.url('races');
const pools: Database[] = [];
for (let n = 0; n < SERVERS; n += 1) pools.push(await openPostgres({ url, connections: 6 }));
t.teardown(() => Promise.all(pools.map((pool) => pool.destroy())));
const config = { ...readConfig({ LOG_LEVEL: 'silent' }), databaseUrl: url };
const now = new Date('2026-11-20T01:00:00Z');
const apps = await Promise.all(pools.map((db) => buildApp({ config, db, now: () => now })));
t.teardown(() => Promise.all(apps.map((app) => app.close())));

/** So many at once, each at another server; throws what any of them throws. */
const together = <Result>(race: (db: Database, n: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, n) => race(pools[n % SERVERS] as Database, n)));

const [db] = pools as [Database];

const world = new World(apps[0] as (typeof apps)[number], db, { now });
const { owner, vetting, ids } = await submittedIn(world, 'en');
const [first = ''] = ids;

t.test('of twenty first accounts one is made', async (t) => {
  await runOn(server.url('postgres'), 'CREATE DATABASE first_accounts');
  const empty = await Promise.all(
    pools.map(() => openPostgres({ url: server.url('first_accounts'), connections: 4 })),
  );
  const made = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, n) =>
      createFirstOwner(empty[n % SERVERS] as Database, `first${n}@example.com`, 'x', now),
    ),
  );
  t.equal(made.filter((each) => each !== null).length, 1);
  await Promise.all(empty.map((pool) => pool.destroy()));
});

t.test('twenty questions, levels, scores and lines of history at once keep their places', async (t) => {
  const question = { phase: 'unprompted' as const, topic: 'profit' as const, facts: [] };
  await together((pool, n) => askQuestions(pool, first, [{ text: `Question ${n}?`, ...question }], now));
  const judge = { id: owner.id, email: 'owner@example.com' };
  await together((pool, n) =>
    keepJudgements(
      pool,
      first,
      judge,
      'reading',
      [{ subject: 'fit', level: n % 5, reason: `because ${n}` }],
      now,
    ),
  );
  const row = await db
    .selectFrom('interviews')
    .selectAll()
    .where('candidate_id', '=', first)
    .executeTakeFirstOrThrow();
  const [brief, response] = [row.submitted_brief, row.submitted_response].map((text) =>
    JSON.parse(text ?? '{}'),
  );
  const kept = await db.selectFrom('scores').select('score').where('candidate_id', '=', first).execute();
  await together((pool) => keepScore(pool, first, brief, response, JSON.parse(kept[0]?.score ?? '{}'), now));
  await together((pool, n) =>
    recorded(pool, vetting, { person: `p${n}`, act: 'note_saved' }, now, async () => true),
  );
  for (const table of ['asked_questions', 'judgements', 'scores'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('position')
      .where('candidate_id', '=', first)
      .orderBy('position')
      .execute();
    // Of twenty that ask at once at five servers, no more are heard than may ask.
    if (table === 'asked_questions') t.equal(rows.length, MAX_QUESTIONS, table);
    else t.ok(rows.length >= AT_ONCE, `${table}: ${rows.length}`);
    t.same(
      rows.map(({ position }) => position),
      rows.map((_, index) => index),
      `${table}: one after the other`,
    );
  }
  const lines = await db.selectFrom('history').select('person').where('act', '=', 'note_saved').execute();
  t.equal(lines.length, AT_ONCE);
});

t.test('pages of a brief that are saved at once are all kept', async (t) => {
  const pages = ['value', 'target', 'market', 'profit', 'evaluation'] as const;
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(
      pages.map((page, n) =>
        saveBriefPage(
          pools[n] as Database,
          vetting,
          page,
          (brief) => withPage(brief, page, { text: `Round ${round} of ${page}.` } as never),
          now,
        ),
      ),
    );
    const { brief } = await db
      .selectFrom('vettings')
      .select('brief')
      .where('id', '=', vetting.id)
      .executeTakeFirstOrThrow();
    for (const page of pages) t.match(brief, `Round ${round} of ${page}.`, page);
  }
});

t.test(
  'what is due is done once: mails, deletions, scores; nothing is made uncertain by a start',
  async (t) => {
    const details = { kind: 'extended', until: '2026-12-10' } as const;
    for (let n = 0; n < 15; n += 1) await queueMail(db, vetting, first, `to${n}@example.com`, details, now);
    const sent: string[] = [];
    const send = async ({ to }: { to: string }) => {
      sent.push(to);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { outcome: 'sent' } as const;
    };
    await Promise.all([
      ...pools.map((pool) => deliverDue({ db: pool, config, send: send as never, now: () => now })),
      ...pools.map((pool) => settleInterrupted(pool, now, { all: false })),
    ]);
    t.same(sent.sort(), [...new Set(sent)].sort(), 'no mail twice');
    t.equal(sent.length, 15);
    const states = await db.selectFrom('outbox').select('state').execute();
    t.ok(
      states.every(({ state }) => state === 'sent'),
      JSON.stringify(states),
    );

    // A mail that another server is sending is left alone, until its time is over.
    await queueMail(db, vetting, first, 'slow@example.com', details, now);
    const claimed = await claimMail(db, now);
    const stateOf = async (): Promise<string> =>
      (
        await db
          .selectFrom('outbox')
          .select('state')
          .where('id', '=', claimed?.id ?? '')
          .executeTakeFirstOrThrow()
      ).state;
    await settleInterrupted(pools[1] as Database, new Date(now.getTime() + 60_000), { all: false });
    t.equal(await stateOf(), 'sending');
    await settleInterrupted(pools[1] as Database, new Date(now.getTime() + 16 * 60_000), { all: false });
    t.equal(await stateOf(), 'uncertain');

    await db.deleteFrom('scores').execute();
    await Promise.all(pools.map((pool) => scoreUnscored(pool, now)));
    t.equal((await db.selectFrom('scores').selectAll().execute()).length, ids.length);

    await db
      .updateTable('vettings')
      .set({ state: 'decided', decided_at: '2026-01-01T00:00:00Z', retention_days: 7 })
      .execute();
    await Promise.all(pools.map((pool) => keepHouse({ db: pool, sendsMail: true, now: () => now })));
    const deleted = await db
      .selectFrom('history')
      .select('id')
      .where('act', '=', 'responses_deleted')
      .execute();
    t.equal(deleted.length, ids.length, 'one line a response');
  },
);

t.test(
  'whatever server is asked: a session, a wrong password counted, a preview, a form sent twice',
  async (t) => {
    const browsers = apps.map((app) => new TestBrowser(app, 'en'));
    const signedIn = owner.browser;
    for (const [n, browser] of browsers.entries()) {
      for (const [name, value] of signedIn.cookies) browser.cookies.set(name, value);
      t.equal((await browser.get('/vettings')).statusCode, 200, `server ${n}`);
    }
    await db.updateTable('vettings').set({ state: 'open', decided_at: null }).execute();
    const [one, other] = browsers as [TestBrowser, TestBrowser];
    const begun = await one.submit(`/vettings/${vetting.id}/preview`, {});
    t.equal(begun.statusCode, 303, 'a preview begins at one server');
    const address = String(begun.headers.location);
    for (const [name, value] of one.cookies) other.cookies.set(name, value);
    const opened = await other.get(address);
    t.ok([200, 303].includes(opened.statusCode), `and goes on at the other (${opened.statusCode})`);

    let looked = 0;
    for (let n = 0; n < 40; n += 1) {
      const stranger = new TestBrowser(apps[n % SERVERS] as (typeof apps)[number], 'en', '203.0.113.9');
      const answer = await stranger.submit('/sign-in', {
        email: 'owner@example.com',
        password: `guess number ${n}`,
      });
      if (answer.statusCode === 401) looked += 1;
    }
    t.ok(looked <= 10, `${looked} of forty guesses at five servers were looked at`);

    // Links that lead to nothing, and the form for the first account, are counted for all of them together.
    for (const [what, most, address, ask] of [
      ['links', 60, '203.0.113.10', (guest: TestBrowser, n: number) => guest.get(`/i/guess-${n}`)],
      [
        'setup',
        10,
        '203.0.113.12',
        (guest: TestBrowser) => guest.submit('/setup', { email: 'x@example.com' }),
      ],
    ] as const) {
      const statuses: number[] = [];
      for (let n = 0; n < most + 10; n += 1) {
        const guest = new TestBrowser(apps[n % SERVERS] as (typeof apps)[number], 'en', address);
        statuses.push((await ask(guest, n)).statusCode);
      }
      t.equal(statuses.indexOf(429), most, `${what}: the ${most + 1}th is turned away at any server`);
      t.same([...new Set(statuses.slice(most))], [429], what);
    }
    const stranger = new TestBrowser(apps[0] as (typeof apps)[number], 'en', '203.0.113.11');
    t.equal((await stranger.get('/i/guess')).statusCode, 404, 'somebody else is not');
  },
);

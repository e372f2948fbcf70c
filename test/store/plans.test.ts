import Sqlite from 'better-sqlite3';
import t from 'tap';

/** Every statement that is prepared while the test collects them. */
const statements = new Set<string>();
let isCollecting = false;
const { prepare } = Sqlite.prototype;
Sqlite.prototype.prepare = function collecting(this: Sqlite.Database, source: string) {
  if (isCollecting) statements.add(source);
  return prepare.call(this, source);
} as typeof prepare;
const { keepHouse } = await import('../../src/housekeeping.ts');
const { deliverDue } = await import('../../src/mail/outbox.ts');
const { openDatabase } = await import('../../src/store/database.ts');
const { ownerPages } = await import('../support/pages.ts');
const { formsOf } = await import('../support/forms.ts');
const { submittedIn } = await import('../support/submitted.ts');
const { World } = await import('../support/world.ts');

t.setTimeout(240_000);

/** What looks at a whole table, and why it may. */
const WHOLE: readonly [RegExp, string][] = [
  [/^select number, checksum from migrations/i, 'as many rows as there are migrations'],
  [/from "owners" limit \?/, 'one row: whether there is anybody'],
  [/"submitted_at" is not null and "scores"\."id" is null/, 'once, at a start'],
  [
    /^delete from "\w+" where (?:\("expires_at" < \? or )?"(?:expires_at|last_at|used_at)" < \?\)?$/,
    'swept every ten minutes',
  ],
  [/"invitations"\."expires_at" from "candidates" inner join "vettings"/, 'reminders, every ten minutes'],
  [/^select \* from "vettings" where "state" = \?$/, 'deadlines that have passed, every ten minutes'],
  [/"retention_days" is not null/, 'deletions that are due, every ten minutes'],
];
/** What is no table of data. */
const NO_TABLE = /^SCAN (?:\d+-ROW VALUES|sqlite_master|p VIRTUAL|tl\b|CONSTANT)/;

t.test('no page and no form reads a table that grows from end to end', async (t) => {
  isCollecting = true;
  const world = await World.open(t, { mail: { url: 'smtp://localhost:1', from: 'banso@example.com' } });
  const { db, config } = world.app.parts;
  const { owner, vetting, ids } = await submittedIn(world, 'en');
  for (const path of await ownerPages(world, vetting.id, ids[0] ?? '')) {
    const { body } = await owner.browser.get(path);
    for (const { action, added, shown } of formsOf(body))
      await owner.browser.submit(action, { ...added, ...shown });
  }
  for (const format of ['csv', 'json', 'xlsx'])
    await owner.browser.get(`/vettings/${vetting.id}/export.${format}`);
  await world.browser().submit('/sign-in', { email: 'owner@example.com', password: 'not this one' });
  await keepHouse({ db, sendsMail: true, now: () => world.clock.now });
  const send = async () => ({ outcome: 'sent' }) as const;
  await deliverDue({ db, config, send, now: () => world.clock.now });

  isCollecting = false;

  const file = `${t.testdir()}/banso.sqlite`;
  await openDatabase(file).destroy();
  const empty = new Sqlite(file, { readonly: true });
  const read = [...statements].filter((source) => /^\s*(?:select|update|delete|insert|with)\b/i.test(source));
  t.ok(read.length > 120, `${read.length} statements`);
  const used = new Set<string>();
  for (const source of read) {
    const marks = source.split('?').length - 1;
    const plan = prepare.call(empty, `EXPLAIN QUERY PLAN ${source}`).all(Array(marks).fill(null)) as {
      detail: string;
    }[];
    const scans = plan.filter(({ detail }) => detail.startsWith('SCAN') && !NO_TABLE.test(detail));
    const [, why] = WHOLE.find(([pattern]) => pattern.test(source)) ?? [];
    if (why) used.add(why);
    t.same(why ? [] : scans.map(({ detail }) => detail), [], source.slice(0, 200));
  }
  t.same(
    WHOLE.map(([, why]) => why).filter((why) => !used.has(why)),
    [],
    'every exception is still one',
  );
  empty.close();
});

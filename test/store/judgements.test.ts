import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { inForce } from '../../src/domain/people/judgements.ts';
import { openDatabase } from '../../src/store/database.ts';
import { keepJudgements, listJudgements, listJudgementsBy } from '../../src/store/judgements.ts';
import { listUnseen, markLevelsSeen, readingNumbers } from '../../src/store/levels-seen.ts';
import { submittedWorld } from '../support/submitted.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

/** A file as the version before judgements left it: its tables, and the rows that `fill` adds. */
function fileBefore(file: string, fill: (sqlite: Sqlite.Database) => void): void {
  const sqlite = new Sqlite(file);
  sqlite.exec(
    'CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)',
  );
  const names = readdirSync(FOLDER)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name) && Number(name.slice(0, 4)) < 25)
    .sort();
  for (const name of names) {
    const own = new URL(name.replace(/\.sql$/, '.sqlite.sql'), FOLDER);
    const sql =
      readFileSync(new URL(name, FOLDER), 'utf8') + (existsSync(own) ? readFileSync(own, 'utf8') : '');
    sqlite.exec(sql);
    sqlite
      .prepare('INSERT INTO migrations VALUES (?, ?, ?, ?)')
      .run(Number(name.slice(0, 4)), name, createHash('sha256').update(sql).digest('hex'), '2026-01-01');
  }
  fill(sqlite);
  sqlite.close();
}

const insert = (sqlite: Sqlite.Database, table: string, row: Record<string, unknown>): void => {
  const names = Object.keys(row);
  sqlite
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(row));
};

const RATINGS = [
  {
    candidate_id: 'c1',
    owner_id: 'eva',
    criterion: 'fit',
    level: 2,
    comment: 'Thin',
    rated_at: '2026-05-02',
  },
  {
    candidate_id: 'c1',
    owner_id: 'eva',
    criterion: 'kpi_link',
    level: 3,
    comment: '',
    rated_at: '2026-05-02',
  },
  {
    candidate_id: 'c1',
    owner_id: 'owner',
    criterion: 'fit',
    level: 1,
    comment: 'Me',
    rated_at: '2026-05-09',
  },
  { candidate_id: 'c2', owner_id: 'eva', criterion: 'fit', level: 0, comment: '', rated_at: '2026-05-03' },
];
const OVERRIDES = [
  {
    id: 'o1',
    candidate_id: 'c1',
    position: 0,
    criterion: 'fit',
    level: 3.5,
    reason: 'Read',
    decided_by: 'then@example.com',
    decided_at: '2026-05-04',
  },
  {
    id: 'o2',
    candidate_id: 'c1',
    position: 1,
    criterion: 'fit',
    level: 4,
    reason: 'Again',
    decided_by: 'owner@example.com',
    decided_at: '2026-05-05',
  },
  {
    id: 'o3',
    candidate_id: 'c2',
    position: 0,
    criterion: 'fit',
    level: 2,
    reason: 'x',
    decided_by: 'owner@example.com',
    decided_at: '2026-05-05',
  },
  {
    id: 'o4',
    candidate_id: 'c2',
    position: 1,
    criterion: 'fit',
    level: null,
    reason: '',
    decided_by: 'owner@example.com',
    decided_at: '2026-05-06',
  },
];
const OWN_LEVELS = [
  {
    id: 'l1',
    candidate_id: 'c1',
    position: 0,
    question_id: 'own_0000000a',
    level: 2.5,
    reason: 'Names',
    decided_by: 'owner@example.com',
    decided_at: '2026-05-04',
  },
];

t.test('levels of the version before become judgements, row by row', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  fileBefore(file, (sqlite) => {
    for (const id of ['owner', 'eva', 'vera'])
      insert(sqlite, 'owners', {
        id,
        email: `${id}@example.com`,
        password_hash: '',
        created_at: '2026-01-01',
      });
    insert(sqlite, 'vettings', {
      id: 'v',
      owner_id: 'owner',
      state: 'open',
      brief: '{}',
      sample_pages: '[]',
      is_sample: 0,
      created_at: '2026-01-01',
      updated_at: '2026-01-01',
    });
    for (const [owner_id, role] of [
      ['eva', 'evaluator'],
      ['vera', 'viewer'],
    ])
      insert(sqlite, 'members', { vetting_id: 'v', owner_id, role, joined_at: '2026-04-01' });
    for (const [id, read_at] of [
      ['c1', '2026-05-03'],
      ['c2', null],
      ['c3', null],
    ]) {
      insert(sqlite, 'candidates', {
        id,
        vetting_id: 'v',
        name: id,
        email: null,
        created_at: '2026-02-01',
        shortlisted: 0,
        shortlist_rank: null,
        note: '',
        read_at,
      });
      insert(sqlite, 'interviews', {
        candidate_id: id,
        step: 'check',
        saved_at: '2026-05-01',
        submitted_at: '2026-05-01',
        submitted_brief: '{}',
        submitted_response: '{}',
      });
      insert(sqlite, 'scores', {
        id: `s-${id}`,
        candidate_id: id,
        position: 0,
        rubric: '2',
        inputs_hash: '',
        score: '{}',
        scored_at: '2026-05-01',
      });
    }
    for (const row of RATINGS) insert(sqlite, 'ratings', row);
    for (const row of OVERRIDES) insert(sqlite, 'overrides', row);
    for (const row of OWN_LEVELS) insert(sqlite, 'own_levels', row);
  });
  const db = openDatabase(file);
  t.teardown(() => db.destroy());
  const rows = await db
    .selectFrom('judgements')
    .selectAll()
    .orderBy('candidate_id')
    .orderBy('position')
    .execute();
  t.equal(rows.length, RATINGS.length + OVERRIDES.length + OWN_LEVELS.length, 'none is lost, none made up');
  const has = (row: Partial<(typeof rows)[number]>): void =>
    void t.equal(
      rows.filter((each) => Object.entries(row).every(([key, value]) => each[key as 'id'] === value)).length,
      1,
      JSON.stringify(row),
    );
  for (const { candidate_id, owner_id, criterion, level, comment, rated_at } of RATINGS)
    has({
      candidate_id,
      person_id: owner_id,
      person: `${owner_id}@example.com`,
      subject: criterion,
      stage: 'reading',
      level,
      reason: comment,
      judged_at: rated_at,
      independent: owner_id === 'eva' ? 1 : 0,
    });
  for (const { id, candidate_id, criterion, level, reason, decided_by, decided_at } of OVERRIDES)
    has({
      id,
      candidate_id,
      person_id: 'owner',
      person: decided_by,
      subject: criterion,
      stage: 'reading',
      level,
      reason,
      judged_at: decided_at,
      independent: 0,
    });
  for (const { id, candidate_id, question_id, level, reason, decided_by, decided_at } of OWN_LEVELS)
    has({
      id,
      candidate_id,
      person_id: 'owner',
      person: decided_by,
      subject: question_id,
      stage: 'reading',
      level,
      reason,
      judged_at: decided_at,
      independent: 0,
    });

  const owners = (await listJudgements(db, 'v')).filter(({ personId }) => personId === 'owner');
  const inForceOf = (id: string) => inForce(owners.filter(({ candidateId }) => candidateId === id));
  t.equal(inForceOf('c1').get('fit')?.level, 4, 'what was in force stays in force');
  t.equal(inForceOf('c1').get('own_0000000a')?.level, 2.5);
  t.equal(inForceOf('c2').get('fit'), undefined, 'what was withdrawn stays withdrawn');
  t.equal((await listJudgements(db, 'v')).length, rows.length, 'everybody sees what everybody could see');
  t.same(await listUnseen(db, 'v', 'eva'), ['c3'], 'who rated has seen the levels');
  t.same(await listUnseen(db, 'v', 'vera'), [], 'so have viewers');
  t.same(await listUnseen(db, 'v', 'owner'), ['c3'], 'and owners of what they read or overrode');
  t.same(await db.selectFrom('vettings').select('reads_blind').execute(), [{ reads_blind: 0 }]);
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  for (const gone of ['ratings', 'overrides', 'own_levels']) t.notOk(tables.includes(gone));
});

t.test(
  "a draft is nobody else's until the levels were shown, and keeps that it was independent",
  async (t) => {
    const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
    const { db, clock } = world;
    const [id = ''] = ids;
    const judge = { id: owner.id, email: 'owner@example.com' };
    const give = (level: number | null, reason = '') =>
      keepJudgements(db, id, judge, 'reading', [{ subject: 'fit', level, reason }], clock.now);
    t.equal(await give(2), true);
    t.equal(await give(2), false, 'the same once more is no other judgement');
    t.equal(await give(2, 'why'), true);
    t.same(await listJudgements(db, vetting.id), []);
    t.equal((await listJudgementsBy(db, vetting.id, owner.id)).length, 2);
    await markLevelsSeen(db, [id], owner.id, clock.now);
    await give(3);
    t.same(
      (await listJudgements(db, vetting.id)).map(({ level, independent }) => [level, independent]),
      [
        [2, true],
        [2, true],
        [3, false],
      ],
    );
    t.notOk((await listUnseen(db, vetting.id, owner.id)).includes(id));
  },
);

t.test('numbers of a blind reader never change, and say nothing of the order of submission', async (t) => {
  const { world, owner, vetting, ids } = await submittedWorld(t, 'en');
  const first = await readingNumbers(world.db, vetting.id, owner.id, ids.slice(0, 3));
  const then = await readingNumbers(world.db, vetting.id, owner.id, ids);
  for (const [id, number] of first) t.equal(then.get(id), number);
  t.equal(then.get(ids[3] ?? ''), 4);
  const orders = new Set<string>();
  for (let n = 0; n < 12; n += 1) {
    const reader = await world.owner(`reader${n}@example.com`);
    const numbers = await readingNumbers(world.db, vetting.id, reader.id, ids);
    t.same([...numbers.values()].sort(), [1, 2, 3, 4]);
    orders.add(ids.map((each) => numbers.get(each)).join(''));
  }
  t.ok(orders.size > 1, `${orders.size} orders of twelve readers`);
});

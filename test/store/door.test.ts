import t from 'tap';
import { ALONE, behindDoor } from '../../src/store/door.ts';
import type { Tables } from '../../src/store/schema.ts';
import { inTransaction } from '../../src/store/transactions.ts';
import { World } from '../support/world.ts';

t.test('what belongs together is written through the one door, and a new table is held to it', async (t) => {
  const { db } = await World.open(t);
  const guarded = behindDoor(db);
  const tables = (await db.introspection.getTables()).map(({ name }) => name).sort();
  const refused: string[] = [];
  for (const table of tables as (keyof Tables)[]) {
    const writes = [
      () => guarded.deleteFrom(table).execute(),
      () => guarded.updateTable(table).set({}).execute(),
      () =>
        guarded
          .insertInto(table)
          .values({} as never)
          .execute(),
    ];
    const why = await Promise.all(
      writes.map((write) =>
        write().then(
          () => '',
          ({ message }) => message as string,
        ),
      ),
    );
    const held = why.filter((message) => message.includes('the one door'));
    t.ok(held.length === 0 || held.length === writes.length, `${table}: all writes alike`);
    if (held.length > 0) refused.push(table);
  }
  t.ok(refused.includes('answers') && refused.includes('vettings') && refused.includes('judgements'));
  t.notOk(refused.includes('sessions'));
  t.same(
    tables.filter((table) => !refused.includes(table)),
    [...ALONE].sort(),
    'each of these was thought about; a table that is new is not among them',
  );
  await inTransaction(guarded, 'vetting:x', (trx) => trx.deleteFrom('answers').execute());
  t.same(await guarded.selectFrom('answers').selectAll().execute(), [], 'reading needs no door');
});

import type { Database } from './database.ts';

/** How long a form is remembered: a second click comes within seconds, a reload within days. */
const REMEMBERED_MS = 7 * 86_400_000;

/** Begins the work on a posted form. False where the same form was posted before. */
export async function beginForm(db: Database, id: string, now: Date): Promise<boolean> {
  const old = new Date(now.getTime() - REMEMBERED_MS).toISOString();
  await db.deleteFrom('answered_forms').where('posted_at', '<', old).execute();
  const begun = await db
    .insertInto('answered_forms')
    .values({ id, location: null, posted_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return begun.numInsertedOrUpdatedRows === 1n;
}

/** Where a form's answer led; null while it is being worked on. `undefined` where it was given up. */
export async function findAnswer(db: Database, id: string): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('answered_forms')
    .select('location')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.location;
}

/** Remembers where a form's answer led. */
export async function endForm(db: Database, id: string, location: string): Promise<void> {
  await db.updateTable('answered_forms').set({ location }).where('id', '=', id).execute();
}

/** Forgets a form that changed nothing, so that it can be posted again. */
export async function forgetForm(db: Database, id: string): Promise<void> {
  await db.deleteFrom('answered_forms').where('id', '=', id).execute();
}

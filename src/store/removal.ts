import { CompanyNames } from '../domain/people/names.ts';
import type { Database } from './database.ts';
import { DetailsSchema, recorded } from './history.ts';
import { forgetFreedPages } from './life-cycle.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

/** Corrects a candidate's name and address. False where another candidate has that name, however written. */
export async function correctCandidate(
  db: Database,
  vetting: Vetting,
  candidateId: string,
  { name, email }: { name: string; email: string | null },
): Promise<boolean> {
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    const others = await trx
      .selectFrom('candidates')
      .select('name')
      .where('vetting_id', '=', vetting.id)
      .where('id', '!=', candidateId)
      .execute();
    if (new CompanyNames(others.map((other) => other.name)).find(name) !== null) return false;
    await readdress(trx, candidateId, email);
    await trx.updateTable('candidates').set({ name, email }).where('id', '=', candidateId).execute();
    return true;
  });
}

/** What waits to be sent to the candidate goes to the new address; without one it is not sent. */
async function readdress(trx: Database, candidateId: string, email: string | null): Promise<void> {
  const before = await trx
    .selectFrom('candidates')
    .select('email')
    .where('id', '=', candidateId)
    .executeTakeFirst();
  if (!before?.email || before.email === email) return;
  const waiting = { candidate_id: candidateId, recipient: before.email, state: 'queued' } as const;
  if (email === null)
    await trx
      .deleteFrom('outbox')
      .where((eb) => eb.and(waiting))
      .execute();
  else
    await trx
      .updateTable('outbox')
      .set({ recipient: email })
      .where((eb) => eb.and(waiting))
      .execute();
}

/**
 * Removes a candidate with everything of its own, also from the pages of the file. The history keeps that one
 * was removed, and its name in no line.
 */
export async function removeCandidate(
  db: Database,
  vetting: Pick<Vetting, 'id' | 'ownerId'>,
  candidateId: string,
  person: string,
  now: Date,
): Promise<void> {
  await recorded(db, vetting, { person, act: 'candidate_removed' }, now, async (trx) => {
    await trx
      .deleteFrom('candidates')
      .where('id', '=', candidateId)
      .where('vetting_id', '=', vetting.id)
      .execute();
    await forgetName(trx, vetting.id, candidateId);
  });
  await forgetFreedPages(db);
}

/** Takes the name of a candidate that is gone out of the lines about it; nothing else of them may change. */
async function forgetName(trx: Database, vettingId: string, candidateId: string): Promise<void> {
  const lines = await trx
    .selectFrom('history')
    .select(['id', 'person', 'details'])
    .where('vetting_id', '=', vettingId)
    .execute();
  for (const { id, person, details } of lines) {
    const { candidate, ...rest } = DetailsSchema.parse(JSON.parse(details));
    if (rest.candidateId !== candidateId || candidate === undefined) continue;
    await trx
      .updateTable('history')
      .set({ details: JSON.stringify(rest), ...(person === candidate ? { person: '' } : {}) })
      .where('id', '=', id)
      .execute();
  }
}

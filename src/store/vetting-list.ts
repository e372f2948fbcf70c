import type { Database } from './database.ts';
import { countWaiting } from './questions.ts';
import { readableVetting, type Vetting } from './vettings.ts';

/** A vetting with how many candidates it has, how many have submitted, and what waits for its owner. */
export type VettingSummary = {
  vetting: Vetting;
  candidates: number;
  submitted: number;
  unread: number;
  /** Questions that wait for a reply. */
  questions: number;
  /** When the owner changed something or a candidate saved last. */
  lastAt: string;
};

/**
 * Every vetting of an owner, archived ones too, the one that changed last first; and of how many the row
 * cannot be read, which are left out.
 */
export async function listVettings(
  db: Database,
  ownerId: string,
): Promise<{ vettings: VettingSummary[]; unreadable: number }> {
  const rows = await db
    .selectFrom('vettings')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('updated_at', 'desc')
    .execute();
  const counts = await db
    .selectFrom('candidates')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .leftJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .select(({ fn }) => [
      'candidates.vetting_id',
      fn.count<number>('candidates.id').as('candidates'),
      fn.count<number>('interviews.submitted_at').as('submitted'),
      fn.max('interviews.saved_at').as('saved_at'),
      fn.max('interviews.submitted_at').as('submitted_at'),
      fn.count<number>('interviews.submitted_at').filterWhere('candidates.read_at', 'is', null).as('unread'),
    ])
    .where('vettings.owner_id', '=', ownerId)
    .groupBy('candidates.vetting_id')
    .execute();
  const waiting = await countWaiting(db, ownerId);
  const vettings = rows.flatMap((row) => {
    const vetting = readableVetting(row);
    if (!vetting) return [];
    const count = counts.find((each) => each.vetting_id === row.id);
    return {
      vetting,
      candidates: Number(count?.candidates ?? 0),
      submitted: Number(count?.submitted ?? 0),
      unread: Number(count?.unread ?? 0),
      questions: waiting.get(row.id) ?? 0,
      lastAt: [row.updated_at, count?.saved_at ?? '', count?.submitted_at ?? ''].sort().at(-1) ?? '',
    };
  });
  vettings.sort((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0));
  return { vettings, unreadable: rows.length - vettings.length };
}

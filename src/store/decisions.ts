import type { Database } from './database.ts';
import { cancelCalls } from './outbox.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

/**
 * What an owner decides: whom to work with (null: nobody), why, when to review first (YYYY-MM-DD), and why
 * the others were declined.
 */
export type Decision = {
  chosenId: string | null;
  reason: string;
  firstReviewOn: string | null;
  declined: { candidateId: string; reason: string }[];
};

/** Keeps the decision; the vetting takes no further answers. Deciding again replaces it. */
export async function keepDecision(
  db: Database,
  vetting: Vetting,
  { chosenId, reason, firstReviewOn, declined }: Decision,
  now: Date,
): Promise<void> {
  await inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    const at = now.toISOString();
    await trx
      .updateTable('candidates')
      .set({ decision: null, decision_reason: '', told_at: null })
      .where('vetting_id', '=', vetting.id)
      .execute();
    const decide = (candidateId: string, decision: 'chosen' | 'declined', why: string): Promise<unknown> =>
      trx
        .updateTable('candidates')
        .set({ decision, decision_reason: why })
        .where('id', '=', candidateId)
        .where('vetting_id', '=', vetting.id)
        .execute();
    for (const { candidateId, reason: why } of declined) await decide(candidateId, 'declined', why);
    if (chosenId) await decide(chosenId, 'chosen', reason);
    await trx
      .updateTable('vettings')
      .set({
        state: 'decided',
        decided_at: at,
        updated_at: at,
        first_review_on: firstReviewOn,
        decision_reason: reason,
      })
      .where('id', '=', vetting.id)
      .where('owner_id', '=', vetting.ownerId)
      .execute();
    await cancelCalls(trx, vetting.id);
  });
}

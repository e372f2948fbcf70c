import type { Database } from './database.ts';
import { inTransaction } from './transactions.ts';

const DAY_MS = 86_400_000;
/** How long the words of a mail stay after it was sent or given up, and what an invitation says after its end. */
const MAIL_DAYS = 90;
const INVITATION_DAYS = 90;
/** Sessions of one link that stay; older ones have to open it again. */
export const MOST_CANDIDATE_SESSIONS = 100;

/**
 * Forgets what nobody needs any more of people: the words and recipients of mails that are done with, and
 * addresses of invitations that are over. That a mail was sent, and when, stays.
 */
export async function forgetOldMail(db: Database, now: Date): Promise<void> {
  const before = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  await db
    .deleteFrom('outbox')
    .where('kind', '=', 'account')
    .where('state', 'in', ['sent', 'failed', 'uncertain'])
    .where('created_at', '<', before(MAIL_DAYS))
    .execute();
  for (const [kind, rest] of Object.entries(EMPTY))
    await db
      .updateTable('outbox')
      .set({ recipient: '', details: JSON.stringify({ kind, ...rest }), last_error: null })
      .where('kind', '=', kind)
      .where('state', 'in', ['sent', 'failed', 'uncertain'])
      .where('created_at', '<', before(MAIL_DAYS))
      .where('recipient', '!=', '')
      .execute();
  await inTransaction(db, 'accounts', (trx) =>
    trx.deleteFrom('member_invitations').where('expires_at', '<', before(INVITATION_DAYS)).execute(),
  );
}

const A_DAY = '2000-01-01';
/** What is left of each kind of mail about a vetting. */
const EMPTY: Record<string, object> = {
  reply: { question: '', reply: '' },
  invitation: {},
  receipt: { submittedAt: `${A_DAY}T00:00:00.000Z`, answers: '' },
  further: { n: 1, until: A_DAY },
  extended: { until: A_DAY },
  letter: { subject: '', text: '' },
  reminder: { until: `${A_DAY}T00:00:00.000Z` },
  notice: { event: 'submitted' },
};

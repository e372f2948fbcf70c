import { enterInterview, findLinkByToken } from './candidate-links.ts';
import { issueInvitation } from './candidates.ts';
import type { Database } from './database.ts';
import type { Owner } from './owners.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

const DAYS = 1;
/** So many live at once, whoever they are of: they are kept in memory. */
export const MOST_PREVIEWS = 100;

/**
 * Starts an interview that its owner takes in a candidate's place. It lives in a database of its own, in
 * memory: nothing of it reaches the data, and a new try of the same vetting replaces the last one. Returns
 * the session's token.
 */
export const startPreview = (
  previews: Database,
  owner: Owner,
  vetting: Vetting,
  name: string,
  now: Date,
): Promise<{ candidateId: string; token: string; expiresAt: string }> =>
  inTransaction(previews, `vetting:${vetting.id}`, (trx) => start(trx, owner, vetting, name, now));

async function start(
  previews: Database,
  owner: Owner,
  vetting: Vetting,
  name: string,
  now: Date,
): Promise<{ candidateId: string; token: string; expiresAt: string }> {
  const at = now.toISOString();
  const yesterday = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const candidateId = newId();
  await previews
    .deleteFrom('vettings')
    .where(({ eb, or }) => or([eb('id', '=', vetting.id), eb('created_at', '<', yesterday)]))
    .execute();
  const [oldest] = await previews
    .selectFrom('vettings')
    .select('created_at')
    .orderBy('created_at', 'desc')
    .limit(1)
    .offset(MOST_PREVIEWS - 1)
    .execute();
  if (oldest) await previews.deleteFrom('vettings').where('created_at', '<=', oldest.created_at).execute();
  await previews
    .insertInto('owners')
    .values({ id: owner.id, email: owner.email, password_hash: '', created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await previews
    .insertInto('vettings')
    .values({
      id: vetting.id,
      owner_id: owner.id,
      state: 'open',
      brief: JSON.stringify(vetting.brief),
      sample_pages: '[]',
      is_sample: vetting.isSample ? 1 : 0,
      created_at: at,
      updated_at: at,
      first_invited_at: at,
      unsealed_at: null,
      retention_days: vetting.retentionDays,
    })
    .execute();
  await previews
    .insertInto('candidates')
    .values({
      id: candidateId,
      vetting_id: vetting.id,
      name,
      email: null,
      created_at: at,
      shortlisted: 0,
      shortlist_rank: null,
      note: '',
      read_at: null,
    })
    .execute();
  const { token: linkToken, expiresAt } = await issueInvitation(previews, candidateId, now);
  const link = await findLinkByToken(previews, linkToken, now);
  if (!link) throw new Error('the preview was not stored');
  return { candidateId, token: await enterInterview(previews, link, now), expiresAt };
}

import { z } from 'zod';
import type { Database } from './database.ts';
import { hashToken, newToken } from './tokens.ts';

/** What a link by mail is for: a new password, or to confirm that the address is the person's. */
export const LINK_PURPOSES = ['reset', 'confirm'] as const;
const PurposeSchema = z.enum(LINK_PURPOSES);
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

const HOURS: Record<LinkPurpose, number> = { reset: 2, confirm: 72 };

/**
 * A new link of an account. Earlier ones last until their hour or until one is used: whoever asks for many
 * takes none away. The token is not stored.
 */
export async function makeAccountLink(
  db: Database,
  ownerId: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + HOURS[purpose] * 3_600_000).toISOString();
  await db.deleteFrom('account_links').where('expires_at', '<', now.toISOString()).execute();
  await db
    .insertInto('account_links')
    .values({
      token_hash: hashToken(token),
      owner_id: ownerId,
      purpose,
      created_at: now.toISOString(),
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** Whose link a token is and what for; null where it is none, or over. */
export async function findAccountLink(
  db: Database,
  token: string,
  now: Date,
): Promise<{ ownerId: string; email: string; purpose: LinkPurpose } | null> {
  const row = await db
    .selectFrom('account_links')
    .innerJoin('owners', 'owners.id', 'account_links.owner_id')
    .select(['owners.id', 'owners.email', 'account_links.purpose'])
    .where('account_links.token_hash', '=', hashToken(token))
    .where('account_links.expires_at', '>', now.toISOString())
    .where('owners.disabled_at', 'is', null)
    .executeTakeFirst();
  return row ? { ownerId: row.id, email: row.email, purpose: PurposeSchema.parse(row.purpose) } : null;
}

export async function endAccountLinks(db: Database, ownerId: string, purpose: LinkPurpose): Promise<void> {
  await db
    .deleteFrom('account_links')
    .where('owner_id', '=', ownerId)
    .where('purpose', '=', purpose)
    .execute();
}

import { z } from 'zod';
import { endOfDay } from '../domain/language/days.ts';
import type { Database } from './database.ts';
import { listUnseen, markLevelsSeen } from './levels-seen.ts';
import { hashToken, newId, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';
import { findVetting, readableVetting, toVetting, type Vetting } from './vettings.ts';

export const MEMBER_ROLES = ['evaluator', 'viewer'] as const;
const MemberRoleSchema = z.enum(MEMBER_ROLES);
export type MemberRole = (typeof MEMBER_ROLES)[number];
/** What a person is in a vetting. */
export type Role = 'owner' | MemberRole;
export type Member = { accountId: string; email: string; role: MemberRole; isVerified: boolean };

const INVITATION_DAYS = 14;

/** The vetting with this person's role in it; null where it is none of theirs. */
export async function findRole(
  db: Database,
  accountId: string,
  vettingId: string,
): Promise<{ vetting: Vetting; role: Role } | null> {
  const own = await findVetting(db, accountId, vettingId);
  if (own) return { vetting: own, role: 'owner' };
  const row = await db
    .selectFrom('vettings')
    .innerJoin('members', 'members.vetting_id', 'vettings.id')
    .selectAll('vettings')
    .select('members.role')
    .where('vettings.id', '=', vettingId)
    .where('members.owner_id', '=', accountId)
    .executeTakeFirst();
  return row ? { vetting: toVetting(row), role: MemberRoleSchema.parse(row.role) } : null;
}

export async function listMembers(db: Database, vettingId: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('owners', 'owners.id', 'members.owner_id')
    .select(['members.owner_id', 'members.role', 'owners.email', 'owners.verified_at'])
    .where('members.vetting_id', '=', vettingId)
    .orderBy('members.joined_at')
    .orderBy('owners.email')
    .execute();
  return rows.map((row) => ({
    accountId: row.owner_id,
    email: row.email,
    role: MemberRoleSchema.parse(row.role),
    isVerified: row.verified_at !== null,
  }));
}

/** Vettings of others that a person is a member of. */
export async function listMemberships(
  db: Database,
  accountId: string,
): Promise<{ vetting: Vetting; role: MemberRole; ownerEmail: string }[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('vettings', 'vettings.id', 'members.vetting_id')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .selectAll('vettings')
    .select(['members.role', 'owners.email'])
    .where('members.owner_id', '=', accountId)
    .orderBy('vettings.updated_at', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const vetting = readableVetting(row);
    return vetting ? [{ vetting, role: MemberRoleSchema.parse(row.role), ownerEmail: row.email }] : [];
  });
}

/** Whether anybody takes part in a vetting as an evaluator. */
export async function hasEvaluators(db: Database, vettingId: string): Promise<boolean> {
  return (await listMembers(db, vettingId)).some(({ role }) => role === 'evaluator');
}

/** Notes of a viewer that the levels were open: as an evaluator the same person would not be blind. */
async function noteViewer(db: Database, vettingId: string, accountId: string, now: Date): Promise<void> {
  const member = (await listMembers(db, vettingId)).find((each) => each.accountId === accountId);
  if (member?.role !== 'viewer') return;
  await markLevelsSeen(db, await listUnseen(db, vettingId, accountId), accountId, now);
}

/** Takes somebody out of a vetting. Judgements that were given stay. False where the person is no member. */
export async function removeMember(
  db: Database,
  vettingId: string,
  accountId: string,
  now: Date,
): Promise<boolean> {
  await noteViewer(db, vettingId, accountId, now);
  const removed = await db
    .deleteFrom('members')
    .where('vetting_id', '=', vettingId)
    .where('owner_id', '=', accountId)
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

export type MemberInvitation = { id: string; email: string; role: MemberRole; expiresAt: string };

/** Invites somebody; the token is not stored. An invitation of the same address that waits is replaced. */
export async function inviteMember(
  db: Database,
  { id: vettingId, brief: { timeZone } }: Vetting,
  { email, role }: { email: string; role: MemberRole },
  now: Date,
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken();
  const at = now.toISOString();
  const expiresAt = endOfDay(now, INVITATION_DAYS, timeZone).toISOString();
  await inTransaction(db, `vetting:${vettingId}`, async (trx) => {
    await trx
      .updateTable('member_invitations')
      .set({ revoked_at: at })
      .where('vetting_id', '=', vettingId)
      .where('email', '=', email)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    await trx
      .insertInto('member_invitations')
      .values({
        id: newId(),
        vetting_id: vettingId,
        email,
        role,
        token_hash: hashToken(token),
        created_at: at,
        expires_at: expiresAt,
        accepted_at: null,
        revoked_at: null,
      })
      .execute();
  });
  return { token, expiresAt };
}

/** Invitations that were neither accepted nor withdrawn and have not expired. */
export async function listMemberInvitations(
  db: Database,
  vettingId: string,
  now: Date,
): Promise<MemberInvitation[]> {
  const rows = await db
    .selectFrom('member_invitations')
    .selectAll()
    .where('vetting_id', '=', vettingId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: MemberRoleSchema.parse(row.role),
    expiresAt: row.expires_at,
  }));
}

/** Withdraws an invitation. False where it does not wait any more. */
export async function withdrawMemberInvitation(
  db: Database,
  vettingId: string,
  invitationId: string,
  now: Date,
): Promise<boolean> {
  const withdrawn = await db
    .updateTable('member_invitations')
    .set({ revoked_at: now.toISOString() })
    .where('id', '=', invitationId)
    .where('vetting_id', '=', vettingId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return withdrawn.numUpdatedRows === 1n;
}

export type OpenedInvitation = MemberInvitation & { isValid: boolean; vetting: Vetting; ownerEmail: string };

/** The invitation behind a link's token, whether it is still good or not. */
export async function findMemberInvitation(
  db: Database,
  token: string,
  now: Date,
): Promise<OpenedInvitation | null> {
  const row = await db
    .selectFrom('member_invitations')
    .innerJoin('vettings', 'vettings.id', 'member_invitations.vetting_id')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .selectAll('vettings')
    .select([
      'member_invitations.id as invitation_id',
      'member_invitations.email as invited_email',
      'member_invitations.role',
      'member_invitations.expires_at',
      'member_invitations.accepted_at',
      'member_invitations.revoked_at',
      'owners.email as owner_email',
    ])
    .where('member_invitations.token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.invitation_id,
    email: row.invited_email,
    role: MemberRoleSchema.parse(row.role),
    expiresAt: row.expires_at,
    isValid: row.accepted_at === null && row.revoked_at === null && row.expires_at > now.toISOString(),
    vetting: toVetting(row),
    ownerEmail: row.owner_email,
  };
}

/**
 * Accepts an invitation once. False where somebody else was faster, or where the owner would become a member
 * of the own vetting.
 */
export async function acceptMemberInvitation(
  db: Database,
  { id, role, vetting }: OpenedInvitation,
  accountId: string,
  now: Date,
): Promise<boolean> {
  if (accountId === vetting.ownerId) return false;
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    const accepted = await trx
      .updateTable('member_invitations')
      .set({ accepted_at: now.toISOString() })
      .where('id', '=', id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (accepted.numUpdatedRows !== 1n) return false;
    await noteViewer(trx, vetting.id, accountId, now);
    await trx
      .insertInto('members')
      .values({ vetting_id: vetting.id, owner_id: accountId, role, joined_at: now.toISOString() })
      .onConflict((conflict) => conflict.columns(['vetting_id', 'owner_id']).doUpdateSet({ role }))
      .execute();
    return true;
  });
}

import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { MOST_CANDIDATE_SESSIONS } from './retention.ts';
import { hashToken, newId, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';
import { type Vetting, vettingOf } from './vettings.ts';

export type LinkState = 'valid' | 'expired' | 'revoked';
export type InvitationLink = {
  invitationId: string;
  candidateId: string;
  candidateName: string;
  state: LinkState;
  expiresAt: string;
  vetting: Vetting;
  ownerEmail: string;
  isSubmitted: boolean;
  /** Whether the candidate said that it takes no part. */
  isDeclined: boolean;
};

/** What says who asks, in one look-up that reads nothing long. */
const COLUMNS = [
  'invitations.id as invitation_id',
  'invitations.candidate_id',
  'invitations.expires_at',
  'invitations.revoked_at',
  'candidates.vetting_id',
  'candidates.name',
  'candidates.declined_at',
  'vettings.version',
  'owners.email',
  'interviews.submitted_at',
] as const;

const links = (db: Database) =>
  db
    .selectFrom('invitations')
    .innerJoin('candidates', 'candidates.id', 'invitations.candidate_id')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .leftJoin('interviews', 'interviews.candidate_id', 'candidates.id');

const byToken = prepared((db, { hash }: { hash: string }) =>
  links(db).select(COLUMNS).where('invitations.token_hash', '=', hash),
);
const bySession = prepared((db, { hash }: { hash: string }) =>
  links(db)
    .innerJoin('candidate_sessions', 'candidate_sessions.invitation_id', 'invitations.id')
    .select(COLUMNS)
    .where('candidate_sessions.token_hash', '=', hash),
);

type LinkRow = Awaited<ReturnType<typeof byToken>>['rows'][number];

async function toLink(db: Database, row: LinkRow | undefined, now: Date): Promise<InvitationLink | null> {
  const vetting = row && (await vettingOf(db, { id: row.vetting_id, version: row.version }));
  if (!vetting) return null;
  return {
    invitationId: row.invitation_id,
    candidateId: row.candidate_id,
    candidateName: row.name,
    state: row.revoked_at ? 'revoked' : row.expires_at <= now.toISOString() ? 'expired' : 'valid',
    expiresAt: row.expires_at,
    vetting,
    ownerEmail: row.email,
    isSubmitted: row.submitted_at !== null,
    isDeclined: row.declined_at !== null,
  };
}

/** The invitation behind a link's token. */
export async function findLinkByToken(
  db: Database,
  token: string,
  now: Date,
): Promise<InvitationLink | null> {
  return toLink(db, (await byToken(db, { hash: hashToken(token) })).rows[0], now);
}

/** The invitation behind a candidate's cookie. */
export async function findLinkBySession(
  db: Database,
  token: string,
  now: Date,
): Promise<InvitationLink | null> {
  return toLink(db, (await bySession(db, { hash: hashToken(token) })).rows[0], now);
}

/** Only so many browsers at once hold a session of one link: the oldest ones open it again. */
async function endOldSessions(trx: Database, invitationId: string): Promise<void> {
  const [oldest] = await trx
    .selectFrom('candidate_sessions')
    .select('created_at')
    .where('invitation_id', '=', invitationId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .offset(MOST_CANDIDATE_SESSIONS)
    .execute();
  if (oldest)
    await trx
      .deleteFrom('candidate_sessions')
      .where('invitation_id', '=', invitationId)
      .where('created_at', '<=', oldest.created_at)
      .execute();
}

/** Ends one browser's session of an interview, by the hash of its token. */
export async function endCandidateSession(db: Database, sessionHash: string): Promise<void> {
  await db.deleteFrom('candidate_sessions').where('token_hash', '=', sessionHash).execute();
}

/**
 * Exchanges a link for a session of the candidate's browser, which keeps the one that it has, `known`, also
 * from an earlier link; starts the interview at its first use. Returns the session's token.
 */
export function enterInterview(
  db: Database,
  link: InvitationLink,
  now: Date,
  known: string | null = null,
): Promise<string> {
  const at = now.toISOString();
  return inTransaction(db, `candidate:${link.candidateId}`, async (trx) => {
    const isKnown = known !== null && (await movesTo(trx, known, link));
    const token = isKnown ? known : newToken();
    if (!isKnown) {
      await trx
        .insertInto('candidate_sessions')
        .values({ token_hash: hashToken(token), invitation_id: link.invitationId, created_at: at })
        .execute();
      await noteOpening(trx, link.candidateId, at);
    }
    await endOldSessions(trx, link.invitationId);
    await trx
      .updateTable('invitations')
      .set({ opened_at: at })
      .where('id', '=', link.invitationId)
      .where('opened_at', 'is', null)
      .execute();
    await trx
      .insertInto('interviews')
      .values({
        candidate_id: link.candidateId,
        step: 'welcome',
        nudged_at: null,
        facts_opened_at: null,
        saved_at: at,
        submitted_at: null,
        submitted_brief: null,
        submitted_response: null,
      })
      .onConflict((conflict) => conflict.column('candidate_id').doNothing())
      .execute();
    return token;
  });
}

/** So many openings of a candidate's links are kept: no program that opens one on and on fills the disk. */
const MOST_OPENINGS = 1000;

async function noteOpening(trx: Database, candidateId: string, at: string): Promise<void> {
  const { n } = await trx
    .selectFrom('link_openings')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('candidate_id', '=', candidateId)
    .executeTakeFirstOrThrow();
  if (Number(n) >= MOST_OPENINGS) return;
  await trx
    .insertInto('link_openings')
    .values({ id: newId(), candidate_id: candidateId, opened_at: at })
    .execute();
}

/** Whether a browser's session is one of this candidate; it belongs to this link from now on. */
async function movesTo(trx: Database, known: string, link: InvitationLink): Promise<boolean> {
  const moved = await trx
    .updateTable('candidate_sessions')
    .set({ invitation_id: link.invitationId })
    .where('token_hash', '=', hashToken(known))
    .where('invitation_id', 'in', (query) =>
      query.selectFrom('invitations').select('id').where('candidate_id', '=', link.candidateId),
    )
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/**
 * When the links of a candidate were opened in a new browser, the first time first: also by browsers that
 * have left since.
 */
export async function listOpenings(db: Database, candidateId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('link_openings')
    .select('opened_at')
    .where('candidate_id', '=', candidateId)
    .orderBy('opened_at')
    .execute();
  return rows.map(({ opened_at }) => opened_at);
}

import { z } from 'zod';
import { CompanyNames } from '../domain/people/names.ts';
import type { Database } from './database.ts';
import { answersUntil } from './deadlines.ts';
import { CALLS, cancelMail } from './outbox.ts';
import { hashToken, newId, newToken } from './tokens.ts';
import { inTransaction } from './transactions.ts';
import type { Vetting } from './vettings.ts';

const Decided = z.enum(['chosen', 'declined']).nullable();

/** `deleted`: there was a response, and its time is over. */
export type CandidateProgress = 'invited' | 'opened' | 'answering' | 'submitted' | 'declined' | 'deleted';

export type Candidate = {
  id: string;
  name: string;
  email: string | null;
  progress: CandidateProgress;
  link: { expiresAt: string; revoked: boolean } | null;
  submittedAt: string | null;
  readAt: string | null;
  /** When it was told of the decision otherwise than by our mail. */
  toldAt: string | null;
  shortlisted: boolean;
  rank: number | null;
  note: string;
  /** The questions for the meeting as the owner edited them; null while they are the suggested ones. */
  meetingQuestions: string[] | null;
  decision: 'chosen' | 'declined' | null;
  decisionReason: string;
  /** A later deadline than the others have, as a day; null where it has none. */
  answersBy: string | null;
  /** Why the candidate takes no part; empty where it gave no reason. */
  declinedBecause: string;
  /** When the response was deleted because its time was over. */
  responseDeletedAt: string | null;
};

/**
 * Adds a candidate and opens the vetting; null where this company is there already, however it is written.
 */
export async function addCandidate(
  db: Database,
  vetting: Vetting,
  name: string,
  email: string | null,
  now: Date,
): Promise<string | null> {
  const id = newId();
  const at = now.toISOString();
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    const known = await trx
      .selectFrom('candidates')
      .select('name')
      .where('vetting_id', '=', vetting.id)
      .execute();
    if (new CompanyNames(known.map((candidate) => candidate.name)).find(name) !== null) return null;
    const inserted = await trx
      .insertInto('candidates')
      .values({
        id,
        vetting_id: vetting.id,
        name,
        email,
        created_at: at,
        shortlisted: 0,
        shortlist_rank: null,
        note: '',
        read_at: null,
      })
      .onConflict((conflict) => conflict.columns(['vetting_id', 'name']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return null;
    await trx
      .updateTable('vettings')
      .set({
        state: vetting.state === 'draft' ? 'open' : vetting.state,
        first_invited_at: vetting.firstInvitedAt ?? at,
        updated_at: at,
      })
      .where('id', '=', vetting.id)
      .execute();
    return id;
  });
}

/**
 * Makes a new link for a candidate and returns its token, which is not stored. It ends with the deadline for
 * answers. Links made before die at once.
 */
export async function issueInvitation(
  db: Database,
  candidateId: string,
  now: Date,
): Promise<{ token: string; expiresAt: string }> {
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    const expiresAt = await answersUntil(trx, candidateId, now);
    await revokeInvitations(trx, candidateId, now);
    return { token: await addInvitation(trx, candidateId, expiresAt, now), expiresAt };
  });
}

/**
 * Makes one more link and returns its token: whoever is answering through an earlier link goes on
 * undisturbed.
 */
export async function addInvitation(
  db: Database,
  candidateId: string,
  expiresAt: string,
  now: Date,
): Promise<string> {
  const token = newToken();
  await db
    .insertInto('invitations')
    .values({
      id: newId(),
      candidate_id: candidateId,
      token_hash: hashToken(token),
      created_at: now.toISOString(),
      expires_at: expiresAt,
      revoked_at: null,
      opened_at: null,
    })
    .execute();
  return token;
}

/** Ends a candidate's links, except one (its token). False where none was alive. */
export async function revokeInvitations(
  db: Database,
  candidateId: string,
  now: Date,
  { except = null }: { except?: string | null } = {},
): Promise<boolean> {
  const all = db
    .updateTable('invitations')
    .set({ revoked_at: now.toISOString() })
    .where('candidate_id', '=', candidateId)
    .where('revoked_at', 'is', null);
  const revoked = await (except === null
    ? all
    : all.where('token_hash', '!=', hashToken(except))
  ).executeTakeFirst();
  return revoked.numUpdatedRows > 0n;
}

/** Takes back a link that nobody was given. */
export async function dropInvitation(db: Database, token: string): Promise<void> {
  await db.deleteFrom('invitations').where('token_hash', '=', hashToken(token)).execute();
}

function progressOf(
  {
    submitted_at,
    step,
    response_deleted_at,
    declined_at,
  }: Record<'submitted_at' | 'step' | 'response_deleted_at' | 'declined_at', string | null>,
  opened: boolean,
): CandidateProgress {
  if (response_deleted_at) return 'deleted';
  if (submitted_at) return 'submitted';
  if (declined_at) return 'declined';
  if (step && step !== 'welcome') return 'answering';
  return opened ? 'opened' : 'invited';
}

/** The candidates of a vetting with their progress, in the order in which they were added. */
export async function listCandidates(db: Database, vetting: Vetting): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('candidates')
    .leftJoin('interviews', 'interviews.candidate_id', 'candidates.id')
    .selectAll('candidates')
    .select(['interviews.submitted_at', 'interviews.step'])
    .where('candidates.vetting_id', '=', vetting.id)
    .orderBy('candidates.created_at')
    .orderBy('candidates.id')
    .execute();
  const links = await db
    .selectFrom('invitations')
    .innerJoin('candidates', 'candidates.id', 'invitations.candidate_id')
    .selectAll('invitations')
    .where('candidates.vetting_id', '=', vetting.id)
    .orderBy('invitations.created_at')
    .execute();
  return rows.map((row) => {
    const own = links.filter((link) => link.candidate_id === row.id);
    const latest = own.at(-1);
    const opened = own.some((link) => link.opened_at !== null);
    return {
      id: row.id,
      name: row.name,
      email: row.email,
      progress: progressOf(row, opened),
      link: latest ? { expiresAt: latest.expires_at, revoked: latest.revoked_at !== null } : null,
      submittedAt: row.submitted_at,
      readAt: row.read_at,
      shortlisted: row.shortlisted === 1,
      rank: row.shortlist_rank,
      note: row.note,
      meetingQuestions: row.meeting_questions === null ? null : row.meeting_questions.split('\n'),
      decision: Decided.parse(row.decision),
      decisionReason: row.decision_reason,
      answersBy: row.answers_by,
      declinedBecause: row.declined_because,
      responseDeletedAt: row.response_deleted_at,
      toldAt: row.told_at,
    };
  });
}

export async function findCandidate(
  db: Database,
  vetting: Vetting,
  candidateId: string,
): Promise<Candidate | null> {
  return (await listCandidates(db, vetting)).find((candidate) => candidate.id === candidateId) ?? null;
}

/** Notes when a candidate was told of the decision otherwise than by our mail; null takes that back. */
export async function setTold(
  db: Database,
  vetting: Pick<Vetting, 'id'>,
  candidateId: string,
  at: string | null,
): Promise<boolean> {
  const changed = await db
    .updateTable('candidates')
    .set({ told_at: at })
    .where('id', '=', candidateId)
    .where('vetting_id', '=', vetting.id)
    .where('decision', 'is not', null)
    .where('told_at', at === null ? 'is not' : 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Keeps that a candidate takes no part, with its reason; null where it changed its mind. */
export async function setDeclined(
  db: Database,
  candidateId: string,
  because: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('candidates')
    .set({ declined_at: because === null ? null : now.toISOString(), declined_because: because ?? '' })
    .where('id', '=', candidateId)
    .execute();
  if (because !== null) await cancelMail(db, candidateId, CALLS);
}

export type ShortlistEntry = { candidateId: string; shortlisted: boolean; rank: number | null; note: string };

/** Keeps who is on the shortlist; ranks and notes only where they are given. */
export async function saveShortlist(
  db: Database,
  vetting: Vetting,
  entries: readonly (ShortlistEntry | Omit<ShortlistEntry, 'rank' | 'note'>)[],
): Promise<void> {
  await inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    for (const { candidateId, shortlisted, ...more } of entries) {
      await trx
        .updateTable('candidates')
        .set({
          shortlisted: shortlisted ? 1 : 0,
          ...('note' in more ? { shortlist_rank: more.rank, note: more.note } : {}),
        })
        .where('id', '=', candidateId)
        .where('vetting_id', '=', vetting.id)
        .execute();
    }
  });
}

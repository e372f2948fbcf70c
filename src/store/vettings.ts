import { z } from 'zod';
import {
  BRIEF_PAGES,
  type BriefDraft,
  BriefDraftSchema,
  type BriefPage,
  type OwnQuestion,
} from '../domain/brief/brief.ts';
import { type Weights, WeightsSchema } from '../domain/people/weighting.ts';
import type { Database } from './database.ts';
import { recorded } from './history.ts';
import type { VettingRow } from './schema.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

const BriefPages = z.array(z.enum(BRIEF_PAGES));

export const VETTING_STATES = ['draft', 'open', 'closed', 'decided'] as const;
const VettingStateSchema = z.enum(VETTING_STATES);
export type VettingState = (typeof VETTING_STATES)[number];

export type Vetting = {
  id: string;
  ownerId: string;
  state: VettingState;
  brief: BriefDraft;
  /** Pages that still hold a template's text. */
  samplePages: BriefPage[];
  isSample: boolean;
  updatedAt: string;
  firstInvitedAt: string | null;
  unsealedAt: string | null;
  /** Why the prices were opened before everything had been read; empty where it had been. */
  unsealedReason: string;
  archivedAt: string | null;
  decidedAt: string | null;
  /**
   * Days after the decision after which the responses of declined candidates are deleted; null keeps them.
   */
  retentionDays: number | null;
  /** Whether candidates are reminded by mail before their link expires. */
  reminds: boolean;
  /** The day (YYYY-MM-DD) on which the chosen candidate's work is first reviewed. */
  firstReviewOn: string | null;
  /** Why the owner decided so; empty while nothing is decided. */
  decisionReason: string;
  /** The owner's weights of the criteria; null while they are the usual ones. */
  weights: Weights | null;
  /** Whether evaluators see candidates without their names until they have read them. */
  readsBlind: boolean;
  /** Of what its owner is not told by mail. */
  noticesOff: readonly string[];
};

/** Whether candidates can no longer answer. */
export const isOver = ({ state }: Pick<Vetting, 'state'>): boolean =>
  state === 'closed' || state === 'decided';

const readDraft = (stored: string): BriefDraft => BriefDraftSchema.parse(JSON.parse(stored));

const MOST_KEPT = 500;
const KEPT = new Map<string, Vetting>();

/**
 * Reads a stored row into a vetting, which nobody changes. Reading one costs more than the query that brings
 * it, so the last ones are kept under their version: any change of the row gives it another one.
 */
export function toVetting(row: VettingRow): Vetting {
  const known = KEPT.get(row.version);
  if (known) return known;
  const vetting = readVetting(row);
  // The oldest one goes.
  if (KEPT.size >= MOST_KEPT) KEPT.delete(KEPT.keys().next().value ?? '');
  KEPT.set(row.version, vetting);
  return vetting;
}

/** The vetting of a row; null where the row cannot be read, which costs that vetting and nothing else. */
export function readableVetting(row: VettingRow): Vetting | null {
  try {
    return toVetting(row);
  } catch {
    return null;
  }
}

/** The vetting of this version, without reading its row where it is kept; null where it is gone. */
export async function vettingOf(
  db: Database,
  { id, version }: { id: string; version: string },
): Promise<Vetting | null> {
  const known = KEPT.get(version);
  if (known) return known;
  const row = await db.selectFrom('vettings').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toVetting(row) : null;
}

function readVetting(row: VettingRow): Vetting {
  return {
    id: row.id,
    ownerId: row.owner_id,
    state: VettingStateSchema.parse(row.state),
    brief: readDraft(row.brief),
    samplePages: BriefPages.parse(JSON.parse(row.sample_pages)),
    isSample: row.is_sample === 1,
    updatedAt: row.updated_at,
    firstInvitedAt: row.first_invited_at,
    unsealedAt: row.unsealed_at,
    unsealedReason: row.unsealed_reason,
    archivedAt: row.archived_at,
    decidedAt: row.decided_at,
    retentionDays: row.retention_days,
    reminds: row.reminds === 1,
    firstReviewOn: row.first_review_on,
    decisionReason: row.decision_reason,
    weights: row.weights === null ? null : WeightsSchema.parse(JSON.parse(row.weights)),
    readsBlind: row.reads_blind === 1,
    noticesOff: row.notices_off.split(',').filter(Boolean),
  };
}

export async function createVetting(
  db: Database,
  ownerId: string,
  brief: BriefDraft,
  samplePages: readonly BriefPage[],
  now: Date,
  isSample = false,
): Promise<string> {
  const id = newId();
  const at = now.toISOString();
  const { email: person } = await db
    .selectFrom('owners')
    .select('email')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  await recorded(db, { id, ownerId }, { person, act: 'created' }, now, (trx) =>
    trx
      .insertInto('vettings')
      .values({
        id,
        owner_id: ownerId,
        state: 'draft',
        brief: JSON.stringify(brief),
        sample_pages: JSON.stringify(samplePages),
        is_sample: isSample ? 1 : 0,
        created_at: at,
        updated_at: at,
        first_invited_at: null,
        unsealed_at: null,
        reads_blind: 1,
      })
      .execute(),
  );
  return id;
}

/** One vetting of this owner, or null where there is none or it is another owner's. */
export async function findVetting(db: Database, ownerId: string, vettingId: string): Promise<Vetting | null> {
  const row = await db
    .selectFrom('vettings')
    .selectAll()
    .where('id', '=', vettingId)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return row ? toVetting(row) : null;
}

/**
 * Changes the brief as it stands at this moment, whatever others have saved since it was read. Returns it
 * before and after, and whether candidates had been invited to it.
 */
export function changeBrief(
  db: Database,
  { id, ownerId }: Pick<Vetting, 'id' | 'ownerId'>,
  change: (brief: BriefDraft) => BriefDraft,
  now: Date,
  page: BriefPage | null = null,
): Promise<{ before: BriefDraft; after: BriefDraft; isInvited: boolean }> {
  return inTransaction(db, `vetting:${id}`, async (trx) => {
    const row = await trx
      .selectFrom('vettings')
      .select(['brief', 'sample_pages', 'first_invited_at'])
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .executeTakeFirstOrThrow();
    const before = readDraft(row.brief);
    const after = change(before);
    const samplePages = BriefPages.parse(JSON.parse(row.sample_pages)).filter((each) => each !== page);
    await trx
      .updateTable('vettings')
      .set({
        brief: JSON.stringify(after),
        sample_pages: JSON.stringify(samplePages),
        updated_at: now.toISOString(),
      })
      .where('id', '=', id)
      .execute();
    return { before, after, isInvited: row.first_invited_at !== null };
  });
}

/**
 * Stores one page of the brief; the others stay as they are. Whether that changed what candidates have been
 * invited to already.
 */
export async function saveBriefPage(
  db: Database,
  vetting: Vetting,
  page: BriefPage,
  change: (brief: BriefDraft) => BriefDraft,
  now: Date,
): Promise<boolean> {
  const { before, after, isInvited } = await changeBrief(db, vetting, change, now, page);
  return isInvited && JSON.stringify(before) !== JSON.stringify(after);
}

/** Changes the owner's own questions. Whether candidates have been invited already. */
export async function saveOwnQuestions(
  db: Database,
  vetting: Vetting,
  change: (known: readonly OwnQuestion[]) => OwnQuestion[],
  now: Date,
): Promise<boolean> {
  const withQuestions = (brief: BriefDraft): BriefDraft => ({
    ...brief,
    ownQuestions: change(brief.ownQuestions ?? []),
  });
  return (await changeBrief(db, vetting, withQuestions, now)).isInvited;
}

/** Opens the sealed terms for good. False where they were open already. */
export async function unsealVetting(
  db: Database,
  vetting: Vetting,
  reason: string,
  now: Date,
): Promise<boolean> {
  const updated = await db
    .updateTable('vettings')
    .set({ unsealed_at: now.toISOString(), unsealed_reason: reason })
    .where('id', '=', vetting.id)
    .where('owner_id', '=', vetting.ownerId)
    .where('unsealed_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Keeps the owner's weights; null goes back to the usual ones. */
export async function saveWeights(db: Database, vetting: Vetting, weights: Weights | null): Promise<void> {
  await db
    .updateTable('vettings')
    .set({ weights: weights === null ? null : JSON.stringify(weights) })
    .where('id', '=', vetting.id)
    .where('owner_id', '=', vetting.ownerId)
    .execute();
}

import { z } from 'zod';
import type { Database } from './database.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

export const ACTS = [
  'created',
  'brief_changed',
  'candidate_added',
  'candidate_corrected',
  'candidate_removed',
  'link_made',
  'link_revoked',
  'deadline_set',
  'own_deadline_set',
  'mail_queued',
  'question_answered',
  'question_closed',
  'reply_corrected',
  'submitted',
  'submission_reopened',
  'submission_withdrawn',
  'answers_erased',
  'asked_further',
  'further_answered',
  'report_read',
  'level_given',
  'level_withdrawn',
  'own_level_given',
  'reading_corrected',
  'shortlist_saved',
  'unsealed',
  'terms_replaced',
  'exported',
  'member_invited',
  'member_joined',
  'member_removed',
  'member_withdrawn',
  'rated',
  'reading_ended',
  'weights_kept',
  'decided',
  'told',
  'note_saved',
  'meeting_prepared',
  'met',
  'closed',
  'reopened',
  'archived',
  'unarchived',
  'duplicated',
  'settings_changed',
  'responses_deleted',
  'deleted',
] as const;
const ActSchema = z.enum(ACTS);
/** What changed or disclosed something in a vetting. */
export type Act = (typeof ACTS)[number];

/** Who is named for what happens without anybody asking for it. */
export const HISTORY_BY_BANSO = 'Banso';

/** What an act was about. Answers, notes and prices never belong here. */
export const DetailsSchema = z.strictObject({
  candidateId: z.string().optional(),
  candidate: z.string().optional(),
  criterion: z.string().optional(),
  page: z.string().optional(),
  kind: z.string().optional(),
  format: z.string().optional(),
  title: z.string().optional(),
  reason: z.string().optional(),
  day: z.string().optional(),
});
/** The vetting that a line belongs to, and whose it is. */
type Recorded = { id: string; ownerId: string };

export type ActDetails = z.infer<typeof DetailsSchema>;
export type HistoryLine = { at: string; person: string; act: Act; details: ActDetails };

/**
 * Makes a change and writes it into the vetting's history, both or neither. A change that returns false or
 * null did nothing, and leaves no line.
 */
export function recorded<Result>(
  db: Database,
  vetting: Recorded,
  {
    person,
    act,
    details = {},
  }: { person: string; act: Act; details?: ActDetails | ((result: Result) => ActDetails) },
  now: Date,
  change: (trx: Database) => Promise<Result>,
): Promise<Result> {
  return inTransaction(db, `vetting:${vetting.id}`, async (trx) => {
    const result = await change(trx);
    if (result === false || result === null) return result;
    const about = typeof details === 'function' ? details(result) : details;
    const last = await trx
      .selectFrom('history')
      .select(({ fn }) => fn.max('position').as('position'))
      .where('vetting_id', '=', vetting.id)
      .executeTakeFirst();
    await trx
      .insertInto('history')
      .values({
        id: newId(),
        owner_id: vetting.ownerId,
        vetting_id: vetting.id,
        position: Number(last?.position ?? -1) + 1,
        at: now.toISOString(),
        person,
        act,
        details: JSON.stringify(about),
      })
      .execute();
    return result;
  });
}

/** What is left of an owner's deleted vettings: one line each, the newest first. */
export async function listDeletions(
  db: Database,
  ownerId: string,
): Promise<{ title: string; at: string; person: string }[]> {
  const rows = await db
    .selectFrom('history')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('vetting_id', 'is', null)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ details, at, person }) => ({
    title: DetailsSchema.parse(JSON.parse(details)).title ?? '',
    at,
    person,
  }));
}

/** A vetting's history, the newest line first; of one act alone where it is named. */
export async function listHistory(
  db: Database,
  vetting: Pick<Recorded, 'id'>,
  act: Act | null = null,
): Promise<HistoryLine[]> {
  const all = db
    .selectFrom('history')
    .selectAll()
    .where('vetting_id', '=', vetting.id)
    .orderBy('position', 'desc');
  const rows = await (act ? all.where('act', '=', act) : all).execute();
  return rows.map((row) => ({
    at: row.at,
    person: row.person,
    act: ActSchema.parse(row.act),
    details: DetailsSchema.parse(JSON.parse(row.details)),
  }));
}

import { z } from 'zod';
import type { Database } from './database.ts';

const NotesSchema = z.array(z.strictObject({ question: z.string(), note: z.string() }));

/** What a person noted of a meeting: its day (YYYY-MM-DD), and what was said to each question. */
export type Meeting = { metOn: string | null; notes: { question: string; note: string }[] };

const notesOf = (stored: string): Meeting['notes'] => NotesSchema.parse(JSON.parse(stored));

/** One person's meeting with a candidate; null where nothing was noted. */
export async function findMeeting(
  db: Database,
  candidateId: string,
  personId: string,
): Promise<Meeting | null> {
  const row = await db
    .selectFrom('meetings')
    .select(['met_on', 'notes'])
    .where('candidate_id', '=', candidateId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row ? { metOn: row.met_on, notes: notesOf(row.notes) } : null;
}

/** Keeps what a person noted; the last save counts. */
export async function saveMeeting(
  db: Database,
  candidateId: string,
  personId: string,
  { metOn, notes }: Meeting,
  now: Date,
): Promise<void> {
  const row = { met_on: metOn, notes: JSON.stringify(notes), saved_at: now.toISOString() };
  await db
    .insertInto('meetings')
    .values({ candidate_id: candidateId, person_id: personId, ...row })
    .onConflict((conflict) => conflict.columns(['candidate_id', 'person_id']).doUpdateSet(row))
    .execute();
}

/** Everybody's notes of a vetting's meetings, by candidate; `person` is the address of who noted. */
export async function listMeetings(
  db: Database,
  vettingId: string,
): Promise<Map<string, (Meeting & { person: string })[]>> {
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('candidates', 'candidates.id', 'meetings.candidate_id')
    .innerJoin('owners', 'owners.id', 'meetings.person_id')
    .select(['meetings.candidate_id', 'meetings.met_on', 'meetings.notes', 'owners.email'])
    .where('candidates.vetting_id', '=', vettingId)
    .orderBy('meetings.saved_at')
    .execute();
  const groups = Map.groupBy(rows, ({ candidate_id }) => candidate_id);
  return new Map(
    [...groups].map(([id, own]) => [
      id,
      own.map(({ met_on, notes, email }) => ({ metOn: met_on, notes: notesOf(notes), person: email })),
    ]),
  );
}

/** The candidates of a vetting whose meeting a person has noted. */
export async function listMet(db: Database, vettingId: string, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('meetings')
    .innerJoin('candidates', 'candidates.id', 'meetings.candidate_id')
    .select('meetings.candidate_id')
    .where('candidates.vetting_id', '=', vettingId)
    .where('meetings.person_id', '=', personId)
    .execute();
  return rows.map(({ candidate_id }) => candidate_id);
}

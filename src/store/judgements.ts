import { z } from 'zod';
import { type Judgement, STAGES, type Stage } from '../domain/people/judgements.ts';
import type { Database } from './database.ts';
import { nextPosition } from './positions.ts';
import { newId } from './tokens.ts';
import { inTransaction } from './transactions.ts';

const StageSchema = z.enum(STAGES);

/** Who judges: the account and its address. */
export type Judge = { id: string; email: string };

/** A judgement with whose it is and when it was given. */
export type KeptJudgement = Judgement & {
  candidateId: string;
  /** Null once the person's account is gone. */
  personId: string | null;
  /** The person's address at that time. */
  person: string;
  judgedAt: string;
  /** Whether the person had not seen what others and the rules gave this candidate. */
  independent: boolean;
};

/** What somebody gives a subject; see Judgement. */
export type Given = Pick<Judgement, 'subject' | 'level' | 'reason'>;

/**
 * Adds a person's judgements of one candidate; earlier ones stay. What says the same as the last one of its
 * subject is left out. False where that is all of it.
 */
export async function keepJudgements(
  db: Database,
  candidateId: string,
  { id: personId, email: person }: Judge,
  stage: Stage,
  given: readonly Given[],
  now: Date,
): Promise<boolean> {
  return inTransaction(db, `candidate:${candidateId}`, async (trx) => {
    const before = await trx
      .selectFrom('judgements')
      .select(['subject', 'level', 'reason'])
      .where('candidate_id', '=', candidateId)
      .where('person_id', '=', personId)
      .where('stage', '=', stage)
      .orderBy('position')
      .execute();
    const last = new Map(before.map((judgement) => [judgement.subject, judgement]));
    const news = given.filter(({ subject, level, reason }) => {
      const known = last.get(subject);
      return known === undefined || known.level !== level || known.reason !== reason;
    });
    const seen = await trx
      .selectFrom('levels_seen')
      .select('seen_at')
      .where('candidate_id', '=', candidateId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    const position = await nextPosition(trx, 'judgements', candidateId);
    for (const [index, { subject, level, reason }] of news.entries()) {
      await trx
        .insertInto('judgements')
        .values({
          id: newId(),
          candidate_id: candidateId,
          position: position + index,
          person_id: personId,
          person,
          subject,
          stage,
          level,
          reason,
          independent: seen === undefined ? 1 : 0,
          judged_at: now.toISOString(),
        })
        .execute();
    }
    return news.length > 0;
  });
}

function judgementsOf(db: Database, vettingId: string) {
  return db
    .selectFrom('judgements')
    .innerJoin('candidates', 'candidates.id', 'judgements.candidate_id')
    .leftJoin('levels_seen', (join) =>
      join
        .onRef('levels_seen.candidate_id', '=', 'judgements.candidate_id')
        .onRef('levels_seen.person_id', '=', 'judgements.person_id'),
    )
    .selectAll('judgements')
    .where('candidates.vetting_id', '=', vettingId)
    .orderBy('judgements.candidate_id')
    .orderBy('judgements.position');
}

type JudgementRow = Awaited<ReturnType<ReturnType<typeof judgementsOf>['execute']>>[number];

const toJudgement = (row: JudgementRow): KeptJudgement => ({
  candidateId: row.candidate_id,
  personId: row.person_id,
  person: row.person,
  subject: row.subject,
  stage: StageSchema.parse(row.stage),
  level: row.level,
  reason: row.reason,
  judgedAt: row.judged_at,
  independent: row.independent === 1,
});

/**
 * The judgements of a vetting that count, or of these candidates of it, each candidate's in the order in
 * which they were given. What somebody gives a candidate is a draft, and nobody else's, until its levels
 * were shown to that person.
 */
export async function listJudgements(
  db: Database,
  vettingId: string,
  only: readonly string[] | null = null,
): Promise<KeptJudgement[]> {
  if (only?.length === 0) return [];
  const rows = await judgementsOf(db, vettingId)
    .$if(only !== null, (query) => query.where('candidates.id', 'in', [...(only ?? [])]))
    .where(({ eb, or }) =>
      or([eb('levels_seen.seen_at', 'is not', null), eb('judgements.person_id', 'is', null)]),
    )
    .execute();
  return rows.map(toJudgement);
}

/** One person's judgements of a vetting's candidates, drafts among them. */
export async function listJudgementsBy(
  db: Database,
  vettingId: string,
  personId: string,
): Promise<KeptJudgement[]> {
  const rows = await judgementsOf(db, vettingId).where('judgements.person_id', '=', personId).execute();
  return rows.map(toJudgement);
}

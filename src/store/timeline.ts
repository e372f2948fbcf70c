import { listOpenings } from './candidate-links.ts';
import type { Database } from './database.ts';
import { listEarlier } from './revisions.ts';

/** What happened to a candidate, in order. Opening is the page's own, never a pixel's. */
export type TimelineEvent = {
  at: string;
  what:
    | 'created'
    | 'linked'
    | 'sent'
    | 'opened'
    | 'saved'
    | 'submitted'
    | 'revising'
    | 'withdrawn'
    | 'read'
    | 'declined'
    | 'deleted';
  kind?: string;
};

/** The timeline of one candidate, the first event first. */
export async function listTimeline(db: Database, candidateId: string): Promise<TimelineEvent[]> {
  const candidate = await db
    .selectFrom('candidates')
    .selectAll()
    .where('id', '=', candidateId)
    .executeTakeFirst();
  if (!candidate) return [];
  const links = await db
    .selectFrom('invitations')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .execute();
  const mails = await db
    .selectFrom('outbox')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .where('sent_at', 'is not', null)
    .where('kind', '!=', 'notice')
    .execute();
  const openings = await listOpenings(db, candidateId);
  const earlier = await listEarlier(db, candidateId);
  const interview = await db
    .selectFrom('interviews')
    .selectAll()
    .where('candidate_id', '=', candidateId)
    .executeTakeFirst();
  const events: (Omit<TimelineEvent, 'at'> & { at: string | null | undefined })[] = [
    { what: 'created', at: candidate.created_at },
    { what: 'declined', at: candidate.declined_at },
    ...links.map((link) => ({ what: 'linked' as const, at: link.created_at })),
    ...openings.map((at) => ({ what: 'opened' as const, at })),
    ...mails.map((mail) => ({ what: 'sent' as const, at: mail.sent_at, kind: mail.kind })),
    { what: 'saved', at: interview?.saved_at },
    { what: 'submitted', at: interview?.submitted_at },
    { what: 'revising', at: interview?.revising_at },
    ...earlier.flatMap(({ submittedAt, endedAs, endedAt }) => [
      { what: 'submitted' as const, at: submittedAt },
      ...(endedAs === 'withdrawn' ? [{ what: 'withdrawn' as const, at: endedAt }] : []),
    ]),
    { what: 'read', at: candidate.read_at },
    { what: 'deleted', at: candidate.response_deleted_at },
  ];
  return events
    .filter((event): event is TimelineEvent => event.at != null)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

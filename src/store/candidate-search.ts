import { BriefDraftSchema } from '../domain/brief/brief.ts';
import { fold } from '../domain/people/names.ts';
import type { Database } from './database.ts';

/** A candidate of any vetting, with whose it is. */
export type FoundCandidate = {
  id: string;
  name: string;
  email: string | null;
  vetting: { id: string; ownerId: string; title: string };
  owner: string;
};

/** Candidates of all owners: one by its id, or those whose name or address holds the words, however written. */
export async function findCandidates(
  db: Database,
  wanted: { id: string } | { words: string },
): Promise<FoundCandidate[]> {
  let query = db
    .selectFrom('candidates')
    .innerJoin('vettings', 'vettings.id', 'candidates.vetting_id')
    .innerJoin('owners', 'owners.id', 'vettings.owner_id')
    .select([
      'candidates.id',
      'candidates.name',
      'candidates.email',
      'candidates.vetting_id',
      'vettings.owner_id',
      'vettings.brief',
      'owners.email as owner',
    ])
    .orderBy('candidates.created_at');
  if ('id' in wanted) query = query.where('candidates.id', '=', wanted.id);
  const rows = await query.execute();
  const words = 'words' in wanted ? fold(wanted.words).text : '';
  return rows
    .filter(({ name, email }) => [name, email ?? ''].some((text) => fold(text).text.includes(words)))
    .map(({ id, name, email, vetting_id, owner_id, brief, owner }) => ({
      id,
      name,
      email,
      vetting: { id: vetting_id, ownerId: owner_id, title: titleOf(brief) },
      owner,
    }));
}

/** The title of a brief; empty where it cannot be read, which costs the title and not the search. */
function titleOf(stored: string): string {
  try {
    return BriefDraftSchema.pick({ title: true }).strip().parse(JSON.parse(stored)).title;
  } catch {
    return '';
  }
}

import type { Insertable } from 'kysely';
import { z } from 'zod';
import type { Channel } from '../domain/brief/channels.ts';
import type { FormValues } from '../domain/forms/form.ts';
import { type FieldConflict, mergeStep, type SavingPage } from '../domain/interview/merging.ts';
import type { SavedStep, Step } from '../domain/interview/steps.ts';
import { isBeingAnswered } from './being-answered.ts';
import type { Database } from './database.ts';
import { FormValuesSchema } from './interviews.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './schema.ts';
import { inTransaction } from './transactions.ts';

/** A page that saves: which one, which of its saves, and the version that it was opened at. */
export type OpenedPage = SavingPage & {
  /** Grows with every save of the page; null where it does not count. */
  sequence: number | null;
  /** The candidate's session, as a hash. */
  session: string | null;
};

/** For a save that comes from no page. */
export const NO_PAGE: OpenedPage = { version: null, page: null, sequence: null, session: null };

/** What is kept of a step after a save. */
export type KeptStep = {
  version: number;
  complete: boolean;
  /** The session whose words they are. */
  session: string | null;
  typed: FormValues;
  news: FormValues;
  conflicts: FieldConflict[];
};

/**
 * What came of a save. `superseded`: a newer save of the same page had been kept before, so nothing was
 * changed. `submitted`: the interview is closed.
 */
export type Saved = ({ outcome: 'saved' } & KeptStep) | { outcome: 'superseded' | 'submitted' };

/** Where the interview stands after a save, and the channels that were asked back about so far. */
export type Onward = { step: Step; probedChannels?: readonly Channel[] };

export type TypedStep = {
  step: SavedStep;
  typed: FormValues;
  /** Whether what is kept then is complete. */
  isComplete: (typed: FormValues) => boolean;
};

const FieldVersionsSchema = z.record(z.string(), z.array(z.tuple([z.number(), z.string(), z.string()])));
const SequencesSchema = z.record(z.string(), z.number());
/** The saves of so many pages are kept in order. */
const MOST_PAGES = 30;

type Of = { candidateId: string; step: string };

const storedStep = prepared((db, { candidateId, step }: Of) =>
  db
    .selectFrom('answers')
    .select(['typed', 'version', 'completed_at', 'page', 'fields', 'sequences', 'session'])
    .where('candidate_id', '=', candidateId)
    .where('step', '=', step),
);

const touch = prepared((db, { candidateId, at }: { candidateId: string; at: string }) =>
  db
    .updateTable('interviews')
    .set({ saved_at: at })
    .where('candidate_id', '=', candidateId)
    .where(isBeingAnswered),
);

/** Where `probed` is null, what was asked back about so far stays as it is. */
const moveOn = prepared((db, { candidateId, at, step, probed }: Of & { at: string; probed: string | null }) =>
  db
    .updateTable('interviews')
    .set(({ fn, val, ref }) => ({
      saved_at: at,
      step,
      probed_channels: fn.coalesce(val(probed), ref('probed_channels')),
    }))
    .where('candidate_id', '=', candidateId)
    .where(isBeingAnswered),
);

const keepStep = prepared((db, row: Insertable<Tables['answers']>) => {
  const { candidate_id, step, typed, complete, saved_at, version } = row;
  const { completed_at, page, fields, sequences, session } = row;
  const kept = { typed, complete, saved_at, version, completed_at, page, fields, sequences, session };
  return db
    .insertInto('answers')
    .values({ candidate_id, step, ...kept })
    .onConflict((conflict) => conflict.columns(['candidate_id', 'step']).doUpdateSet(kept));
});

/**
 * Keeps what was typed on a step, field by field: an older save of a page never replaces a newer one, and
 * what others saved since the page was opened is merged or told. `onward` says from what is kept then
 * where the interview goes on. Does nothing once the interview is submitted.
 */
export async function saveAnswers(
  db: Database,
  candidateId: string,
  { step, typed, isComplete }: TypedStep,
  from: OpenedPage,
  now: Date,
  onward: (kept: KeptStep) => Onward | null = () => null,
): Promise<Saved> {
  const at = now.toISOString();
  return inTransaction(db, `candidate:${candidateId}`, async (trx): Promise<Saved> => {
    const [stored] = (await storedStep(trx, { candidateId, step })).rows;
    const sequences = SequencesSchema.parse(JSON.parse(stored?.sequences ?? '{}'));
    const isSuperseded = isOutdated(sequences, from);
    const before = {
      typed: FormValuesSchema.parse(JSON.parse(stored?.typed ?? '{}')),
      version: stored?.version ?? 0,
      fields: FieldVersionsSchema.parse(JSON.parse(stored?.fields ?? '{}')),
    };
    const merged = mergeStep(before, typed, from);
    const isNew = merged.version !== before.version || !stored;
    const { typed: kept, news, conflicts } = merged;
    const complete = isComplete(kept) && conflicts.length === 0;
    const version = isNew ? Math.max(merged.version, 1) : before.version;
    const session = isNew ? from.session : (stored?.session ?? null);
    const all: KeptStep = isSuperseded
      ? {
          ...before,
          session: stored?.session ?? null,
          complete: isComplete(before.typed),
          news: {},
          conflicts: [],
        }
      : { version, complete, session, typed: kept, news, conflicts };
    const next = onward(all);
    const { numAffectedRows } = await (next
      ? moveOn(trx, { candidateId, at, step: next.step, probed: next.probedChannels?.join(',') ?? null })
      : touch(trx, { candidateId, at }));
    if (numAffectedRows !== 1n) return { outcome: 'submitted' };
    if (isSuperseded) return { outcome: 'superseded' };
    const row = {
      typed: JSON.stringify(kept),
      complete: complete ? 1 : 0,
      saved_at: at,
      version,
      completed_at: stored?.completed_at ?? (complete ? at : null),
      page: isNew ? from.page : (stored?.page ?? null),
      fields: JSON.stringify(merged.fields),
      sequences: JSON.stringify(withSequence(sequences, from)),
      session,
    };
    await keepStep(trx, { candidate_id: candidateId, step, ...row });
    return { outcome: 'saved', ...all };
  });
}

type Sequences = Record<string, number>;

/** Whether a newer save of the same page has been kept. */
function isOutdated(sequences: Sequences, { page, sequence }: OpenedPage): boolean {
  return page !== null && sequence !== null && sequence <= (sequences[page] ?? 0);
}

function withSequence(sequences: Sequences, { page, sequence }: OpenedPage): Sequences {
  if (page === null || sequence === null) return sequences;
  const { [page]: _, ...others } = sequences;
  return Object.fromEntries([...Object.entries(others).slice(1 - MOST_PAGES), [page, sequence]]);
}

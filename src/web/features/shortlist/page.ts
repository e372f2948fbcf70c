import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { inOrder, movedRanks } from '../../../domain/people/shortlist.ts';
import { verdictName } from '../../../reporting/names.ts';
import { type Candidate, listCandidates, type ShortlistEntry } from '../../../store/candidates.ts';
import { listFigures } from '../../../store/submissions.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';

export const rank = (id: string): Field => ({
  name: `rank_${id}`,
  kind: 'quantity',
  wanted: { dimension: 'number' },
  least: 1,
  most: 999,
  whole: true,
});

export function typedOf({ id, shortlisted, rank: kept, note: text }: Candidate): FormValues {
  return {
    ...(shortlisted ? { [`keep_${id}`]: 'yes' } : {}),
    [`rank_${id}`]: kept === null ? '' : String(kept),
    [`note_${id}`]: text,
  };
}

export async function shortlistPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues | null,
  problems: readonly Problem[],
  saved = false,
): Promise<unknown> {
  const { db } = request.server.parts;
  const { t, vetting } = request;
  const figuresOf = new Map(
    (await listFigures(db, vetting)).map(({ candidateId, figures }) => [candidateId, figures]),
  );
  const all = (await listCandidates(db, vetting)).flatMap((candidate) => {
    const figures = figuresOf.get(candidate.id);
    return figures ? [{ ...candidate, kept: candidate.shortlisted, figures }] : [];
  });
  // Kept candidates stand first, in their order, unless something typed is still to be mended.
  const kept = typed ? [] : inOrder(all);
  const rows = [...kept, ...all.filter((candidate) => !kept.includes(candidate))].map(
    ({ figures, ...candidate }) => {
      const values = typed ?? typedOf(candidate);
      const problem = problems.find(({ field }) => field.endsWith(`_${candidate.id}`));
      return {
        id: candidate.id,
        name: candidate.name,
        understanding: figures.understanding,
        focus: figures.priceDeadlineFocus,
        metric: figures.metricChasing,
        verdict: verdictName(figures, t),
        keep: values[`keep_${candidate.id}`] === 'yes',
        rank: values[`rank_${candidate.id}`] ?? '',
        note: values[`note_${candidate.id}`] ?? '',
        error: problem
          ? problem.field.startsWith('rank')
            ? t('shortlist.rankError', { name: candidate.name })
            : t(`errors.${problem.code}`, {
                label: t('shortlist.noteName', { name: candidate.name }),
                ...problem.parameters,
              })
          : null,
        errorField: problem?.field ?? '',
      };
    },
  );
  return reply.page('shortlist/shortlist', {
    title: t('shortlist.title'),
    hasForm: rows.length > 0,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    rows,
    ...shownAgainst(request, Object.assign({}, ...all.map(typedOf)), namedFields(all, t)),
    saved,
    errors: rows.flatMap((row) => (row.error ? [{ href: `#${row.errorField}`, text: row.error }] : [])),
    hasErrors: problems.length > 0,
  });
}

/** The fields of the table by the names that a message uses. */
const namedFields = (candidates: readonly Candidate[], t: FastifyRequest['t']) =>
  candidates.flatMap(({ id, name }) => [
    { name: `keep_${id}`, label: t('shortlist.keepName', { name }) },
    { name: `rank_${id}`, label: t('shortlist.rankName', { name }) },
    { name: `note_${id}`, label: t('shortlist.noteName', { name }) },
  ]);

export function note(id: string): Field {
  return { name: `note_${id}`, kind: 'longtext', max: 2000 };
}

/** So many notes at their longest are read at once. */
const MOST_NOTES = 30;
export const MOST_TYPED = Array.from({ length: MOST_NOTES }, (_, index) => note(String(index)));

/** The entries after a button moved one of them; others keep what was typed. */
export function moved(entries: readonly ShortlistEntry[], move: string): ShortlistEntry[] {
  const [direction, id] = move.split(':');
  if ((direction !== 'up' && direction !== 'down') || id === undefined) return [...entries];
  const ranks = movedRanks(
    entries.map(({ candidateId, shortlisted, rank: place }) => ({
      id: candidateId,
      kept: shortlisted,
      rank: place,
    })),
    id,
    direction,
  );
  return entries.map((entry) => ({ ...entry, rank: ranks.get(entry.candidateId) ?? entry.rank }));
}

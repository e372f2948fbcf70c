import type { FastifyRequest } from 'fastify';
import { isOverAllowable, priceAgainst, worthOf } from '../../../domain/economics/worth.ts';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { paperAndMeeting } from '../../../domain/people/paper-and-meeting.ts';
import { inOrder, movedRanks } from '../../../domain/people/shortlist.ts';
import { verdictName } from '../../../reporting/names.ts';
import { priceLines } from '../../../reporting/worth.ts';
import { type Candidate, listCandidates, type ShortlistEntry } from '../../../store/candidates.ts';
import { type FiguresOf, listFigures, listSubmissions, type Submission } from '../../../store/submissions.ts';
import { shownAgainst } from '../../forms/meanwhile.ts';
import { rangeDrawing } from '../../levels/drawings.ts';

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

/** One row of the ranking. */
type Ranked = Candidate & { kept: boolean; figures: FiguresOf['figures'] };

/** The candidates in their order with everything that decides between them; the others below. */
export async function rankingView(
  request: FastifyRequest,
  typed: FormValues | null,
  problems: readonly Problem[],
): Promise<Record<string, unknown> & { errors: { href: string; text: string }[] }> {
  const { db } = request.server.parts;
  const { t, vetting } = request;
  const figuresOf = new Map(
    (await listFigures(db, vetting)).map(({ candidateId, figures }) => [candidateId, figures]),
  );
  const all = (await listCandidates(db, vetting)).flatMap((candidate): Ranked[] => {
    const figures = figuresOf.get(candidate.id);
    return figures ? [{ ...candidate, kept: candidate.shortlisted, figures }] : [];
  });
  // Kept candidates stand first, in their order, unless something typed is still to be mended.
  const kept = typed ? [] : inOrder(all);
  const submissions = new Map(
    (
      await listSubmissions(
        db,
        vetting,
        all.filter(({ kept: isKept }) => isKept).map(({ id }) => id),
      )
    ).map((submission) => [submission.candidateId, submission]),
  );
  const rows = [...kept, ...all.filter((candidate) => !kept.includes(candidate))].map((candidate) =>
    rowOf(request, candidate, submissions.get(candidate.id), typed ?? typedOf(candidate), problems),
  );
  const isFolded = kept.length > 0;
  return {
    any: rows.length > 0,
    rows: isFolded ? rows.filter(({ keep }) => keep) : rows,
    others: isFolded ? rows.filter(({ keep }) => !keep) : [],
    othersTitle: t('shortlist.others', { n: rows.length - kept.length }),
    ...shownAgainst(
      request,
      Object.assign({}, ...all.map(typedOf)),
      typed === null ? [] : namedFields(all, t),
    ),
    errors: rows.flatMap((row) => (row.error ? [{ href: `#${row.errorField}`, text: row.error }] : [])),
  };
}

function rowOf(
  request: FastifyRequest,
  candidate: Ranked,
  submission: Submission | undefined,
  values: FormValues,
  problems: readonly Problem[],
) {
  const { t } = request;
  const { id, name, figures } = candidate;
  const problem = problems.find(({ field }) => field.endsWith(`_${id}`));
  return {
    id,
    name,
    understanding: figures.understanding,
    rangeText: t('compare.rangeOf', { least: figures.range[0], most: figures.range[1] }),
    range: rangeDrawing(figures.understanding, figures.range),
    foci: t('shortlist.foci', { focus: figures.priceDeadlineFocus, metric: figures.metricChasing }),
    verdict: verdictName(figures, t),
    ...(submission ? { people: peopleLine(request, submission), ...meetingCell(request, submission) } : {}),
    price: submission ? priceCell(request, submission) : null,
    keep: values[`keep_${id}`] === 'yes',
    rank: values[`rank_${id}`] ?? '',
    note: values[`note_${id}`] ?? '',
    error: problem
      ? problem.field.startsWith('rank')
        ? t('shortlist.rankError', { name })
        : t(`errors.${problem.code}`, { label: t('shortlist.noteName', { name }), ...problem.parameters })
      : null,
    errorField: problem?.field ?? '',
  };
}

/** How many levels are a person's. */
const peopleLine = ({ t }: FastifyRequest, { computed, decided }: Submission): string =>
  t('shortlist.people', {
    n: computed.criteria.filter(({ key }) => decided.has(key)).length,
    all: computed.criteria.length,
  });

/** How the owner's levels moved in the meeting. */
function meetingCell(
  { t, vetting }: FastifyRequest,
  { judgements, computed }: Submission,
): { meeting: string; meetingNote: string | null; meetingAlert: boolean } {
  const own = judgements.filter(({ personId }) => personId === vetting.ownerId);
  const { shifts, up, down, impression } = paperAndMeeting(
    own,
    (subject) => computed.criteria.find(({ key }) => key === subject)?.level ?? null,
  );
  if (impression === null) return { meeting: t('shortlist.notMet'), meetingNote: null, meetingAlert: false };
  return {
    meeting: t('shortlist.moved', { n: shifts.length, up, down }),
    meetingNote: t(`meeting.impressions.${impression}`),
    meetingAlert: impression === 'writes_better',
  };
}

/** The first year's price and its share of what winning the customers may cost, once open. */
function priceCell(
  { t, locale }: FastifyRequest,
  { brief, response, termsOpen }: Submission,
): { text: string; note: string | null; isOver: boolean } {
  if (!termsOpen) return { text: t('compare.sealed'), note: null, isOver: false };
  const price = priceAgainst(worthOf(brief), response.terms, brief.currency);
  if (price === null) return { text: t('worth.notInFigures'), note: null, isOver: false };
  const { firstYear, ofAllowable } = priceLines(price, { brief, terms: response.terms }, locale, t);
  const note = ofAllowable && `${t('worth.share')}${t('common.colon')}${ofAllowable}`;
  return { text: firstYear, note, isOver: isOverAllowable(price) };
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
export const MOST_NOTED = Array.from({ length: MOST_NOTES }, (_, index) => note(String(index)));

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

import type { FastifyRequest } from 'fastify';
import { MANY } from '../../../domain/people/comparison.ts';
import { fold } from '../../../domain/people/names.ts';
import type { Candidate } from '../../../store/candidates.ts';

type Line = {
  id: string;
  name: string;
  href: string | null;
  progress: string;
  decision: string | null;
  isUnread: boolean;
};

/**
 * The candidates of a vetting as lines that lead on, with how many stand where; those with a text in their
 * name where one searched. `closed` names those whose report the reader may not open yet.
 */
export function candidatesView(
  { t, role, vetting }: FastifyRequest,
  candidates: readonly Candidate[],
  closed: readonly string[],
  find: string,
): { candidates: Line[]; counts: string | null; search: { find: string } | null; noneFound: string | null } {
  const isMany = candidates.length > MANY;
  const wanted = isMany ? fold(find).text : '';
  const shown = candidates.filter(({ name }) => fold(name).text.includes(wanted));
  return {
    candidates: shown.map(({ id, name, progress, readAt, decision }) => ({
      id,
      name,
      href: hrefOf(
        `/vettings/${vetting.id}/candidates/${id}`,
        progress,
        role === 'owner',
        closed.includes(id),
      ),
      progress: t(`candidates.states.${progress}`),
      decision: decision && t(`candidates.decision.${decision}`),
      isUnread: role === 'owner' && progress === 'submitted' && readAt === null,
    })),
    counts: candidates.length > 1 ? countsLine(candidates, t) : null,
    search: isMany ? { find } : null,
    noneFound: shown.length === 0 && wanted !== '' ? t('compare.noneFound', { search: find }) : null,
  };
}

/** The report of what was submitted; for the owner, the page of any other candidate. */
function hrefOf(
  path: string,
  progress: Candidate['progress'],
  isOwner: boolean,
  isClosed: boolean,
): string | null {
  if (progress === 'submitted') return isClosed ? null : `${path}/report`;
  return isOwner ? path : null;
}

function countsLine(candidates: readonly Candidate[], t: FastifyRequest['t']): string {
  const counts = Map.groupBy(candidates, ({ progress }) => progress);
  const parts = PROGRESS.filter((progress) => counts.has(progress)).map((progress) =>
    t(`vetting.count.${progress}`, { n: counts.get(progress)?.length ?? 0 }),
  );
  return t('vetting.counts', { n: candidates.length, parts: parts.join(t('common.comma')) });
}

/** In the order of the way. */
const PROGRESS = [
  'submitted',
  'answering',
  'opened',
  'invited',
  'declined',
  'deleted',
] as const satisfies readonly Candidate['progress'][];

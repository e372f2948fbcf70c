import type { FastifyReply, FastifyRequest } from 'fastify';
import type { choosePage } from '../../../domain/people/comparison.ts';
import { weightedPoints } from '../../../domain/people/weighting.ts';
import type { FiguresOf } from '../../../store/submissions.ts';
import { placeOnMap } from './map.ts';
import { type ComparisonView, viewHref } from './query.ts';
import { ROW_GROUPS, type Row } from './rows.ts';
import type { Compared, RowSort } from './sorting.ts';

export const unchanged = (text: string): string => text;

export function sendMap(reply: FastifyReply, points: ReturnType<typeof placeOnMap>): FastifyReply {
  return reply
    .header('Content-Disposition', 'attachment; filename="banso-map.svg"')
    .type('image/svg+xml')
    .send(reply.partial('map', { points, standalone: true }));
}

const levelsOf = ({ criteria }: FiguresOf['figures']): Compared['levels'] =>
  Object.fromEntries(criteria.map(({ key, level }) => [key, level]));

/**
 * The candidates with their figures. Blind ones are numbered in an order that tells nothing of when they were
 * added.
 */
export function comparable(
  candidates: readonly FiguresOf[],
  { blind }: ComparisonView,
  { t, vetting }: FastifyRequest,
): (Compared & { realName: string })[] {
  const order = candidates.map(({ candidateId }) => candidateId).sort();
  return candidates.map(({ candidateId: id, name, figures, questionsAsked }) => ({
    id,
    realName: name,
    name: blind ? t('compare.blindName', { n: order.indexOf(id) + 1 }) : name,
    understanding: figures.understanding,
    priceDeadlineFocus: figures.priceDeadlineFocus,
    metricChasing: figures.metricChasing,
    verdict: figures.verdict,
    confidence: figures.confidence,
    levels: levelsOf(figures),
    atOwnWeights:
      vetting.weights && Math.round(weightedPoints({ id, levels: levelsOf(figures) }, vetting.weights)),
    questionsAsked,
    figures,
  }));
}

/** Every row by which the candidates can be sorted, in groups. A row that is not there sorts by name. */
export function sortOptions({ t }: FastifyRequest, groups: readonly Row[][], sort: RowSort) {
  const byName = { value: 'name', label: t('compare.name') };
  const sortable = groups.map((rows) =>
    rows.flatMap(({ label, sort: value }) => (value === undefined ? [] : [{ value, label }])),
  );
  const selected = sortable.flat().some(({ value }) => value === sort) ? sort : byName.value;
  return sortable.flatMap((rows, at) => {
    const options = at === 0 ? [...rows, byName] : rows;
    if (options.length === 0) return [];
    return [
      {
        label: t(`compare.groups.${ROW_GROUPS[at]}`),
        options: options.map((option) => ({ ...option, selected: option.value === selected })),
      },
    ];
  });
}

export function pageLinks(
  { t }: FastifyRequest,
  view: ComparisonView,
  path: string,
  { page, pages, from, to, total }: ReturnType<typeof choosePage>,
): { line: string; previous: string | null; next: string | null } | null {
  if (pages === 1) return null;
  return {
    line: t('compare.pageLine', { from, to, total }),
    previous: page > 1 ? viewHref(path, view, { page: page - 1 }) : null,
    next: page < pages ? viewHref(path, view, { page: page + 1 }) : null,
  };
}

export function mapOf({ t }: FastifyRequest, shown: readonly Compared[]): Record<string, unknown> {
  const points = placeOnMap(shown);
  const unlabelled = points.filter(({ label }) => label === null).length;
  return { points, unlabelled: unlabelled > 0 ? t('compare.mapUnlabelled', { n: unlabelled }) : null };
}

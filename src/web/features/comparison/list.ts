import type { FastifyReply, FastifyRequest } from 'fastify';
import { MANY, possiblePlaces } from '../../../domain/people/comparison.ts';
import { fold } from '../../../domain/people/names.ts';
import { verdictName } from '../../../reporting/names.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { rangeDrawing } from '../../levels/drawings.ts';
import { keptCount, wasKept } from './kept.ts';
import { mapOf } from './map-view.ts';
import { type ComparisonView, viewHref } from './query.ts';
import { type Compared, isResponseSort, sortByRow } from './sorting.ts';

/** Whether so many candidates are to be compared that a list comes first. */
export const isList = (all: readonly Compared[], { side, hide, pin }: ComparisonView): boolean =>
  side !== 'all' && !(side === 'yes' && pin.length > 0) && all.length - hide.length > MANY;

/** Many candidates as rows: figures with their ranges, possible places, and a tick for setting them side by side. */
export async function listPage(
  request: FastifyRequest,
  reply: FastifyReply,
  view: ComparisonView,
  all: readonly Compared[],
): Promise<unknown> {
  const { t, locale, vetting, server } = request;
  const path = `/vettings/${vetting.id}/comparison`;
  const kept = new Set(
    (await listCandidates(server.parts.db, vetting))
      .filter(({ shortlisted }) => shortlisted)
      .map(({ id }) => id),
  );
  const visible = all.filter(({ id }) => !view.hide.includes(id));
  const ranged = visible.map(({ id, figures: { range } }) => ({ id, range }));
  const wanted = fold(view.find).text;
  // An order that stands in the responses belongs to the columns.
  const sort = isResponseSort(view.sort) ? 'understanding' : view.sort;
  const rows = sortByRow(visible, sort, [], { t, locale, hide: (text) => text })
    .filter(({ name }) => fold(name).text.includes(wanted))
    .map(({ id, name, understanding, priceDeadlineFocus, metricChasing, figures }) => {
      const [first, last] = possiblePlaces({ id, range: figures.range }, ranged);
      return {
        id,
        name,
        understanding,
        priceDeadlineFocus,
        metricChasing,
        rangeText: t('compare.rangeOf', { least: figures.range[0], most: figures.range[1] }),
        range: rangeDrawing(understanding, figures.range),
        places: first === last ? t('compare.placeOne', { first }) : t('compare.placesRange', { first, last }),
        verdict: verdictName(figures, t),
        isKept: kept.has(id),
        isPinned: view.pin.includes(id),
      };
    });
  return reply.page('comparison/list', {
    title: t('compare.title'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    wide: true,
    intro: t('compare.listIntro', { n: visible.length }),
    blind: view.blind !== null,
    find: view.find,
    sort,
    heads: (['understanding', 'verdict', 'priceDeadlineFocus', 'metricChasing'] as const).map((key) => ({
      name: t(`figures.${key}`),
      isNumber: key === 'priceDeadlineFocus' || key === 'metricChasing',
      href: viewHref(path, view, { sort: key }),
      isSorted: key === sort,
    })),
    nameHref: viewHref(path, view, { sort: 'name' }),
    isByName: sort === 'name',
    rows,
    none: rows.length === 0 ? t('compare.noneFound', { search: view.find }) : null,
    kept: keptCount(request, rows),
    saved: wasKept(request),
    viewQuery: viewHref('', view).replace(/^\?/, ''),
    allHref: viewHref(path, { ...view, side: 'all' }),
    ...mapOf(request, visible),
    mapHref: viewHref(`/vettings/${vetting.id}/map.svg`, view),
  });
}

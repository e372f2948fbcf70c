import type { FastifyReply, FastifyRequest } from 'fastify';
import { anonymiser } from '../../../domain/people/anonymise.ts';
import { choosePage, sortCandidates } from '../../../domain/people/comparison.ts';
import { weightedPoints } from '../../../domain/people/weighting.ts';
import { type FiguresOf, listFigures, listSubmissions, type Submission } from '../../../store/submissions.ts';
import { sendFile } from '../../downloads/attachment.ts';
import { placeOnMap } from './map.ts';
import { type ComparisonView, readView, viewHref } from './query.ts';
import { type Column, comparisonRows, differingRows, ROW_GROUPS, type Row } from './rows.ts';
import { type Compared, isResponseSort, type RowSort, sortByRow, type Wording } from './sorting.ts';

/** So many candidates stand side by side on one page, besides the pinned ones. */
const PAGE_SIZE = 30;

/** So many columns stand on a wide screen beside each other: then the page scrolls, and nothing within it. */
const FITTING = 5;

/** A candidate of the comparison with the name that it has outside the blind view. */
type Named = Compared & { realName: string };
type Chosen = ReturnType<typeof choosePage<Named>>;

/** The candidates side by side, as the address says that they are wanted. */
export async function comparisonPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, vetting, server } = request;
  const view = readView(request.query);
  const all = comparable(await listFigures(server.parts.db, vetting), view, request);
  const { chosen, columns, groups } = await chooseColumns(request, view, all);
  const shown = (view.only ? differingRows(groups) : groups).filter((rows) => rows.length > 0);
  const path = `/vettings/${vetting.id}/comparison`;
  return reply.page('comparison/comparison', {
    title: t('compare.title'),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    wide: true,
    fits: columns.length <= FITTING,
    any: all.length > 0,
    blind: view.blind !== null,
    only: view.only !== null,
    page: pageLinks(request, view, path, chosen),
    columns: columns.map(({ id, name }) => ({ id, name, pinned: view.pin.includes(id) })),
    candidates: sortCandidates(all, 'name').map(({ id, name }) => ({
      id,
      name,
      pinned: view.pin.includes(id),
      hidden: view.hide.includes(id),
    })),
    sortOptions: sortOptions(request, groups, view.sort),
    groups: shown.map((rows) => rows.map((row) => sortable(row, view, path))),
    nothingDiffers: view.only !== null && shown.length === 0,
    showAllHref: view.hide.length > 0 ? viewHref(path, view, { hide: [] }) : null,
    ...mapOf(
      request,
      all.filter(({ id }) => !view.hide.includes(id)),
    ),
    mapHref: viewHref(`/vettings/${vetting.id}/map.svg`, view),
  });
}

/** The columns of one page in their order, and the rows that they fill. */
async function chooseColumns(
  { t, locale, vetting, server }: FastifyRequest,
  view: ComparisonView,
  all: readonly Named[],
): Promise<{ chosen: Chosen; columns: Column[]; groups: Row[][] }> {
  const { db } = server.parts;
  const wordingFor = (submissions: readonly Submission[]): Wording => {
    const names = [
      ...all.map(({ realName }) => realName),
      ...submissions.map(({ respondentName }) => respondentName),
    ];
    return { t, locale, hide: view.blind ? anonymiser(names, t('compare.removed')) : (text) => text };
  };
  // Only an order that stands in the responses needs those of all candidates.
  const every = isResponseSort(view.sort) ? await listSubmissions(db, vetting) : [];
  const chosen = choosePage(sortByRow(all, view.sort, every, wordingFor(every)), {
    pinned: new Set(view.pin),
    hidden: new Set(view.hide),
    page: view.page,
    size: PAGE_SIZE,
  });
  const ids = chosen.shown.map(({ id }) => id);
  const submissions =
    every.length > 0
      ? every.filter(({ candidateId }) => ids.includes(candidateId))
      : await listSubmissions(db, vetting, ids);
  const columns = chosen.shown.flatMap((candidate): Column[] => {
    const submission = submissions.find(({ candidateId }) => candidateId === candidate.id);
    return submission ? [{ ...candidate, submission }] : [];
  });
  return { chosen, columns, groups: comparisonRows(columns, wordingFor(submissions)) };
}

/** A row with the link that sorts by it. */
const sortable = (
  row: Row,
  view: ComparisonView,
  path: string,
): Row & { sorted: boolean; href: string | null } => ({
  ...row,
  sorted: row.sort === view.sort,
  href: row.sort ? `${viewHref(path, view, { sort: row.sort })}#sorted` : null,
});

export function sendMap(reply: FastifyReply, points: ReturnType<typeof placeOnMap>): FastifyReply {
  const { vetting, t } = reply.request;
  const { title, timeZone } = vetting.brief;
  const file = { about: [title, t('files.map')], extension: 'svg', type: 'image/svg+xml', timeZone };
  return sendFile(reply, file, reply.partial('map', { points, standalone: true }));
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
function sortOptions({ t }: FastifyRequest, groups: readonly Row[][], sort: RowSort) {
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

function pageLinks(
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

function mapOf({ t }: FastifyRequest, shown: readonly Compared[]): Record<string, unknown> {
  const points = placeOnMap(shown);
  const unlabelled = points.filter(({ label }) => label === null).length;
  return { points, unlabelled: unlabelled > 0 ? t('compare.mapUnlabelled', { n: unlabelled }) : null };
}

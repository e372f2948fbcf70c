import type { FastifyReply, FastifyRequest } from 'fastify';
import { anonymiser } from '../../../domain/people/anonymise.ts';
import { choosePage, MANY, sortCandidates } from '../../../domain/people/comparison.ts';
import { weightedPoints } from '../../../domain/people/weighting.ts';
import { worthLines } from '../../../reporting/worth.ts';
import { listCandidates } from '../../../store/candidates.ts';
import { type FiguresOf, listFigures, listSubmissions, type Submission } from '../../../store/submissions.ts';
import { keptCount, wasKept } from './kept.ts';
import { isList, listPage } from './list.ts';
import { mapOf } from './map-view.ts';
import { type ComparisonView, readView, viewHref } from './query.ts';
import { comparisonRows } from './rows.ts';
import { type Compared, isResponseSort, type RowSort, sortByRow, type Wording } from './sorting.ts';
import { type Column, differingRows, type Group, type Row } from './table.ts';

/** So many candidates stand side by side on one page, besides the pinned ones. */
const PAGE_SIZE = 30;

/** So many columns stand on a wide screen beside each other: then the page scrolls, and nothing within it. */
const FITTING = 5;

/** A candidate of the comparison with the name that it has outside the blind view. */
type Named = Compared & { realName: string };
type Chosen = ReturnType<typeof choosePage<Named>>;
/** A column, and whether the candidate is on the shortlist. */
type Kept = Column & { isKept: boolean };

/** The candidates side by side, as the address says that they are wanted. */
export async function comparisonPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { t, vetting, server } = request;
  const view = readView(request.query);
  const all = comparable(await listFigures(server.parts.db, vetting), view, request);
  const path = `/vettings/${vetting.id}/comparison`;
  if (isList(all, view)) return listPage(request, reply, view, all);
  const { chosen, columns, groups } = await chooseColumns(request, view, all);
  const shown = view.only ? differingRows(groups) : groups;
  const listed = all.length > MANY ? viewHref(path, { ...view, side: null, pin: [] }) : null;
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
    columns: columns.map(({ id, name, isKept }) => ({ id, name, isKept, pinned: view.pin.includes(id) })),
    listHref: listed,
    side: view.side,
    candidates: sortCandidates(all, 'name').map(({ id, name }) => ({
      id,
      name,
      pinned: view.pin.includes(id),
      hidden: view.hide.includes(id),
    })),
    sortOptions: sortOptions(request, groups, view.sort),
    groups: shown.map((group) => groupView(request, group, columns, view, path)),
    kept: keptCount(request, columns),
    saved: wasKept(request),
    viewQuery: viewHref('', view).replace(/^\?/, ''),
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
  every: readonly Named[],
): Promise<{ chosen: Chosen; columns: Kept[]; groups: Group[] }> {
  const { db } = server.parts;
  const all = view.side === 'yes' ? every.filter(({ id }) => view.pin.includes(id)) : every;
  const wordingFor = (submissions: readonly Submission[]): Wording => {
    const names = [
      ...every.map(({ realName }) => realName),
      ...submissions.map(({ respondentName }) => respondentName),
    ];
    return { t, locale, hide: view.blind ? anonymiser(names, t('compare.removed')) : (text) => text };
  };
  // Only an order that stands in the responses needs those of all candidates.
  const responses = isResponseSort(view.sort) ? await listSubmissions(db, vetting) : [];
  const chosen = choosePage(sortByRow(all, view.sort, responses, wordingFor(responses)), {
    pinned: new Set(view.pin),
    hidden: new Set(view.hide),
    page: view.page,
    size: PAGE_SIZE,
  });
  const ids = chosen.shown.map(({ id }) => id);
  const submissions =
    responses.length > 0
      ? responses.filter(({ candidateId }) => ids.includes(candidateId))
      : await listSubmissions(db, vetting, ids);
  const notes = new Map((await listCandidates(db, vetting)).map((candidate) => [candidate.id, candidate]));
  const columns = chosen.shown.flatMap((candidate): Kept[] => {
    const submission = submissions.find(({ candidateId }) => candidateId === candidate.id);
    const { note = '', shortlisted = false } = notes.get(candidate.id) ?? {};
    return submission ? [{ ...candidate, submission, note, isKept: shortlisted }] : [];
  });
  return { chosen, columns, groups: comparisonRows(columns, wordingFor(submissions)) };
}

/** Groups that are folded until somebody looks for something in them. */
const FOLDED = new Set(['answers']);

/** A group as the page shows it: rows with the links that sort by them, and what to know first. */
function groupView(
  { t, locale }: FastifyRequest,
  { key, rows }: Group,
  columns: readonly Column[],
  view: ComparisonView,
  path: string,
): Record<string, unknown> {
  const [first] = columns;
  const isOpen = columns.some(({ submission }) => submission.termsOpen);
  const hasInside = (key === 'terms' && isOpen) || key === 'answers' || key === 'sums';
  return {
    key,
    name: t(`compare.groups.${key}`),
    inside: hasInside ? t(`compare.inside.${key}`) : null,
    lines:
      key === 'terms' && isOpen && first
        ? [...worthLines(first.submission.brief, locale, t), t('worth.note')]
        : [],
    legend:
      key === 'criteria' ? t('compare.legendLevels') : key === 'figures' ? t('compare.legendRange') : null,
    open: !FOLDED.has(key) || rows.some(({ sort }) => sort === view.sort),
    rows: rows.map((row) => sortable(row, view, path)),
    span: columns.length + 1,
  };
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
function sortOptions({ t }: FastifyRequest, groups: readonly Group[], sort: RowSort) {
  const byName = { value: 'name', label: t('compare.name') };
  const sortable = groups.map(({ key, rows }) => ({
    key,
    options: rows.flatMap(({ label, sort: value }) => (value === undefined ? [] : [{ value, label }])),
  }));
  const all = sortable.flatMap(({ options }) => options);
  const selected = all.some(({ value }) => value === sort) ? sort : byName.value;
  return sortable.flatMap(({ key, options: own }) => {
    const options = key === 'figures' ? [...own, byName] : own;
    if (options.length === 0) return [];
    return [
      {
        label: t(`compare.groups.${key}`),
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

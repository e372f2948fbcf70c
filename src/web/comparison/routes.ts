import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anonymiser } from '../../domain/anonymise.ts';
import { choosePage, SORT_KEYS, type SortKey, sortCandidates } from '../../domain/comparison.ts';
import { CRITERIA } from '../../domain/rubric.ts';
import { weightedPoints } from '../../domain/weighting.ts';
import { type FiguresOf, listFigures, listSubmissions } from '../../store/submissions.ts';
import { placeOnMap } from './map.ts';
import { type ComparisonView, readView, viewHref } from './query.ts';
import { type Column, comparisonRows, differingRows } from './rows.ts';

/** So many candidates stand side by side on one page, besides the pinned ones. */
const PAGE_SIZE = 30;

/** Submitted candidates side by side. */
export function registerComparison(app: FastifyInstance): void {
  const { db } = app.parts;

  app.get('/vettings/:vettingId/comparison', { config: { access: 'member', ratedFirst: 'all' } }, async (request, reply) => {
    const { t, locale, vetting } = request;
    const view = readView(request.query);
    const all = comparable(await listFigures(db, vetting), view, request);
    const sorted = sortCandidates(all, view.sort);
    const chosen = choosePage(sorted, { pinned: new Set(view.pin), hidden: new Set(view.hide), page: view.page, size: PAGE_SIZE });
    const submissions = await listSubmissions(
      db,
      vetting,
      chosen.shown.map(({ id }) => id),
    );
    const columns = chosen.shown.flatMap((candidate): Column[] => {
      const submission = submissions.find(({ candidateId }) => candidateId === candidate.id);
      return submission ? [{ ...candidate, submission }] : [];
    });
    const respondents = submissions.map(({ respondentName }) => respondentName);
    const hide = view.blind ? anonymiser([...all.map(({ realName }) => realName), ...respondents], t('compare.removed')) : (text: string) => text;
    const groups = comparisonRows(columns, t, locale, { hide, unsealed: vetting.unsealedAt !== null });
    const shown = (view.only ? differingRows(groups) : groups).filter((rows) => rows.length > 0);
    const path = `/vettings/${vetting.id}/comparison`;
    return reply.page('comparison/comparison', {
      title: t('compare.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      wide: true,
      any: all.length > 0,
      blind: view.blind !== null,
      only: view.only !== null,
      page: pageLinks(request, view, path, chosen),
      columns: columns.map(({ id, name }) => ({ id, name, pinned: view.pin.includes(id) })),
      candidates: sortCandidates(all, 'name').map(({ id, name }) => ({ id, name, pinned: view.pin.includes(id), hidden: view.hide.includes(id) })),
      sortOptions: SORT_KEYS.filter((key) => key !== 'atOwnWeights' || vetting.weights !== null).map((key) => ({
        value: key,
        label: sortName(request, key),
        selected: key === view.sort,
      })),
      groups: shown.map((rows) =>
        rows.map((row) => ({ ...row, sorted: row.sort === view.sort, href: row.sort ? viewHref(path, view, { sort: row.sort }) : null })),
      ),
      nothingDiffers: view.only !== null && shown.length === 0,
      showAllHref: view.hide.length > 0 ? viewHref(path, view, { hide: [] }) : null,
      ...mapOf(
        request,
        all.filter(({ id }) => !view.hide.includes(id)),
      ),
      mapHref: viewHref(`/vettings/${vetting.id}/map.svg`, view),
    });
  });

  app.get('/vettings/:vettingId/map.svg', { config: { access: 'member', ratedFirst: 'all' } }, async (request, reply) => {
    const { vetting } = request;
    const view = readView(request.query);
    const shown = comparable(await listFigures(db, vetting), view, request).filter(({ id }) => !view.hide.includes(id));
    return sendMap(reply, placeOnMap(shown));
  });
}

function sendMap(reply: FastifyReply, points: ReturnType<typeof placeOnMap>): FastifyReply {
  return reply
    .header('Content-Disposition', 'attachment; filename="banso-map.svg"')
    .type('image/svg+xml')
    .send(reply.partial('map', { points, standalone: true }));
}

const levelsOf = ({ criteria }: FiguresOf['figures']): Compared['levels'] => Object.fromEntries(criteria.map(({ key, level }) => [key, level]));

type Compared = Omit<Column, 'submission'> & { realName: string };

/** The candidates with their figures. Blind ones are numbered in an order that tells nothing of when they were added. */
function comparable(candidates: readonly FiguresOf[], { blind }: ComparisonView, { t, vetting }: FastifyRequest): Compared[] {
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
    atOwnWeights: vetting.weights && Math.round(weightedPoints({ id, levels: levelsOf(figures) }, vetting.weights)),
    questionsAsked,
    figures,
  }));
}

function sortName({ t }: FastifyRequest, key: SortKey): string {
  if (key === 'name') return t('compare.name');
  if (key === 'questionsAsked') return t('compare.questionsAsked');
  if (key === 'atOwnWeights') return t('weights.figure');
  return t((CRITERIA as readonly string[]).includes(key) ? `criteria.${key}` : `figures.${key}`);
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

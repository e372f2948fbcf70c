import type { FastifyInstance } from 'fastify';
import { anonymiser } from '../../../domain/people/anonymise.ts';
import { choosePage, sortCandidates } from '../../../domain/people/comparison.ts';
import { listFigures, listSubmissions, type Submission } from '../../../store/submissions.ts';
import { placeOnMap } from './map.ts';
import { comparable, mapOf, pageLinks, sendMap, sortOptions, unchanged } from './page.ts';
import { readView, viewHref } from './query.ts';
import { type Column, comparisonRows, differingRows } from './rows.ts';
import { isResponseSort, sortByRow, type Wording } from './sorting.ts';

/** So many candidates stand side by side on one page, besides the pinned ones. */
const PAGE_SIZE = 30;

/** Submitted candidates side by side. */
export default async function comparisonRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get(
    '/vettings/:vettingId/comparison',
    { config: { access: 'member', ratedFirst: 'all' } },
    async (request, reply) => {
      const { t, locale, vetting } = request;
      const view = readView(request.query);
      const all = comparable(await listFigures(db, vetting), view, request);
      const wordingFor = (submissions: readonly Submission[]): Wording => {
        const names = [
          ...all.map(({ realName }) => realName),
          ...submissions.map(({ respondentName }) => respondentName),
        ];
        return { t, locale, hide: view.blind ? anonymiser(names, t('compare.removed')) : unchanged };
      };
      // Only an order that stands in the responses needs those of all candidates.
      const every = isResponseSort(view.sort) ? await listSubmissions(db, vetting) : [];
      const sorted = sortByRow(all, view.sort, every, wordingFor(every));
      const chosen = choosePage(sorted, {
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
      const groups = comparisonRows(columns, wordingFor(submissions), {
        unsealed: vetting.unsealedAt !== null,
      });
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
        candidates: sortCandidates(all, 'name').map(({ id, name }) => ({
          id,
          name,
          pinned: view.pin.includes(id),
          hidden: view.hide.includes(id),
        })),
        sortOptions: sortOptions(request, groups, view.sort),
        groups: shown.map((rows) =>
          rows.map((row) => ({
            ...row,
            sorted: row.sort === view.sort,
            href: row.sort ? `${viewHref(path, view, { sort: row.sort })}#sorted` : null,
          })),
        ),
        nothingDiffers: view.only !== null && shown.length === 0,
        showAllHref: view.hide.length > 0 ? viewHref(path, view, { hide: [] }) : null,
        ...mapOf(
          request,
          all.filter(({ id }) => !view.hide.includes(id)),
        ),
        mapHref: viewHref(`/vettings/${vetting.id}/map.svg`, view),
      });
    },
  );

  app.get(
    '/vettings/:vettingId/map.svg',
    { config: { access: 'member', ratedFirst: 'all' } },
    async (request, reply) => {
      const { vetting } = request;
      const view = readView(request.query);
      const shown = comparable(await listFigures(db, vetting), view, request).filter(
        ({ id }) => !view.hide.includes(id),
      );
      return sendMap(reply, placeOnMap(shown));
    },
  );
}

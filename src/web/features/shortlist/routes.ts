import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { listCandidates, saveShortlist } from '../../../store/candidates.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { MOST_TYPED, moved, note, rank, shortlistPage, typedOf } from './page.ts';

/** Whom the owner keeps. */
export default async function shortlistRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get(
    '/vettings/:vettingId/shortlist',
    { config: { access: 'owner', levels: 'all' } },
    (request, reply) => shortlistPage(request, reply, null, []),
  );

  app.post(
    '/vettings/:vettingId/shortlist',
    { config: { access: 'owner', typed: MOST_TYPED } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      if (request.switchingLanguage) return shortlistPage(request, reply, raw, []);
      // Only those that stood on the page: whoever submitted since then keeps rank and note.
      const candidates = (await listCandidates(db, vetting)).filter(({ id }) =>
        ['keep', 'rank', 'note'].some((name) => raw[`${name}_${id}`] !== undefined),
      );
      const { values, problems } = parseForm(
        candidates.flatMap(({ id }) => [rank(id), note(id)]),
        raw,
      );
      if (problems.length > 0) return shortlistPage(request, reply.status(422), raw, problems);
      if (changedMeanwhile(request, Object.assign({}, ...candidates.map(typedOf))))
        return shortlistPage(request, reply.status(409), raw, []);
      const entries = candidates.map(({ id }) => {
        const given = values[`rank_${id}`];
        return {
          candidateId: id,
          shortlisted: raw[`keep_${id}`] === 'yes',
          rank: typeof given === 'number' ? given : null,
          note: String(values[`note_${id}`] ?? ''),
        };
      });
      await request.record('shortlist_saved', {}, (trx) =>
        saveShortlist(trx, vetting, moved(entries, raw.move ?? '')),
      );
      return shortlistPage(request, reply, null, [], true);
    },
  );

  // The ticks of the comparison: only those that stood on the page, and neither ranks nor notes.
  app.post(
    '/vettings/:vettingId/shortlist/ticks',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      const entries = (await listCandidates(db, vetting))
        .filter(({ id }) => raw[`shown_${id}`] !== undefined)
        .map(({ id, rank: kept, note: text }) => ({
          candidateId: id,
          shortlisted: raw[`keep_${id}`] === 'yes',
          rank: kept,
          note: text,
        }));
      await request.record('shortlist_saved', {}, (trx) => saveShortlist(trx, vetting, entries));
      return reply.redirect(backToComparison(vetting.id, raw.view ?? ''), 303);
    },
  );
}

/** The comparison in the view from which the ticks were sent; anything else leads to its beginning. */
function backToComparison(vettingId: string, view: string): string {
  const query = new URLSearchParams(view.length <= MOST_VIEW ? view : '');
  query.set('saved', '');
  return `/vettings/${vettingId}/comparison?${query}`;
}

const MOST_VIEW = 30_000;

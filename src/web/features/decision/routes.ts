import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { localDay } from '../../../domain/language/days.ts';
import { listCandidates, saveShortlist } from '../../../store/candidates.ts';
import { keepDecision } from '../../../store/decisions.ts';
import type { Vetting } from '../../../store/vettings.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { candidatesOf, fieldsFor, MOST_TYPED, valuesOf } from './choice.ts';
import { decisionPage } from './page.ts';
import { MOST_NOTED, moved, note, rank, typedOf } from './shortlist.ts';

/** Whom the owner keeps, with whom it works, and why. */
export default async function decisionRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/vettings/:vettingId/decision', { config: { access: 'owner', levels: 'all' } }, (request, reply) =>
    decisionPage(request, reply),
  );

  app.post(
    '/vettings/:vettingId/decision',
    { config: { access: 'owner', typed: MOST_TYPED } },
    async (request, reply) => {
      const raw = formValues(request);
      if (request.switchingLanguage)
        return decisionPage(request, reply, { choice: { typed: raw, problems: [] } });
      const { vetting } = request;
      const candidates = await candidatesOf(request);
      const { values, problems } = parseForm(fieldsFor(candidates), raw);
      const { firstReview } = values;
      if (isOver(firstReview, vetting, now()) && firstReview !== vetting.firstReviewOn)
        problems.push({ field: 'firstReview', code: 'day_over', parameters: {} });
      if (problems.length > 0)
        return decisionPage(request, reply.status(422), { choice: { typed: raw, problems } });
      if (changedMeanwhile(request, valuesOf(request, candidates)))
        return decisionPage(request, reply.status(409), { choice: { typed: raw, problems: [] } });
      const chosen = candidates.find(({ id }) => id === values.chosen) ?? null;
      const decision = {
        chosenId: chosen?.id ?? null,
        reason: String(values.reason),
        firstReviewOn: values.firstReview === undefined ? null : String(values.firstReview),
        declined: candidates
          .filter((candidate) => candidate !== chosen)
          .map(({ id }) => ({ candidateId: id, reason: String(values[`declined_${id}`] ?? '') })),
      };
      const about = chosen ? { candidateId: chosen.id, candidate: chosen.name } : {};
      await request.record('decided', about, (trx) => keepDecision(trx, vetting, decision, now()));
      // To where it says what was decided.
      return reply.redirect(`/vettings/${vetting.id}/decision#decision`, 303);
    },
  );

  app.get(
    '/vettings/:vettingId/shortlist',
    { config: { access: 'owner', levels: 'all' } },
    (request, reply) => decisionPage(request, reply),
  );

  app.post(
    '/vettings/:vettingId/shortlist',
    { config: { access: 'owner', typed: MOST_NOTED } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      if (request.switchingLanguage)
        return decisionPage(request, reply, { shortlist: { typed: raw, problems: [] } });
      // Only those that stood on the page: whoever submitted since then keeps rank and note.
      const candidates = (await listCandidates(db, vetting)).filter(({ id }) =>
        ['keep', 'rank', 'note'].some((name) => raw[`${name}_${id}`] !== undefined),
      );
      const { values, problems } = parseForm(
        candidates.flatMap(({ id }) => [rank(id), note(id)]),
        raw,
      );
      if (problems.length > 0)
        return decisionPage(request, reply.status(422), { shortlist: { typed: raw, problems } });
      if (changedMeanwhile(request, Object.assign({}, ...candidates.map(typedOf))))
        return decisionPage(request, reply.status(409), { shortlist: { typed: raw, problems: [] } });
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
      return decisionPage(request, reply, { saved: true });
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
        .map(({ id }) => ({ candidateId: id, shortlisted: raw[`keep_${id}`] === 'yes' }));
      await request.record('shortlist_saved', {}, (trx) => saveShortlist(trx, vetting, entries));
      const from = entries.find(({ candidateId }) => candidateId === raw.from);
      if (from)
        return reply.redirect(`/vettings/${vetting.id}/candidates/${from.candidateId}/report#keep`, 303);
      return reply.redirect(backToComparison(vetting.id, raw.view ?? ''), 303);
    },
  );
}

/** Whether a day is before today, where the vetting is. */
const isOver = (day: unknown, { brief }: Vetting, now: Date): boolean =>
  typeof day === 'string' && day < localDay(now, brief.timeZone);

/** The comparison in the view from which the ticks were sent; anything else leads to its beginning. */
function backToComparison(vettingId: string, view: string): string {
  const query = new URLSearchParams(view.length <= MOST_VIEW ? view : '');
  query.set('saved', '');
  return `/vettings/${vettingId}/comparison?${query}`;
}

const MOST_VIEW = 30_000;

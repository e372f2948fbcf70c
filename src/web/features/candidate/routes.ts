import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { formatDay, formatInstant } from '../../../locales/formats.ts';
import { correctCandidate, removeCandidate } from '../../../store/removal.ts';
import { listTimeline } from '../../../store/timeline.ts';
import { deadlineLine } from '../../briefs/deadline.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { CONFIRM, DETAILS, detailsPage, linkQuestion, removalPage, storedDetails } from './page.ts';

/** One candidate: what happened so far, correcting and removing it. */
export default async function candidateRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get(
    '/vettings/:vettingId/candidates/:candidateId',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { t, locale, vetting, candidate } = request;
      const events = await listTimeline(db, candidate.id);
      return reply.page('invitations/candidate', {
        title: candidate.name,
        isSample: vetting.isSample,
        vettingId: vetting.id,
        candidate,
        deadline: candidate.answersBy
          ? t('deadline.own', { date: formatDay(candidate.answersBy, locale) })
          : (deadlineLine(request) ?? t('deadline.none')),
        submitted: candidate.progress === 'submitted',
        progress: t(`candidates.states.${candidate.progress}`),
        events: events.map(({ at, what, kind }) => ({
          at: formatInstant(at, locale, vetting.brief.timeZone),
          what: t(`candidates.timeline.${what}`, kind ? { kind: t(`mail.kinds.${kind}`) } : {}),
        })),
      });
    },
  );

  const path = '/vettings/:vettingId/candidates/:candidateId';

  app.get(`${path}/details`, { config: { access: 'owner' } }, (request, reply) =>
    detailsPage(request, reply),
  );

  app.post(`${path}/details`, { config: { access: 'owner', typed: DETAILS } }, async (request, reply) => {
    const { vetting, candidate } = request;
    const raw = formValues(request);
    if (request.switchingLanguage) return detailsPage(request, reply, raw);
    const { values, problems } = parseForm(DETAILS, raw);
    if (problems.length > 0) return detailsPage(request, reply.status(422), raw, problems);
    if (changedMeanwhile(request, storedDetails(request)))
      return detailsPage(request, reply.status(409), raw);
    const name = String(values.name);
    const email = values.email === undefined ? null : String(values.email);
    const about = aboutCandidate({ id: candidate.id, name });
    const isCorrected = await request.record('candidate_corrected', about, (trx) =>
      correctCandidate(trx, vetting, candidate.id, { name, email }),
    );
    if (!isCorrected) {
      const taken = { field: 'name', code: 'duplicate_candidate', parameters: {} };
      return detailsPage(request, reply.status(422), raw, [taken]);
    }
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}`, 303);
  });

  app.get(`${path}/removal`, { config: { access: 'owner', fresh: true } }, (request, reply) =>
    removalPage(request, reply),
  );

  app.post(`${path}/removal`, { config: { access: 'owner', fresh: true } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    if (request.switchingLanguage) return removalPage(request, reply);
    if (candidate.decision === 'chosen') return removalPage(request, reply.status(409));
    const { problems } = parseForm([CONFIRM], formValues(request));
    if (problems.length > 0) return removalPage(request, reply.status(422), problems);
    await removeCandidate(db, vetting, candidate.id, owner?.email ?? '', now());
    return reply.redirect(`/vettings/${vetting.id}/candidates`, 303);
  });

  // Links are made anew and ended only after a question.
  app.get(`${path}/invitations`, { config: { access: 'owner' } }, (request, reply) =>
    linkQuestion(request, reply, 'reissue'),
  );

  app.get(`${path}/revocation`, { config: { access: 'owner' } }, (request, reply) =>
    linkQuestion(request, reply, 'revoke'),
  );
}

import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { keepCorrections } from '../../../store/corrections.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { CORRECTION_FIELDS, correctionsFrom, fieldsFor } from './fields.ts';
import { page, readSubmission, storedCorrections } from './page.ts';

const PATH = '/vettings/:vettingId/candidates/:candidateId/corrections';

/** What was meant where the rules read something else; the score follows, and both stay on record. */
export default async function correctionsRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;

  app.get(PATH, { config: { access: 'owner', levels: 'candidate' } }, (request, reply) =>
    page(request, reply, null, []),
  );

  app.post(PATH, { config: { access: 'owner', typed: CORRECTION_FIELDS } }, async (request, reply) => {
    const { vetting, candidate, owner } = request;
    const raw = formValues(request);
    if (request.switchingLanguage) return page(request, reply, raw, []);
    const found = await readSubmission(request);
    const { questions, metrics, flags, reason } = fieldsFor(found.submission.response, found.rules.flags);
    const { values, problems } = parseForm([...questions, ...metrics, ...flags, reason], raw);
    if (problems.length > 0) return page(request, reply.status(422), raw, problems);
    if (changedMeanwhile(request, storedCorrections(found))) return page(request, reply.status(409), raw, []);
    const corrections = correctionsFrom(values, found.rules.flags);
    await request.record('reading_corrected', aboutCandidate(candidate), (trx) =>
      keepCorrections(trx, found.submission, {
        corrections,
        reason: String(values.reason),
        decidedBy: owner?.email ?? '',
        decidedAt: now().toISOString(),
      }),
    );
    return reply.redirect(`/vettings/${vetting.id}/candidates/${candidate.id}/report`, 303);
  });
}

import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { keepJudgements } from '../../../store/judgements.ts';
import { changedMeanwhile } from '../../forms/meanwhile.ts';
import { levelGiven } from '../../levels/subject.ts';
import { judgeOf } from '../../plugins/access.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { backAddress, judged, LEVEL_FIELDS, page, storedLevel } from './page.ts';

const PATH = '/vettings/:vettingId/candidates/:candidateId/judgements/:subject';

/** One's own level for a criterion or an own question of one candidate, after its levels were shown. */
export default async function judgementsRoutes(app: FastifyInstance): Promise<void> {
  const { now } = app.parts;
  const config = { access: 'evaluator', levels: 'candidate' } as const;

  app.get(PATH, { config }, (request, reply) => page(request, reply, null, []));

  app.post(PATH, { config: { ...config, typed: LEVEL_FIELDS } }, async (request, reply) => {
    const { candidate } = request;
    const raw = formValues(request);
    const { subject, submission } = await judged(request);
    if (request.switchingLanguage) return page(request, reply, raw, []);
    const { values, problems } = parseForm(LEVEL_FIELDS, raw);
    if (problems.length > 0) return page(request, reply.status(422), raw, problems);
    if (changedMeanwhile(request, storedLevel(submission, subject, request)))
      return page(request, reply.status(409), raw, []);
    const given = { subject, level: Number(values.level), reason: String(values.reason) };
    const { act, details } = levelGiven(subject, submission.brief, request.t);
    await request.record(act, { ...aboutCandidate(candidate), ...details }, (trx) =>
      keepJudgements(trx, candidate.id, judgeOf(request), 'reading', [given], now()),
    );
    return reply.redirect(backAddress(request, subject), 303);
  });

  app.post(`${PATH}/withdrawal`, { config }, async (request, reply) => {
    const { candidate } = request;
    const { subject, submission } = await judged(request);
    if (storedLevel(submission, subject, request).level !== '') {
      const none = { subject, level: null, reason: '' };
      const { details } = levelGiven(subject, submission.brief, request.t);
      await request.record('level_withdrawn', { ...aboutCandidate(candidate), ...details }, (trx) =>
        keepJudgements(trx, candidate.id, judgeOf(request), 'reading', [none], now()),
      );
    }
    return reply.redirect(backAddress(request, subject), 303);
  });
}

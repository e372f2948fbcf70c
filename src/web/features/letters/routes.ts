import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { queueMail } from '../../../store/outbox.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { FIELDS, isUnderWay, letterPage } from './page.ts';

/** Letters to declined candidates: to copy, to open in a mail program, or to send. */
export default async function lettersRoutes(app: FastifyInstance): Promise<void> {
  const { now, config } = app.parts;

  const path = '/vettings/:vettingId/candidates/:candidateId/letter';

  app.get(path, { config: { access: 'owner', levels: 'candidate' } }, (request, reply) =>
    letterPage(request, reply, null),
  );

  app.post(path, { config: { access: 'owner', typed: FIELDS } }, async (request, reply) => {
    const { vetting, candidate } = request;
    const raw = formValues(request);
    if (request.switchingLanguage) return letterPage(request, reply, raw);
    const { values, problems } = parseForm(FIELDS, raw);
    if (problems.length > 0) return letterPage(request, reply.status(422), raw, problems);
    const { email } = candidate;
    if (!email || !config.mail) throw new PageError(409, 'badRequest');
    const letter = { kind: 'letter', subject: String(values.subject), text: String(values.text) } as const;
    const sent = await request.record(
      'mail_queued',
      { ...aboutCandidate(candidate), kind: 'letter' },
      async (trx) => {
        if (await isUnderWay(trx, vetting, candidate.id)) return false;
        await queueMail(trx, vetting, candidate.id, email, letter, now());
        return true;
      },
    );
    return letterPage(request, reply, raw, [], sent);
  });
}

import type { FastifyInstance } from 'fastify';
import { parseForm } from '../../../domain/forms/form.ts';
import { setTold } from '../../../store/candidates.ts';
import { listMail, queueMail } from '../../../store/outbox.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { aboutCandidate } from '../../plugins/history.ts';
import { FIELDS, isUnderWay, letterPage } from './page.ts';
import { isOnItsWay, letterFields, lettersPage, MOST_TYPED, recipients } from './together.ts';

/** Letters with the result: to copy, to open in a mail program, or to send, one by one or together. */
export default async function lettersRoutes(app: FastifyInstance): Promise<void> {
  const { now, config } = app.parts;

  const path = '/vettings/:vettingId/candidates/:candidateId/letter';

  app.get(path, { config: { access: 'owner', levels: 'candidate' } }, (request, reply) =>
    letterPage(request, reply, null),
  );

  app.post(path, { config: { access: 'owner', spends: 'mails', typed: FIELDS } }, async (request, reply) => {
    const { vetting, candidate } = request;
    const raw = formValues(request);
    if (request.switchingLanguage) return letterPage(request, reply, raw);
    const { values, problems } = parseForm(FIELDS, raw);
    if (problems.length > 0) return letterPage(request, reply.status(422), raw, problems);
    const { email, decision } = candidate;
    if (decision === null) throw new PageError(409, 'notDecided');
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

  // By telephone, in a letter, from one's own mail program: whoever told a candidate so says it here.
  app.post(
    '/vettings/:vettingId/letters/told',
    { config: { access: 'owner', typed: MOST_TYPED } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      const candidate = (await recipients(request)).find(({ id }) => id === (raw.told ?? raw.notTold));
      if (!candidate) throw new PageError(404, 'notFound');
      const at = raw.told === undefined ? null : now().toISOString();
      await request.record(
        'told',
        { ...aboutCandidate(candidate), ...(at ? {} : { kind: 'takenBack' }) },
        (trx) => setTold(trx, vetting, candidate.id, at),
      );
      // The letters that are being changed stay as they are.
      return lettersPage(request, reply, raw);
    },
  );

  const together = '/vettings/:vettingId/letters';

  app.get(together, { config: { access: 'owner', levels: 'all' } }, (request, reply) =>
    lettersPage(request, reply),
  );

  app.post(
    together,
    { config: { access: 'owner', spends: 'mails', typed: MOST_TYPED } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      if (request.switchingLanguage) return lettersPage(request, reply, raw);
      const wanted = (await recipients(request)).filter(({ id }) => raw[`send_${id}`] === 'yes');
      const required = wanted.flatMap(({ id }) =>
        letterFields(id).map((field) => ({ ...field, required: field.kind !== 'consent' })),
      );
      const { values, problems } = parseForm(required, raw);
      if (problems.length > 0) return lettersPage(request, reply.status(422), raw, problems);
      if (wanted.length > 0 && !config.mail) throw new PageError(409, 'badRequest');
      for (const candidate of wanted) {
        const { id, email } = candidate;
        if (email === null) continue;
        const letter = {
          kind: 'letter',
          subject: String(values[`subject_${id}`]),
          text: String(values[`text_${id}`]),
        } as const;
        const about = { ...aboutCandidate(candidate), kind: 'letter' };
        await request.record('mail_queued', about, async (trx) => {
          if (isOnItsWay(await listMail(trx, vetting), id)) return false;
          await queueMail(trx, vetting, id, email, letter, now());
          return true;
        });
      }
      return reply.redirect(`/vettings/${vetting.id}/letters?queued`, 303);
    },
  );
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { completeBrief } from '../../domain/brief/brief.ts';
import { type Field, type FormValues, type Problem, parseForm } from '../../domain/forms/form.ts';
import { addCandidate, issueInvitation, listCandidates } from '../../store/candidates.ts';
import type { Database } from '../../store/database.ts';
import { queueMail } from '../../store/outbox.ts';
import { isOver } from '../../store/vettings.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { type ListedCandidate, MOST_LISTED, readCandidateList } from './candidate-list.ts';
import { writeInvitation } from './letter.ts';
import { DAYS_FIELD, DEFAULT_DAYS } from './routes.ts';

const FIELDS: Field[] = [{ name: 'list', kind: 'longtext', required: true, max: 60_000 }, DAYS_FIELD];

type Added = { name: string; email: string | null; link: string | null; expiresAt: string };

/** Adding many candidates from a list: a look at each line first, then the lines without a problem. */
export function registerImport(app: FastifyInstance): void {
  const { db, now, config } = app.parts;

  const importPage = (
    request: FastifyRequest,
    reply: FastifyReply,
    values: FormValues,
    problems: readonly Problem[],
    read: ListedCandidate[] | null,
  ): unknown => {
    const { t, vetting } = request;
    const fields = viewFields(t, FIELDS, { days: String(DEFAULT_DAYS), ...values }, problems, ({ name }) => ({
      label: t(`imports.${name}`),
      ...(name === 'days' ? { unit: t('candidates.daysUnit') } : {}),
    }));
    const good = read?.filter(({ problem }) => problem === null).length ?? 0;
    const bad = (read?.length ?? 0) - good;
    return reply.page('invitations/import', {
      title: t('imports.title'),
      hasForm: true,
      isSample: vetting.isSample,
      vettingId: vetting.id,
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      checked: read !== null,
      lines:
        read?.map((line) => ({
          ...line,
          isBad: line.problem !== null,
          verdict: t(line.problem ? `imports.problems.${line.problem}` : 'imports.ok'),
        })) ?? [],
      summary:
        read === null || bad === 0 ? null : good === 0 ? t('imports.nothing') : t('imports.some', { bad }),
      add: good === 0 ? null : good === 1 ? t('imports.addOne') : t('imports.add', { n: good }),
      sends: config.mail !== null,
      isSending: values.send === 'yes',
    });
  };

  app.get('/vettings/:vettingId/candidates/import', { config: { access: 'owner' } }, (request, reply) =>
    importPage(request, reply, {}, [], null),
  );

  app.post(
    '/vettings/:vettingId/candidates/import',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      if (request.switchingLanguage) return importPage(request, reply, raw, [], null);
      if (!completeBrief(vetting.brief)) throw new PageError(409, 'badRequest');
      if (isOver(vetting)) throw new PageError(409, 'notOpen');
      const { values, problems } = parseForm(FIELDS, raw);
      const taken = (await listCandidates(db, vetting)).map(({ name }) => name);
      const read = readCandidateList(String(values.list ?? ''), taken);
      const tooMany: Problem[] =
        read.length > MOST_LISTED
          ? [{ field: 'list', code: 'too_many', parameters: { n: read.length } }]
          : [];
      if (problems.length + tooMany.length > 0)
        return importPage(request, reply.status(422), raw, [...problems, ...tooMany], null);
      const good = read.filter(({ problem }) => problem === null);
      if (raw.intent !== 'add' || good.length === 0) return importPage(request, reply, raw, [], read);
      const added: Added[] = [];
      for (const [index, candidate] of good.entries()) {
        // A millisecond apart, so that they stay in the order of the list.
        const at = new Date(now().getTime() + index);
        const done = await addOne(request, candidate, at, {
          days: Number(values.days),
          mails: raw.send === 'yes' && config.mail !== null,
        });
        if (done) added.push(done);
      }
      return addedPage(request, reply.status(201), added);
    },
  );

  /** Adds one candidate with its link, or with a mail in the outbox that will carry one. */
  const addOne = (
    request: FastifyRequest,
    { name, email }: ListedCandidate,
    at: Date,
    { days, mails }: { days: number; mails: boolean },
  ): Promise<Added | null> => {
    const { vetting } = request;
    const about = (done: { id: string } | null) => ({ candidateId: done?.id ?? '', candidate: name });
    return request.record('candidate_added', about, async (trx: Database) => {
      const id = await addCandidate(trx, vetting, name, email, at);
      if (!id) return null;
      if (mails && email) {
        await queueMail(trx, vetting, id, email, { kind: 'invitation', days }, now());
        return { id, name, email, link: null, expiresAt: '' };
      }
      const { token, expiresAt } = await issueInvitation(trx, id, days, now());
      return { id, name, email, link: `${config.publicUrl}/i/${token}`, expiresAt };
    });
  };

  const addedPage = (request: FastifyRequest, reply: FastifyReply, added: readonly Added[]): unknown => {
    const { t, vetting } = request;
    return reply.page('invitations/imported', {
      title: t('imports.doneTitle', { n: added.length }),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      added: added.map(({ name, email, link, expiresAt }) => ({
        name,
        email,
        link,
        ...(link ? writeInvitation(vetting, { name, email }, link, expiresAt) : {}),
      })),
    });
  };
}

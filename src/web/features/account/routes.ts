import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Field, type Problem, parseForm } from '../../domain/forms/form.ts';
import { changePassword, countSessions, endAllSessions, findOwnerByEmail } from '../../store/owners.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { SESSION_COOKIE } from '../plugins/access.ts';
import { formValues } from '../plugins/forms.ts';
import { hashPassword, passwordProblem, verifyPassword } from '../sign-in/passwords.ts';

const FIELDS: Field[] = ['current', 'next'].map((name) => ({ name, kind: 'text', required: true, max: 200 }));

/** The owner's password and sessions. */
export function registerAccount(app: FastifyInstance): void {
  const { db, now } = app.parts;

  const accountPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly Problem[],
    changed = false,
  ): Promise<unknown> => {
    const fields = viewFields(request.t, FIELDS, {}, problems, ({ name }) => ({
      label: request.t(`account.${name}`),
      look: 'password',
      autocomplete: name === 'next' ? 'new-password' : 'current-password',
    }));
    return reply.page('account/account', {
      title: request.t('account.title'),
      sessions: await countSessions(db, request.owner?.id ?? '', now()),
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
      changed,
    });
  };

  app.get('/account', { config: { access: 'owner' } }, (request, reply) => accountPage(request, reply, []));

  app.post('/account/password', { config: { access: 'owner' } }, async (request, reply) => {
    const raw = formValues(request);
    const { problems } = parseForm(FIELDS, raw);
    const weak = raw.next ? passwordProblem(raw.next) : null;
    if (weak) problems.push({ field: 'next', code: weak, parameters: {} });
    if (problems.length > 0) return accountPage(request, reply.status(422), problems);
    const owner = await findOwnerByEmail(db, request.owner?.email ?? '');
    if (!owner || !(await verifyPassword(raw.current ?? '', owner.passwordHash))) {
      return accountPage(request, reply.status(422), [
        { field: 'current', code: 'wrong_password', parameters: {} },
      ]);
    }
    await changePassword(
      db,
      owner.id,
      await hashPassword(raw.next ?? ''),
      request.cookies[SESSION_COOKIE] ?? '',
    );
    return accountPage(request, reply, [], true);
  });

  app.post('/account/sessions/revocation', { config: { access: 'owner' } }, async (request, reply) => {
    await endAllSessions(db, request.owner?.id ?? '');
    return reply.redirect('/sign-in', 303);
  });
}

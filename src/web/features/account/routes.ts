import type { FastifyInstance } from 'fastify';
import { hashPassword, passwordProblem, verifyPassword } from '../../../accounts/passwords.ts';
import { parseForm } from '../../../domain/forms/form.ts';
import { changePassword, endAllSessions, findOwnerByEmail } from '../../../store/owners.ts';
import { SESSION_COOKIE } from '../../plugins/access.ts';
import { formValues } from '../../plugins/forms.ts';
import { accountPage, FIELDS } from './page.ts';

/** The owner's password and sessions. */
export default async function accountRoutes(app: FastifyInstance): Promise<void> {
  const { db } = app.parts;

  app.get('/account', { config: { access: 'owner' } }, (request, reply) => accountPage(request, reply, []));

  app.post('/account/password', { config: { access: 'owner' } }, async (request, reply) => {
    const raw = formValues(request);
    const { problems } = parseForm(FIELDS, raw);
    const weak = raw.newPassword ? passwordProblem(raw.newPassword) : null;
    if (weak) problems.push({ field: 'newPassword', code: weak, parameters: {} });
    if (problems.length > 0) return accountPage(request, reply.status(422), problems);
    const owner = await findOwnerByEmail(db, request.owner?.email ?? '');
    if (!owner || !(await verifyPassword(raw.currentPassword ?? '', owner.passwordHash))) {
      return accountPage(request, reply.status(422), [
        { field: 'currentPassword', code: 'wrong_password', parameters: {} },
      ]);
    }
    await changePassword(
      db,
      owner.id,
      await hashPassword(raw.newPassword ?? ''),
      request.cookies[SESSION_COOKIE] ?? '',
    );
    return accountPage(request, reply, [], true);
  });

  app.post('/account/sessions/revocation', { config: { access: 'owner' } }, async (request, reply) => {
    await endAllSessions(db, request.owner?.id ?? '');
    return reply.redirect('/sign-in', 303);
  });
}

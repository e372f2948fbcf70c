import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashPassword, passwordProblem, verifyPassword } from '../../../accounts/passwords.ts';
import { type Problem, parseForm } from '../../../domain/forms/form.ts';
import { noteAccountEvent } from '../../../store/account-events.ts';
import { changePassword, deleteAccount } from '../../../store/accounts.ts';
import { forgetFreedPages } from '../../../store/life-cycle.ts';
import { mayMailAccount, queueAccountMail } from '../../../store/outbox.ts';
import { findOwnerByEmail, type Owner } from '../../../store/owners.ts';
import { endAllSessions, endSessionById } from '../../../store/sessions.ts';
import { type Attempt, beginAttempt, endAttempt } from '../../../store/sign-in-failures.ts';
import { inTransaction } from '../../../store/transactions.ts';
import { SESSION_COOKIE } from '../../accounts/signing-in.ts';
import { browserName } from '../../agents.ts';
import { forgetSecret } from '../../cookies.ts';
import { nameDone } from '../../plugins/done.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { accountPage, DELETION_FIELDS, deletionPage, FIELDS } from './page.ts';

const Query = z.object({ done: z.enum(['changed', 'sent', 'ended']).nullable().catch(null) });
const Parameters = z.object({ sessionId: z.string() });

/** An account: its password, where it is signed in, what happened to it, and its end. */
export default async function accountRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/account', { config: { access: 'owner' } }, (request, reply) =>
    accountPage(request, reply, [], Query.parse(request.query).done),
  );

  app.post('/account/password', { config: { access: 'owner' } }, async (request, reply) => {
    const raw = formValues(request);
    const { problems } = parseForm(FIELDS, raw);
    const email = request.owner?.email ?? '';
    const weak = raw.newPassword ? await passwordProblem(raw.newPassword, [email]) : null;
    if (weak) problems.push({ field: 'newPassword', code: weak, parameters: {} });
    if (problems.length > 0) return accountPage(request, reply.status(422), problems);
    const owner = await withPassword(request, raw.currentPassword ?? '');
    if (Array.isArray(owner)) return accountPage(request, reply.status(422), owner);
    const hash = await hashPassword(raw.newPassword ?? '');
    const agent = browserName(request.headers['user-agent'] ?? '');
    await inTransaction(db, `account:${owner.id}`, async (trx) => {
      await changePassword(trx, owner.id, hash, request.session?.id);
      await noteAccountEvent(trx, owner.id, { act: 'password_changed', agent }, now());
      if (config.mail)
        await queueAccountMail(
          trx,
          owner,
          { event: 'password_changed', locale: request.locale, agent },
          now(),
        );
    });
    request.log.info({ account: owner.id, act: 'password_changed' }, 'account');
    return reply.redirect('/account?done=changed', 303);
  });

  app.post('/account/confirmation', { config: { access: 'owner' } }, async (request, reply) => {
    if (!config.mail || !request.owner) throw new PageError(404, 'notFound');
    if (await mayMailAccount(db, request.owner.id, 'confirm', now()))
      await queueAccountMail(
        db,
        request.owner,
        { event: 'confirm', locale: request.locale, agent: '' },
        now(),
      );
    return reply.redirect('/account?done=sent', 303);
  });

  app.post('/account/sessions/:sessionId/end', { config: { access: 'owner' } }, async (request, reply) => {
    await endSessionById(db, request.owner?.id ?? '', Parameters.parse(request.params).sessionId);
    return reply.redirect('/account?done=ended', 303);
  });

  app.post('/account/sessions/revocation', { config: { access: 'owner' } }, async (request, reply) => {
    const ownerId = request.owner?.id ?? '';
    await endAllSessions(db, ownerId);
    await noteAccountEvent(db, ownerId, { act: 'sessions_ended' }, now());
    return reply.redirect('/sign-in', 303);
  });

  app.get('/account/deletion', { config: { access: 'owner' } }, (request, reply) =>
    deletionPage(request, reply, []),
  );

  app.post('/account/deletion', { config: { access: 'owner' } }, async (request, reply) => {
    const raw = formValues(request);
    const { problems } = parseForm(DELETION_FIELDS, raw);
    if (problems.length > 0) return deletionPage(request, reply.status(422), problems);
    const owner = await withPassword(request, raw.currentPassword ?? '');
    if (Array.isArray(owner)) return deletionPage(request, reply.status(422), owner);
    await deleteAccount(db, owner.id);
    await forgetFreedPages(db);
    request.log.info({ account: owner.id, act: 'deleted' }, 'account');
    forgetSecret(reply, SESSION_COOKIE);
    nameDone(reply, 'all');
    return reply.redirect('/sign-in', 303);
  });

  /** The account that is signed in, where this is its password; else what is wrong. Guessing is slowed down. */
  async function withPassword(request: FastifyRequest, password: string): Promise<Owner | Problem[]> {
    const email = request.owner?.email ?? '';
    // Whoever has the session has passed the address: what is tried here is counted by account alone.
    const attempt: Attempt = { email, address: `account:${email}`, browser: null };
    const wait = await beginAttempt(db, attempt, now());
    if (wait > 0) throw new PageError(429, 'tooMany', { seconds: Math.ceil(wait / 1000) });
    const owner = await findOwnerByEmail(db, email);
    if (owner && (await verifyPassword(password, owner.passwordHash))) {
      await endAttempt(db, attempt, now());
      return owner;
    }
    return [{ field: 'currentPassword', code: 'wrong_password', parameters: {} }];
  }
}

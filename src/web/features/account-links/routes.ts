import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashPassword, passwordProblem } from '../../../accounts/passwords.ts';
import { type Field, secretField } from '../../../domain/forms/field.ts';
import { type Problem, parseForm } from '../../../domain/forms/form.ts';
import { noteAccountEvent } from '../../../store/account-events.ts';
import { endAccountLinks, findAccountLink, type LinkPurpose } from '../../../store/account-links.ts';
import { changePassword, markVerified } from '../../../store/accounts.ts';
import { mayMailAccount, queueAccountMail } from '../../../store/outbox.ts';
import { findOwnerByEmail } from '../../../store/owners.ts';
import { inTransaction } from '../../../store/transactions.ts';
import { findTwoStep } from '../../../store/two-step.ts';
import { askForCode } from '../../accounts/second-step.ts';
import { signInAs } from '../../accounts/signing-in.ts';
import { browserName } from '../../agents.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';
import { SIGN_IN_LIMIT } from '../../plugins/limits.ts';

const EMAIL: Field[] = [{ name: 'email', kind: 'email', required: true }];
const PASSWORD: Field[] = [secretField('password')];
const Parameters = z.object({ token: z.string() });
const LIMITED = { access: 'public', rateLimit: SIGN_IN_LIMIT } as const;

/** Ways back into an account, and the proof that an address is the person's: links by mail. */
export default async function accountLinksRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/forgotten', { config: { access: 'public' } }, (request, reply) =>
    forgottenPage(request, reply, []),
  );

  app.post('/forgotten', { config: LIMITED }, async (request, reply) => {
    if (!config.mail) throw new PageError(404, 'notFound');
    if (request.switchingLanguage) return forgottenPage(request, reply, []);
    const { values, problems } = parseForm(EMAIL, formValues(request));
    if (problems.length > 0) return forgottenPage(request, reply.status(422), problems);
    const owner = await findOwnerByEmail(db, String(values.email));
    // The same answer whether there is such an account or not, and whether it gets another mail.
    if (owner && !owner.isDisabled && (await mayMailAccount(db, owner.id, 'reset', now())))
      await queueAccountMail(db, owner, { event: 'reset', locale: request.locale, agent: '' }, now());
    return reply.page('sign-in/forgotten', { title: request.t('forgotten.title'), sent: true });
  });

  app.get('/reset/:token', { config: { access: 'public' } }, async (request, reply) => {
    const link = await linkOf(request, 'reset');
    return resetPage(request, reply, link.email, []);
  });

  app.post('/reset/:token', { config: LIMITED }, async (request, reply) => {
    const { ownerId, email } = await linkOf(request, 'reset');
    if (request.switchingLanguage) return resetPage(request, reply, email, []);
    const raw = formValues(request);
    const { problems } = parseForm(PASSWORD, raw);
    const weak = raw.password ? await passwordProblem(raw.password, [email]) : null;
    if (weak) problems.push({ field: 'password', code: weak, parameters: {} });
    if (problems.length > 0) return resetPage(request, reply.status(422), email, problems);
    const hash = await hashPassword(raw.password ?? '');
    const agent = browserName(request.headers['user-agent'] ?? '');
    await inTransaction(db, `account:${ownerId}`, async (trx) => {
      // The link works once: of two at the same time only one finds it.
      if (!(await findAccountLink(trx, tokenOf(request), now()))) throw new PageError(410, 'accountLinkOver');
      await changePassword(trx, ownerId, hash);
      await markVerified(trx, ownerId, now());
      await noteAccountEvent(trx, ownerId, { act: 'password_reset', agent }, now());
      const mail = { event: 'password_changed', locale: request.locale, agent } as const;
      if (config.mail) await queueAccountMail(trx, { id: ownerId, email }, mail, now());
    });
    request.log.info({ account: ownerId, act: 'password_reset' }, 'account');
    const owner = { id: ownerId, email };
    if (await findTwoStep(db, ownerId))
      return askForCode(request, reply, { ...owner, passwordHash: hash }, { path: '/vettings', form: null });
    await signInAs(request, reply, owner, { isKnown: true });
    return reply.redirect('/vettings', 303);
  });

  // Only the button confirms: programs that look at links in mails press none.
  app.get('/confirm/:token', { config: { access: 'public' } }, async (request, reply) => {
    const { email } = await linkOf(request, 'confirm');
    return reply.page('sign-in/confirm', {
      title: request.t('confirm.title'),
      text: request.t('confirm.text', { email }),
    });
  });

  app.post('/confirm/:token', { config: LIMITED }, async (request, reply) => {
    const { ownerId } = await linkOf(request, 'confirm');
    await inTransaction(db, `account:${ownerId}`, async (trx) => {
      await markVerified(trx, ownerId, now());
      await endAccountLinks(trx, ownerId, 'confirm');
      await noteAccountEvent(trx, ownerId, { act: 'address_confirmed' }, now());
    });
    return reply.redirect(request.owner ? '/account' : '/sign-in', 303);
  });

  async function linkOf(
    request: FastifyRequest,
    purpose: LinkPurpose,
  ): Promise<{ ownerId: string; email: string }> {
    const link = await findAccountLink(db, tokenOf(request), now());
    if (link?.purpose === purpose) return link;
    await app.countMiss(request);
    throw new PageError(410, 'accountLinkOver');
  }
}

const tokenOf = ({ params }: FastifyRequest): string => Parameters.parse(params).token;

function forgottenPage(request: FastifyRequest, reply: FastifyReply, problems: readonly Problem[]): unknown {
  const { t, server } = request;
  const { email = '' } = formValues(request);
  const fields = viewFields(t, EMAIL, { email }, problems, () => ({
    label: t('signIn.email'),
    autocomplete: 'username',
  }));
  return reply.page('sign-in/forgotten', {
    address: '/forgotten',
    title: t('forgotten.title'),
    hasForm: true,
    hasMail: server.parts.config.mail !== null,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

function resetPage(
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
  problems: readonly Problem[],
): unknown {
  const { t } = request;
  const fields = viewFields(t, PASSWORD, {}, problems, () => ({
    label: t('account.newPassword'),
    hint: t('setup.passwordHint'),
    autocomplete: 'new-password',
  }));
  return reply.page('sign-in/reset', {
    title: t('reset.title'),
    hasForm: true,
    text: t('reset.text', { email }),
    email,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

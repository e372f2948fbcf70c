import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Field, type Problem, parseForm } from '../../domain/forms/form.ts';
import { recorded } from '../../store/history.ts';
import { acceptMemberInvitation, findMemberInvitation, type OpenedInvitation } from '../../store/members.ts';
import { createOwner, findOwnerByEmail, type Owner, startSession } from '../../store/owners.ts';
import { errorSummary, viewFields } from '../forms/fields.ts';
import { SESSION_COOKIE } from '../plugins/access.ts';
import { PageError } from '../plugins/errors.ts';
import { formValues } from '../plugins/forms.ts';
import { LINK_LIMIT } from '../plugins/limits.ts';
import { hashPassword, passwordProblem } from './passwords.ts';

const PASSWORD: Field = { name: 'password', kind: 'text', required: true, max: 200 };

/** A colleague's way in: an invitation is accepted with the account that is signed in, or with a new one. */
export function registerJoin(app: FastifyInstance): void {
  const { db, now, config } = app.parts;

  const opened = async (request: FastifyRequest): Promise<OpenedInvitation> => {
    const { token } = z.object({ token: z.string() }).parse(request.params);
    const invitation = await findMemberInvitation(db, token, now());
    if (!invitation) throw new PageError(404, 'linkUnknown');
    if (!invitation.isValid) throw new PageError(410, 'linkRevoked', { owner: invitation.ownerEmail });
    return invitation;
  };

  const joinPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    invitation: OpenedInvitation,
    problems: readonly Problem[],
  ): Promise<unknown> => {
    const { t, owner } = request;
    const { email, role, vetting, ownerEmail } = invitation;
    const fields = viewFields(t, [PASSWORD], {}, problems, () => ({
      label: t('join.password'),
      hint: t('setup.passwordHint'),
      look: 'password',
      autocomplete: 'new-password',
    }));
    const isKnown = (await findOwnerByEmail(db, email)) !== null;
    return reply.page('sign-in/join', {
      title: t('join.title', { title: vetting.brief.title }),
      text: t('join.text', { owner: ownerEmail, role: t(`members.roles.${role}`) }),
      roleText: t(`join.${role}Text`),
      signedIn: owner ? t('join.acceptAs', { email: owner.email }) : null,
      isKnown,
      create: t('join.create', { email }),
      email,
      next: encodeURIComponent(request.url),
      fields,
      errors: errorSummary(fields),
      hasErrors: problems.length > 0,
    });
  };

  /** The signed-in account, or a new one for the invited address; problems where its password will not do. */
  const accountFor = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { email }: OpenedInvitation,
  ): Promise<Owner | Problem[]> => {
    if (request.owner) return request.owner;
    const raw = formValues(request);
    const { problems } = parseForm([PASSWORD], raw);
    const weak = raw.password ? passwordProblem(raw.password) : null;
    if (weak) problems.push({ field: 'password', code: weak, parameters: {} });
    if (problems.length > 0) return problems;
    const account = await createOwner(db, email, await hashPassword(raw.password ?? ''), now());
    if (!account) throw new PageError(409, 'badRequest');
    const token = await startSession(db, account.id, now());
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: config.publicUrl.startsWith('https:'),
    });
    return account;
  };

  app.get('/join/:token', { config: { access: 'public', rateLimit: LINK_LIMIT } }, async (request, reply) =>
    joinPage(request, reply, await opened(request), []),
  );

  app.post(
    '/join/:token',
    { config: { access: 'public', rateLimit: LINK_LIMIT } },
    async (request, reply) => {
      const invitation = await opened(request);
      if (request.switchingLanguage) return joinPage(request, reply, invitation, []);
      const account = await accountFor(request, reply, invitation);
      if (Array.isArray(account)) return joinPage(request, reply.status(422), invitation, account);
      const { vetting, role } = invitation;
      const act = { person: account.email, act: 'member_joined', details: { kind: role } } as const;
      await recorded(db, vetting, act, now(), (trx) =>
        acceptMemberInvitation(trx, invitation, account.id, now()),
      );
      return reply.redirect(`/vettings/${vetting.id}`, 303);
    },
  );
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashPassword, passwordProblem } from '../../../accounts/passwords.ts';
import { secretField } from '../../../domain/forms/field.ts';
import { type Problem, parseForm } from '../../../domain/forms/form.ts';
import { findMemberInvitation, type OpenedInvitation } from '../../../store/members.ts';
import { createOwner, findOwnerByEmail, type Owner } from '../../../store/owners.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { signInAs } from '../../plugins/access.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';

const Parameters = z.object({ token: z.string() });

const PASSWORD = secretField('password');

export async function opened(request: FastifyRequest): Promise<OpenedInvitation> {
  const { db, now } = request.server.parts;
  const { token } = Parameters.parse(request.params);
  const invitation = await findMemberInvitation(db, token, now());
  if (!invitation) throw new PageError(404, 'linkUnknown');
  if (!invitation.isValid) throw new PageError(410, 'linkRevoked', { owner: invitation.ownerEmail });
  return invitation;
}

export async function joinPage(
  request: FastifyRequest,
  reply: FastifyReply,
  invitation: OpenedInvitation,
  problems: readonly Problem[],
): Promise<unknown> {
  const { db } = request.server.parts;
  const { t, owner } = request;
  const { email, role, vetting, ownerEmail } = invitation;
  const fields = viewFields(t, [PASSWORD], {}, problems, () => ({
    label: t('join.password'),
    hint: t('setup.passwordHint'),
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
}

/** The signed-in account, or a new one for the invited address; problems where its password will not do. */
export async function accountFor(
  request: FastifyRequest,
  reply: FastifyReply,
  { email }: OpenedInvitation,
): Promise<Owner | Problem[]> {
  const { db, now } = request.server.parts;
  if (request.owner) return request.owner;
  const raw = formValues(request);
  const { problems } = parseForm([PASSWORD], raw);
  const weak = raw.password ? passwordProblem(raw.password) : null;
  if (weak) problems.push({ field: 'password', code: weak, parameters: {} });
  if (problems.length > 0) return problems;
  const account = await createOwner(db, email, await hashPassword(raw.password ?? ''), now());
  if (!account) throw new PageError(409, 'badRequest');
  await signInAs(reply, account.id);
  return account;
}

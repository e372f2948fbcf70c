import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashPassword, passwordProblem } from '../../../accounts/passwords.ts';
import { secretField } from '../../../domain/forms/field.ts';
import { type Problem, parseForm } from '../../../domain/forms/form.ts';
import { findMemberInvitation, type OpenedInvitation } from '../../../store/members.ts';
import { createOwner, findOwnerByEmail, type Owner } from '../../../store/owners.ts';
import { type SignIn, signedIn } from '../../accounts/attempt.ts';
import { signInAs } from '../../accounts/signing-in.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';
import { PageError } from '../../plugins/errors.ts';
import { formValues } from '../../plugins/forms.ts';

const Parameters = z.object({ token: z.string() });

const PASSWORD = secretField('password');

export async function opened(request: FastifyRequest): Promise<OpenedInvitation> {
  const { db, now } = request.server.parts;
  const { token } = Parameters.parse(request.params);
  const invitation = await findMemberInvitation(db, token, now());
  if (!invitation) {
    await request.server.countMiss(request);
    throw new PageError(404, 'linkUnknown');
  }
  if (!invitation.isValid) throw new PageError(410, 'linkRevoked', { owner: invitation.ownerEmail });
  return invitation;
}

export async function joinPage(
  request: FastifyRequest,
  reply: FastifyReply,
  invitation: OpenedInvitation,
  problems: readonly Problem[],
): Promise<unknown> {
  const { t, owner } = request;
  const { email, role, vetting, ownerEmail } = invitation;
  const fields = viewFields(t, [PASSWORD], {}, problems, () => ({
    label: t('join.password'),
    hint: t('setup.passwordHint'),
    autocomplete: 'current-password',
  }));
  const isOther = owner !== null && owner.email !== email;
  return reply.page('sign-in/join', {
    title: t('join.title', { title: vetting.brief.title }),
    text: t('join.text', { owner: ownerEmail, role: t(`members.roles.${role}`) }),
    roleText: t(`join.${role}Text`),
    other: isOther ? t('join.other', { email, own: owner.email, owner: ownerEmail }) : null,
    signedIn: owner ? t('join.acceptAs', { email: owner.email }) : null,
    create: t('join.create', { email }),
    email,
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/**
 * The account of the invited address: the one that is signed in, the one whose password this is, or a new
 * one with this password. Problems where it will not do. Whether there was an account is not told to
 * whoever has the link.
 */
export async function accountFor(
  request: FastifyRequest,
  reply: FastifyReply,
  { email }: OpenedInvitation,
): Promise<{ owner: Owner } | SignIn | Problem[]> {
  const { db, now, config } = request.server.parts;
  if (request.owner) {
    if (request.owner.email !== email) throw new PageError(403, 'otherAccount', { email });
    return { owner: request.owner };
  }
  const raw = formValues(request);
  const { problems } = parseForm([PASSWORD], raw);
  const weak = raw.password ? await passwordProblem(raw.password, [email]) : null;
  if (weak) problems.push({ field: 'password', code: weak, parameters: {} });
  if (problems.length > 0) return problems;
  const password = raw.password ?? '';
  if ((await findOwnerByEmail(db, email)) !== null)
    return (
      (await signedIn(request, reply, email, password)) ?? [
        { field: 'password', code: 'join_password', parameters: {} },
      ]
    );
  const account = await createOwner(db, email, await hashPassword(password), now(), config.membersMayCreate);
  if (!account) throw new PageError(409, 'badRequest');
  await signInAs(request, reply, account, { isNewAccount: true });
  return { owner: account };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { formatUntil } from '../../../locales/formats.ts';
import { listMemberInvitations, listMembers, MEMBER_ROLES } from '../../../store/members.ts';
import { errorSummary, viewFields } from '../../forms/fields.ts';

export const FIELDS: Field[] = [
  { name: 'email', kind: 'email', required: true },
  { name: 'role', kind: 'choice', required: true, options: MEMBER_ROLES },
];

export async function membersPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: FormValues,
  problems: readonly Problem[],
): Promise<unknown> {
  const { db, now } = request.server.parts;
  const { t, locale, vetting } = request;
  const fields = viewFields(t, FIELDS, typed, problems, ({ name }) => ({
    label: t(`members.${name}`),
    ...(name === 'role'
      ? { hint: t('members.rolesHint'), option: (value: string) => t(`members.roles.${value}`) }
      : {}),
  }));
  const pending = await listMemberInvitations(db, vetting.id, now());
  return reply.page('members/members', {
    title: t('members.title'),
    hasForm: true,
    isSample: vetting.isSample,
    vettingId: vetting.id,
    members: (await listMembers(db, vetting.id)).map(({ accountId, email, role, isVerified }) => ({
      isVerified,
      id: accountId,
      email,
      role: t(`members.roles.${role}`),
    })),
    pending: pending.map(({ id, email, role, expiresAt }) => ({
      id,
      email,
      line: t('members.pendingLine', {
        email,
        role: t(`members.roles.${role}`),
        date: formatUntil(expiresAt, locale, vetting.brief.timeZone),
      }),
    })),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

/** A member's link as it was made. */
export const NewMemberLink = z.object({
  email: z.string(),
  role: z.enum(MEMBER_ROLES),
  token: z.string(),
  expiresAt: z.string(),
});

export function linkPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { email, role, token, expiresAt }: z.infer<typeof NewMemberLink>,
): unknown {
  const { t, locale, vetting, owner, server } = request;
  const link = `${server.parts.config.publicUrl}/join/${token}`;
  const date = formatUntil(expiresAt, locale, vetting.brief.timeZone);
  const words = {
    owner: owner?.email ?? '',
    business: vetting.brief.business?.name ?? '',
    title: vetting.brief.title,
    role: t(`members.roles.${role}`),
    link,
    date,
  };
  return reply.page('members/link', {
    title: t('members.linkTitle', { email }),
    isSample: vetting.isSample,
    vettingId: vetting.id,
    text: t('members.linkText', { email, date }),
    link,
    mailto: `mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(t('members.mailSubject', words))}&body=${encodeURIComponent(t('members.mailBody', words))}`,
  });
}

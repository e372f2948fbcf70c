import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '../../../domain/forms/field.ts';
import type { FormValues, Problem } from '../../../domain/forms/form.ts';
import { formatInstant } from '../../../locales/formats.ts';
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
    members: (await listMembers(db, vetting.id)).map(({ accountId, email, role }) => ({
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
        date: formatInstant(expiresAt, locale, vetting.brief.timeZone),
      }),
    })),
    fields,
    errors: errorSummary(fields),
    hasErrors: problems.length > 0,
  });
}

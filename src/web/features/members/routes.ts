import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseForm } from '../../../domain/forms/form.ts';
import { formatInstant } from '../../../locales/formats.ts';
import {
  inviteMember,
  listMemberInvitations,
  listMembers,
  type MemberRole,
  removeMember,
  withdrawMemberInvitation,
} from '../../../store/members.ts';
import { formValues } from '../../plugins/forms.ts';
import { FIELDS, membersPage } from './page.ts';

const Ids = z.object({ memberId: z.string().catch(''), invitationId: z.string().catch('') });

/** Colleagues of a vetting: who they are, inviting them, taking them out. */
export default async function membersRoutes(app: FastifyInstance): Promise<void> {
  const { db, now, config } = app.parts;

  app.get('/vettings/:vettingId/members', { config: { access: 'owner' } }, (request, reply) =>
    membersPage(request, reply, {}, []),
  );

  app.post('/vettings/:vettingId/members', { config: { access: 'owner' } }, async (request, reply) => {
    const { vetting, t, locale, owner } = request;
    const raw = formValues(request);
    if (request.switchingLanguage) return membersPage(request, reply, raw, []);
    const { values, problems } = parseForm(FIELDS, raw);
    if (problems.length > 0) return membersPage(request, reply.status(422), raw, problems);
    const invited = { email: String(values.email), role: values.role as MemberRole };
    const { token, expiresAt } = await request.record(
      'member_invited',
      { title: invited.email, kind: invited.role },
      (trx) => inviteMember(trx, vetting.id, invited, now()),
    );
    const link = `${config.publicUrl}/join/${token}`;
    const date = formatInstant(expiresAt, locale, vetting.brief.timeZone);
    const words = {
      owner: owner?.email ?? '',
      business: vetting.brief.business?.name ?? '',
      title: vetting.brief.title,
      role: t(`members.roles.${invited.role}`),
      link,
      date,
    };
    return reply.status(201).page('members/link', {
      title: t('members.linkTitle', { email: invited.email }),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      text: t('members.linkText', { email: invited.email, date }),
      link,
      mailto: `mailto:${encodeURIComponent(invited.email)}?subject=${encodeURIComponent(t('members.mailSubject', words))}&body=${encodeURIComponent(t('members.mailBody', words))}`,
    });
  });

  app.post(
    '/vettings/:vettingId/members/:memberId/removal',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { vetting } = request;
      const { memberId } = Ids.parse(request.params);
      const email =
        (await listMembers(db, vetting.id)).find(({ accountId }) => accountId === memberId)?.email ?? '';
      await request.record('member_removed', { title: email }, (trx) =>
        removeMember(trx, vetting.id, memberId),
      );
      return reply.redirect(`/vettings/${vetting.id}/members`, 303);
    },
  );

  app.post(
    '/vettings/:vettingId/member-invitations/:invitationId/withdrawal',
    { config: { access: 'owner' } },
    async (request, reply) => {
      const { vetting } = request;
      const { invitationId } = Ids.parse(request.params);
      const email =
        (await listMemberInvitations(db, vetting.id, now())).find(({ id }) => id === invitationId)?.email ??
        '';
      await request.record('member_withdrawn', { title: email }, (trx) =>
        withdrawMemberInvitation(trx, vetting.id, invitationId, now()),
      );
      return reply.redirect(`/vettings/${vetting.id}/members`, 303);
    },
  );
}

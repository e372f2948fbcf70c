import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseForm } from '../../../domain/forms/form.ts';
import {
  inviteMember,
  listMemberInvitations,
  listMembers,
  type MemberRole,
  removeMember,
  withdrawMemberInvitation,
} from '../../../store/members.ts';
import { findKept, keepForBrowser, keptId, LINK_DAYS } from '../../kept/pages.ts';
import { formValues } from '../../plugins/forms.ts';
import { FIELDS, linkPage, membersPage, NewMemberLink } from './page.ts';

const Ids = z.object({ memberId: z.string().catch(''), invitationId: z.string().catch('') });

const topicOf = (vettingId: string): string => `member-link:${vettingId}`;

/** Colleagues of a vetting: who they are, inviting them, taking them out. */
export default async function membersRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/vettings/:vettingId/members', { config: { access: 'owner' } }, (request, reply) =>
    membersPage(request, reply, {}, []),
  );

  app.post(
    '/vettings/:vettingId/members',
    { config: { access: 'owner', once: true, fresh: true } },
    async (request, reply) => {
      const { vetting } = request;
      const raw = formValues(request);
      if (request.switchingLanguage) return membersPage(request, reply, raw, []);
      const { values, problems } = parseForm(FIELDS, raw);
      if (problems.length > 0) return membersPage(request, reply.status(422), raw, problems);
      const invited = { email: String(values.email), role: values.role as MemberRole };
      const { token, expiresAt } = await request.record(
        'member_invited',
        { title: invited.email, kind: invited.role },
        (trx) => inviteMember(trx, vetting, invited, now()),
      );
      const data = { ...invited, token, expiresAt };
      const id = await keepForBrowser(request, reply, { topic: topicOf(vetting.id), data, days: LINK_DAYS });
      return reply.redirect(`/vettings/${vetting.id}/members/link?kept=${id}`, 303);
    },
  );

  // In view in the browser that made it until it is put away or a week has passed.
  app.get('/vettings/:vettingId/members/link', { config: { access: 'owner' } }, async (request, reply) => {
    const topic = topicOf(request.vetting.id);
    const [found] = await findKept(request, topic, NewMemberLink, keptId(request) ?? '');
    if (!found) return reply.redirect(`/vettings/${request.vetting.id}/members`, 303);
    return linkPage(request, reply, found.data);
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
        removeMember(trx, vetting.id, memberId, now()),
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

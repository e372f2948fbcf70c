import type { FastifyInstance } from 'fastify';
import { recorded } from '../../../store/history.ts';
import { acceptMemberInvitation } from '../../../store/members.ts';
import { askForCode } from '../../accounts/second-step.ts';
import { accountFor, joinPage, opened } from './page.ts';

/** A colleague's way in: an invitation is accepted with the account that is signed in, or with a new one. */
export default async function joinRoutes(app: FastifyInstance): Promise<void> {
  const { db, now } = app.parts;

  app.get('/join/:token', { config: { access: 'public' } }, async (request, reply) =>
    joinPage(request, reply, await opened(request), []),
  );

  app.post('/join/:token', { config: { access: 'public' } }, async (request, reply) => {
    const invitation = await opened(request);
    if (request.switchingLanguage) return joinPage(request, reply, invitation, []);
    const found = await accountFor(request, reply, invitation);
    if (Array.isArray(found)) return joinPage(request, reply.status(422), invitation, found);
    const { owner: account } = found;
    if ('needsCode' in found && found.needsCode)
      return askForCode(request, reply, found.owner, { path: request.url, form: null });
    const { vetting, role } = invitation;
    const act = { person: account.email, act: 'member_joined', details: { kind: role } } as const;
    await recorded(db, vetting, act, now(), (trx) =>
      acceptMemberInvitation(trx, invitation, account.id, now()),
    );
    return reply.redirect(`/vettings/${vetting.id}`, 303);
  });
}
